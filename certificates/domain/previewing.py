"""How a programme's paper will look, with a made-up holder, before anybody is given one."""

from datetime import timedelta

from django.utils import timezone

from certificates.domain.achievement import Issuer
from certificates.domain.attaining import Holder
from certificates.domain.awarding import award_of
from certificates.domain.issuing import unnumbered
from certificates.domain.numbering import TakenNumber, printed_number
from certificates.domain.rendering import render_pdf
from certificates.domain.renewing import Turn
from certificates.domain.requirements import Requirement, RequirementKind, requirements_of
from certificates.models import Attainment, Programme

# As long as a printed name may be, with titles before and after.
LONG_NAME = (
    "Raden Ajeng Siti Nurhaliza Kusumawardhani Prawirodirdjo binti Haji Muhammad Abdurrahman "
    "Wahid K"
)
LONG_TITLES = "S.Kom., M.T.I., Ph.D."
SAMPLE_MINUTES = 225
SAMPLE_NUMBER = 123
SAMPLE_CODE = "CCNTHSAMPE"


def preview_pdf(programme: Programme, issuer: Issuer, *, long_name: bool) -> bytes:
    """Return the paper as the programme stands now, saved or not; nothing is written anywhere."""
    now = timezone.now()
    today = timezone.localdate()
    met = [_sample(requirement) for requirement in _first_of_each(programme)]
    award = award_of(programme, _holder(long_name=long_name), met, Turn(), issuer, today)
    certificate = unnumbered(award.achievement, now)
    certificate.code = SAMPLE_CODE
    certificate.number = printed_number(
        programme.number_pattern,
        series=programme.series_key,
        taken=TakenNumber(0, SAMPLE_NUMBER, today.year),
        unit=issuer.unit,
        month=today.month,
    )
    certificate.name_confirmed_at = now
    return render_pdf(certificate)


def _holder(*, long_name: bool) -> Holder:
    return Holder(
        person_id="contoh",
        name=LONG_NAME if long_name else "Sri Wahyuni",
        titles_before="Dr. Ir. Hj." if long_name else "",
        titles_after=LONG_TITLES if long_name else "S.Kom.",
        number_masked="NIP •••••••••••••• 1001",
        unit_name="Kecamatan Contoh",
        position="Pengelola Layanan Operasional",
        civil_servant=True,
    )


def _first_of_each(programme: Programme) -> list[Requirement]:
    """Return the requirements, of alternatives the first; one made up where there is none yet."""
    kept: dict[str, Requirement] = {}
    for place, one in enumerate(requirements_of(programme.requirements)):
        kept.setdefault(one.choice or f"#{place}", one)
    return list(kept.values()) or [Requirement(RequirementKind.COURSE, "A1", "Contoh materi")]


def _sample(requirement: Requirement) -> Attainment:
    today = timezone.localdate()
    return Attainment(
        key=requirement.key,
        title=requirement.title or requirement.code,
        reference="contoh",
        started_on=today - timedelta(days=18),
        met_on=today,
        minutes=SAMPLE_MINUTES,
        score=max(requirement.minimum_score, 80),
        supervised=True,
    )
