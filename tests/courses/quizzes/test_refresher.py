"""Renewing a certificate: from its page to the refresher, and to the new certificate."""

from datetime import timedelta

import pytest
from django.utils import timezone

from certificates.domain.achievement import Achievement
from certificates.domain.naming import PrintedName, confirm_name
from certificates.domain.outbox import sweep_outbox
from certificates.domain.requirements import WORKSHOP_LED, Requirement, Supervision
from certificates.models import Certificate, CertificateEvent, Programme
from cms.starter.folders import read_exam_folder
from cms.starter.programmes import PROGRAMMES
from courses.quizzes.domain.attempts import StartRefused
from courses.quizzes.domain.exams import in_proportion
from courses.quizzes.domain.sitting import start_exam, start_refresher
from courses.quizzes.domain.specs import Slot
from courses.quizzes.domain.submitting import submit_attempt
from courses.quizzes.domain.ways import address_of
from courses.quizzes.models import Attempt, Exam
from courses.quizzes.rules import Hindrance
from tests.courses.quizzes.exams import a_room, an_exam, answered, let_in
from tests.courses.quizzes.making import person

pytestmark = pytest.mark.django_db

QUERIES_OF_A_CERTIFICATE = 7
QUERIES_OF_THE_DOOR = 16


@pytest.fixture
def exam():
    """An exam of four questions whose refresher has two, and a programme that both lead to."""
    found = an_exam(refresher_questions=2)
    code = found.bank.code
    asked = Requirement("exam", code, "Ujian", supervision=Supervision.SUPERVISED)
    Programme.objects.create(
        code=code,
        title="Sertifikasi Kecil",
        kind="pass",
        requirements=[asked.to_json()],
        series_key=code,
        jp=0,
        is_open=True,
        validity_months=36,
        renewal_opens_months=6,
        renewal_closes_months=6,
        renewal_key=f"exam:{code}-PENYEGARAN",
    )
    return found


@pytest.fixture
def learner():
    return person()


def certified(exam, learner, days_left):
    """Let the learner have passed under supervision, with so many days left by now."""
    seat = let_in(a_room(exam), learner)
    submit_attempt(answered(start_exam(exam, learner, seat), right=4))
    certificate = Certificate.objects.get(holder=learner)
    return as_if_long_ago(exam, certificate, days_left)


def as_if_long_ago(exam, certificate, days_left):
    """Let it be a finished paper with so many days left by now."""
    confirm_name(certificate, PrintedName.of(Achievement.from_json(certificate.snapshot)))
    sweep_outbox()
    age(certificate, days_left)
    then = timezone.now() - timedelta(days=1000)
    Attempt.objects.filter(exam=exam).update(started_at=then, submitted_at=then)
    return Certificate.objects.get(pk=certificate.pk)


def age(certificate, days_left):
    Certificate.objects.filter(pk=certificate.pk).update(
        awarded_at=timezone.now() - timedelta(days=999),
        valid_until=timezone.localdate() + timedelta(days=days_left),
    )


def hindrance(start, *args):
    with pytest.raises(StartRefused) as refusal:
        start(*args)
    return refusal.value.tries.hindrance


@pytest.mark.parametrize("days_left", [100, -100])
def test_the_page_of_the_certificate_leads_through_the_refresher_to_a_new_one(
    client, exam, learner, days_left
):
    old = certified(exam, learner, days_left)
    client.force_login(learner)

    page = client.get(f"/sertifikat/{old.pk}/").content.decode()
    address = f"/ujian/{exam.slug}/#penyegaran"
    assert f'href="{address}"' in page
    door = client.get(address).content.decode()
    assert 'id="penyegaran"' in door
    begun = client.post(f"/ujian/{exam.slug}/mulai/", {"way": "refresher"})
    attempt = Attempt.objects.get(submitted_at=None)
    assert begun.headers["location"].startswith(f"/ujian/{exam.slug}/{attempt.pk}/")
    assert (attempt.version, len(attempt.paper)) == (exam.refresher, 2)
    answered(attempt, right=2)
    client.post(f"/ujian/{exam.slug}/{attempt.pk}/kirim/")

    new = Certificate.objects.get(cycle=2)
    assert (new.renews, new.holder, new.sequence) == (old, learner, 2)
    begins = max(old.valid_until, timezone.localdate())
    assert new.valid_until.year == begins.year + 3
    assert old.events.filter(kind=CertificateEvent.Kind.RENEWED).count() == 1
    assert address not in client.get(f"/sertifikat/{old.pk}/").content.decode()
    assert hindrance(start_refresher, exam, learner) == Hindrance.NOTHING_TO_RENEW


@pytest.mark.parametrize("certificates", [1, 3])
def test_the_pages_of_an_open_renewal_cost_the_same_however_often_it_was_renewed(
    client, exam, learner, certificates, django_assert_num_queries
):
    newest = certified(exam, learner, days_left=30)
    for cycle in range(2, certificates + 1):
        submit_attempt(answered(start_refresher(exam, learner), right=2))
        newest = as_if_long_ago(exam, Certificate.objects.get(cycle=cycle), days_left=30)
    client.force_login(learner)

    for address, offered, queries in (
        (f"/sertifikat/{newest.pk}/", "#penyegaran", QUERIES_OF_A_CERTIFICATE),
        (f"/ujian/{exam.slug}/", 'id="penyegaran"', QUERIES_OF_THE_DOOR),
    ):
        assert offered in client.get(address).content.decode()
        with django_assert_num_queries(queries):
            client.get(address)


def test_a_failed_refresher_waits_like_the_exam_and_renews_nothing(exam, learner):
    certified(exam, learner, days_left=30)

    submit_attempt(answered(start_refresher(exam, learner), right=0, wrong=2))

    assert hindrance(start_refresher, exam, learner) == Hindrance.TOO_EARLY
    assert Certificate.objects.count() == 1


@pytest.mark.parametrize("days_left", [400, -400])
def test_outside_its_window_the_refresher_is_closed_and_not_offered(
    client, exam, learner, days_left
):
    old = certified(exam, learner, days_left)
    client.force_login(learner)

    assert "#penyegaran" not in client.get(f"/sertifikat/{old.pk}/").content.decode()
    assert 'id="penyegaran"' not in client.get(f"/ujian/{exam.slug}/").content.decode()
    assert hindrance(start_refresher, exam, learner) == Hindrance.NOTHING_TO_RENEW


def test_who_holds_no_certificate_has_nothing_to_refresh(client, exam, learner):
    client.force_login(learner)

    assert hindrance(start_refresher, exam, learner) == Hindrance.NOTHING_TO_RENEW
    told = client.post(f"/ujian/{exam.slug}/mulai/", {"way": "refresher"}, follow=True)
    assert Attempt.objects.count() == 0
    assert told.redirect_chain[-1][0] == f"/ujian/{exam.slug}/"


def test_the_second_refresher_three_years_later_does_not_count_the_first(exam, learner):
    certified(exam, learner, days_left=30)
    submit_attempt(answered(start_refresher(exam, learner), right=2))
    second = Certificate.objects.get(cycle=2)
    age(second, days_left=30)
    then = timezone.now() - timedelta(days=1000)
    Attempt.objects.filter(exam=exam).update(started_at=then, submitted_at=then)

    submit_attempt(answered(start_refresher(exam, learner), right=2))

    assert Certificate.objects.get(cycle=3).renews == second


def test_long_after_its_end_the_whole_exam_can_be_taken_anew(exam, learner):
    old = certified(exam, learner, days_left=-400)

    seat = let_in(a_room(exam), learner)
    submit_attempt(answered(start_exam(exam, learner, seat), right=4))

    assert Certificate.objects.get(cycle=2).renews == old


def test_while_it_is_good_the_exam_needs_not_be_taken_again(exam, learner):
    certified(exam, learner, days_left=400)

    seat = let_in(a_room(exam), learner)

    assert hindrance(start_exam, exam, learner, seat) == Hindrance.PASSED


def test_the_refresher_has_each_domain_in_its_share():
    percents = {1: (5, 8, 2), 2: (3, 3, 1), 3: (6, 6, 3), 4: (4, 4, 2), 5: (1, 1, 1)}
    depths = ("ingat", "terapkan", "analisis")
    blueprint = [
        Slot(domain, depth, count)
        for domain, counts in percents.items()
        for depth, count in zip(depths, counts, strict=True)
    ]

    small = in_proportion(blueprint, 20)

    assert {
        domain: sum(slot.questions for slot in small if slot.domain == domain)
        for domain in percents
    } == {1: 6, 2: 3, 3: 6, 4: 4, 5: 1}
    assert all(
        0 <= few.questions <= all_.questions for few, all_ in zip(small, blueprint, strict=True)
    )


def test_every_renewal_of_the_programmes_that_ship_leads_somewhere(settings):
    starter = settings.BASE_DIR / "cms" / "starter"
    keys = {fields["renewal_key"] for fields, _asked, _jp in PROGRAMMES if "renewal_key" in fields}
    exams = {
        f"exam:{exam.code}-PENYEGARAN"
        for exam in (read_exam_folder(path.parent) for path in starter.glob("*/exam.yaml"))
        if exam.refresher_questions
    }

    assert keys == {*exams, WORKSHOP_LED} == {"exam:SDTI-PENYEGARAN", "workshop-led"}


def test_a_key_that_leads_nowhere_has_no_address(exam):
    code = exam.bank.code

    assert address_of(f"exam:{code}") == f"/ujian/{exam.slug}/"
    assert address_of(WORKSHOP_LED) == "/lokakarya/saya/"
    for key in ("exam:TIDAK-ADA", "course:TIDAK-ADA", ""):
        assert address_of(key) == ""
    Exam.objects.update(refresher=None)
    assert address_of(f"exam:{code}-PENYEGARAN") == ""
