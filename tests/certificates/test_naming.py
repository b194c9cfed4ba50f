"""The holder checks the printed name once, before the document is made."""

import pytest

from certificates.domain.achievement import Achievement
from certificates.domain.issuing import issue_certificate
from certificates.domain.lettering import printable
from certificates.domain.naming import NameRefusedError, PrintedName, confirm_name
from certificates.models import Certificate, CertificateEvent, OutboxEntry
from certificates.signals import certificate_named
from tests.certificates.awards import a_person, an_achievement

pytestmark = pytest.mark.django_db


@pytest.fixture
def certificate():
    holder = a_person(display_name="SRI WAHYUNI", title_after="S.Kom")
    return issue_certificate(an_achievement(holder), holder)


def printed_name(certificate: Certificate) -> str:
    return Achievement.from_json(certificate.snapshot).printed_name


def test_the_holder_puts_capitals_and_titles_right_and_the_pdf_is_queued(certificate):
    confirmed = confirm_name(
        certificate, PrintedName("Sri  Wahyuni ", "Dr.", "S.Kom., M.M."), certificate.holder
    )

    assert printed_name(confirmed) == "Dr. Sri Wahyuni, S.Kom., M.M."
    assert sorted(entry.kind for entry in confirmed.outbox.all()) == [
        "badge",
        "pdf",
        "share_picture",
    ]
    event = confirmed.events.get(kind=CertificateEvent.Kind.NAMED)
    assert event.details == {"from": "SRI WAHYUNI, S.Kom", "to": "Dr. Sri Wahyuni, S.Kom., M.M."}


def test_the_second_confirmation_changes_nothing(certificate):
    confirm_name(certificate, PrintedName("Sri Wahyuni", "", "S.Kom."))

    again = confirm_name(certificate, PrintedName("sri wahyuni", "Prof.", ""))

    assert printed_name(again) == "Sri Wahyuni, S.Kom."
    assert OutboxEntry.objects.count() == 3


@pytest.mark.parametrize(
    "printed",
    [
        PrintedName("Budi Santoso"),
        PrintedName("Sri Wahyuningsih"),
        PrintedName(""),
        PrintedName("Sri Wahyuni", "", "S" * 119),
        PrintedName("Sri Wahyuni", "文学", ""),
    ],
)
def test_another_name_too_long_or_unprintable_is_refused_and_nothing_changes(certificate, printed):
    with pytest.raises(NameRefusedError):
        confirm_name(certificate, printed)

    certificate.refresh_from_db()
    assert (printed_name(certificate), certificate.name_confirmed_at) == (
        "SRI WAHYUNI, S.Kom",
        None,
    )
    assert OutboxEntry.objects.count() == 0


def test_a_name_of_130_signs_fits_and_131_does_not(certificate):
    longest = "S" * (130 - len("Sri Wahyuni, "))

    with pytest.raises(NameRefusedError):
        confirm_name(certificate, PrintedName("Sri Wahyuni", "", longest + "S"))
    confirmed = confirm_name(certificate, PrintedName("Sri Wahyuni", "", longest))

    assert len(printed_name(confirmed)) == 130


def test_a_name_that_came_longer_can_be_confirmed_as_it_is():
    achievement = an_achievement(holder_name="A" * 130, holder_titles_after="S.Kom., M.M.")
    certificate = issue_certificate(achievement)

    assert confirm_name(certificate, PrintedName.of(achievement)).name_confirmed_at is not None


@pytest.mark.parametrize(
    ("held", "printed"),
    [
        ("NURAINI", "Nur'Aini"),
        ("muhammad al fatih", "Muhammad Al-Fatih"),
        ("Jose", "José"),
    ],
)
def test_signs_and_accents_do_not_make_another_name(held, printed):
    certificate = issue_certificate(an_achievement(holder_name=held, holder_titles_after=""))

    assert printed_name(confirm_name(certificate, PrintedName(printed))) == printed


@pytest.mark.parametrize(
    ("name", "signs"), [("سري واحيوني", "سريوان حي"), ("大文学", "大文学"), ("Сри Wahyuni", "Сри")]
)
def test_a_name_in_other_letters_is_never_printed_as_question_marks(name, signs):
    certificate = issue_certificate(an_achievement(holder_name=name, holder_titles_after=""))

    with pytest.raises(NameRefusedError, match=r"Latin letters|huruf Latin") as refusal:
        confirm_name(certificate, PrintedName(name))

    assert set(signs) - {" "} <= set(str(refusal.value))
    assert OutboxEntry.objects.count() == 0


@pytest.mark.parametrize("name", ["Nguyễn Thị Ánh", "Łukasz Żółć", "Ḥasan Ṣāliḥ", "Ibrāhīm"])
def test_a_latin_name_is_printed_with_its_letters_or_the_nearest(name):
    certificate = issue_certificate(an_achievement(holder_name=name, holder_titles_after=""))

    printed = printed_name(confirm_name(certificate, PrintedName(name)))

    assert "?" not in printable(printed)


def test_a_worker_is_told_after_commit(certificate, django_capture_on_commit_callbacks):
    heard = []

    def listen(certificate, **_kwargs):
        heard.append(certificate)

    certificate_named.connect(listen)
    try:
        with django_capture_on_commit_callbacks(execute=True):
            confirm_name(certificate, PrintedName("Sri Wahyuni"))
    finally:
        certificate_named.disconnect(listen)

    assert heard == [certificate]
