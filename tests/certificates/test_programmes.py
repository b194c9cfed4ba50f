"""A programme gives its certificate in the moment in which the last requirement is met."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from certificates.domain.programmes import record_met
from certificates.domain.requirements import Requirement
from certificates.domain.revoking import Correction, replace_certificate
from certificates.models import Attainment, Certificate, CertificateEvent, Portfolio, Series
from tests.certificates.awards import ISSUER, a_person, an_achievement
from tests.certificates.programmes import a_programme, attended, passed, somebody
from tests.courses.learning.statements import statements

pytestmark = pytest.mark.django_db

FACILITATOR = (
    Requirement("course", "T1", "Menjadi Fasilitator"),
    Requirement("workshop", "", "Memandu lokakarya", count=2),
)


def tell(met, holder=None, **options):
    return record_met(met, holder or somebody(), ISSUER, **options)


def test_a_supervised_pass_gives_the_certificate_with_everything_frozen():
    a_programme(
        heading="Sertifikat Kelulusan Dasar",
        statement="telah lulus ujian internal",
        closing="Berlaku di lingkungan Pemerintah Kabupaten.",
        domains=["Etika dan keamanan digital"],
        signers=[{"name": "Drs. Contoh", "position": "Kepala BKPSDM"}],
        validity_months=36,
        jp_basis="Keputusan Kepala BKPSDM",
    )

    (certificate,) = tell(passed())

    printed = certificate.snapshot
    assert certificate.number == f"SDTI/000001/BKPSDM/{timezone.localdate().year}"
    assert (certificate.kind, certificate.jp, certificate.cycle) == ("pass", 1, 1)
    assert printed["holder_name"] == "Sri Wahyuni"
    assert printed["heading"] == "Sertifikat Kelulusan Dasar"
    assert printed["signers"] == [{"name": "Drs. Contoh", "position": "Kepala BKPSDM"}]
    assert printed["materials"] == [
        {"title": "Ujian Sertifikasi Dasar TI ASN", "jp": 1, "minutes": 75}
    ]
    assert printed["evidence"] == {
        "programme": "SDTI",
        "jp_basis": "Keputusan Kepala BKPSDM",
        "keys": ["exam:SDTI"],
        "met": [
            {
                "key": "exam:SDTI",
                "reference": "attempt-1",
                "on": "2026-11-20",
                "score": 80,
                "domain_scores": {"3": 73},
                "supervised": True,
                "share": None,
            }
        ],
    }
    assert certificate.valid_until == date.fromisoformat(printed["valid_until"])
    assert certificate.valid_until.year == timezone.localdate().year + 3


@pytest.mark.parametrize(
    "weak",
    [{"score": 74}, {"domain_scores": {"3": 69}}, {"domain_scores": {}}, {"supervised": False}],
)
def test_a_pass_that_is_not_good_enough_gives_nothing_and_stays_in_the_portfolio(weak):
    a_programme()

    assert tell(passed(**weak)) == []
    assert Attainment.objects.of_person(somebody().person_id).count() == 1
    assert Certificate.objects.count() == Series.objects.count() == 0


def test_an_exam_alone_gives_the_statement_and_under_supervision_the_certificate():
    a_programme()
    a_programme(
        Requirement("exam", "SDTI", "Ujian SDTI", minimum_score=75, supervision="unsupervised"),
        code="SDTI-MANDIRI",
        kind="training",
        series_key="SKL",
    )

    (alone,) = tell(passed(supervised=False))
    (watched,) = tell(passed(reference="attempt-2"))

    assert (alone.kind, watched.kind) == ("training", "pass")


def test_the_last_of_several_requirements_completes_in_whatever_order_they_come():
    a_programme(*FACILITATOR, code="FASILITATOR", kind="facilitator", jp=0)

    first = tell(attended("workshop-led", reference="lokakarya-1"))
    second = tell(attended("course:T1", started_on=date(2026, 10, 1)))
    (certificate,) = tell(attended("workshop-led", reference="lokakarya-2"))

    assert first == second == []
    assert [row["title"] for row in certificate.snapshot["materials"]] == [
        "workshop-led",
        "course:T1",
        "workshop-led",
    ]
    assert certificate.snapshot["started_on"] == "2026-10-01"


def test_attendance_counts_by_its_share_of_all_planned_sessions_and_grows():
    a_programme(
        Requirement("attendance", "BIMTEK-1", "Bimtek", minimum_share=80), code="BIMTEK", jp=0
    )

    early = tell(attended("attendance:BIMTEK-1", share=60))
    (certificate,) = tell(attended("attendance:BIMTEK-1", share=80))

    assert early == []
    assert certificate.snapshot["evidence"]["met"][0]["share"] == 80
    assert Attainment.objects.count() == 1


def test_of_alternatives_one_is_enough():
    a_programme(
        Requirement("course", "A1", "A1", choice="A"),
        Requirement("exam", "PENJAJAKAN", "Penjajakan", minimum_score=80, choice="A"),
        Requirement("course", "A3", "A3"),
        jp=0,
    )

    assert tell(attended("course:A3")) == []
    assert len(tell(passed(key="exam:PENJAJAKAN"))) == 1


def test_the_same_occasion_told_again_gives_the_same_certificate_and_no_number():
    a_programme()

    (first,) = tell(passed())
    again = tell(passed())

    assert again == []
    assert list(Certificate.objects.all()) == [first]
    assert Series.objects.get().last == 1


@pytest.mark.parametrize("closed", [{"is_open": False}, {"jp": None}])
def test_a_programme_that_is_closed_or_waits_for_its_jp_gives_nothing(closed):
    a_programme(**closed)

    assert tell(passed()) == []


def test_only_civil_servants_are_given_jp():
    a_programme()

    (certificate,) = tell(passed(), somebody(civil_servant=False))

    assert certificate.jp == 0


def test_a_programme_that_asks_for_nothing_is_met_by_nobody():
    a_programme(requirements=[])

    assert tell(passed()) == []


def test_an_award_of_its_own_comes_last_and_all_numbers_in_one_order():
    a_programme(series_key="ZZ")

    issued = tell(passed(), beside=[an_achievement(series_key="AA")])

    assert [one.series.key for one in issued] == ["ZZ", "AA"]


def test_telling_costs_three_statements_and_a_complete_programme_four_more():
    with statements() as without:
        tell(attended("course:A1"))
    a_programme()
    with statements() as complete:
        tell(passed())

    assert (len(without), len(complete)) == (3, 7)


def renewable(**changes):
    return a_programme(
        validity_months=36, renewal_key="exam:SDTI-P", renewal_opens_months=6, **changes
    )


def aged(certificate, days_left, today=None):
    """Let the certificate have been given three years ago, with so many days left."""
    Certificate.objects.filter(pk=certificate.pk).update(
        awarded_at=timezone.now() - timedelta(days=1000),
        valid_until=timezone.localdate() + timedelta(days=days_left),
    )
    certificate.refresh_from_db()
    return certificate


def refreshed(reference="refresher-1"):
    return passed(
        key="exam:SDTI-P",
        reference=reference,
        started_on=timezone.localdate(),
        met_on=timezone.localdate(),
    )


def test_the_refresher_renews_with_a_linked_certificate_that_loses_no_day():
    renewable()
    old = aged(tell(passed(met_on=date(2023, 1, 1)))[0], days_left=60)

    (new,) = tell(refreshed())

    assert (new.renews, new.cycle, new.sequence) == (old, 2, 2)
    assert (new.valid_until.year, new.valid_until.month) == (
        old.valid_until.year + 3,
        old.valid_until.month,
    )
    assert old.events.get().kind == CertificateEvent.Kind.RENEWED
    assert tell(refreshed("refresher-2")) == []


def test_a_refresher_before_the_window_opens_changes_nothing():
    renewable()
    aged(tell(passed())[0], days_left=300)

    assert tell(refreshed()) == []


def test_long_after_expiry_the_refresher_is_not_enough_and_the_exam_is():
    renewable()
    old = aged(tell(passed(met_on=date(2023, 1, 1)))[0], days_left=-400)

    assert tell(refreshed()) == []
    (new,) = tell(passed(reference="attempt-9", met_on=timezone.localdate()))

    assert (new.renews, new.cycle) == (old, 2)
    assert new.valid_until.year == timezone.localdate().year + 3


def test_after_a_revocation_it_is_earned_anew_with_what_comes_later():
    a_programme()
    (taken_back,) = tell(passed())
    Certificate.objects.filter(pk=taken_back.pk).update(
        revoked_at=timezone.now() - timedelta(days=2), revoked_reason="Ujian diwakili orang lain"
    )

    assert tell(passed(reference="attempt-1")) == []
    (new,) = tell(passed(reference="attempt-2", met_on=timezone.localdate()))

    assert (new.cycle, new.renews) == (2, None)


def test_the_account_is_kept_with_the_portfolio():
    person = a_person()
    a_programme()

    record_met(attended("course:A1"), somebody(person), ISSUER, person)
    (certificate,) = record_met(passed(), somebody(person), ISSUER)

    assert Portfolio.objects.get().account == person
    assert certificate.holder_id == person.pk


def test_a_corrected_version_stays_in_its_programme_and_is_renewed_in_its_stead():
    renewable()
    old = aged(tell(passed(met_on=date(2023, 1, 1)))[0], days_left=60)
    corrected = replace_certificate(old, Correction(title="Judul betul"), "Salah", a_person("b"))

    (new,) = tell(refreshed())

    assert (corrected.programme, new.renews, new.cycle) == (old.programme, corrected, 2)
