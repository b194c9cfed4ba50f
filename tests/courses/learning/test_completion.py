from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command

from certificates.models import Certificate
from courses.catalogue.domain import outline_of, publish_outline
from courses.catalogue.models import Lesson
from courses.learning.domain import (
    enrol,
    explain_what_is_missing,
    progress_of,
    record_facts,
    record_lesson_result,
    record_practice,
)
from courses.learning.models import Enrolment, LearnerEvent
from courses.notices.models import Message
from courses.people.models import CivilServantProfile, PupilProfile, School, Unit, User
from literasi.issuer import issuer_of_certificates
from tests.courses.catalogue.outlines import a_lesson, a_quiz, an_outline, key_of
from tests.courses.learning.facts import practised, read
from tests.courses.learning.statements import statements


@pytest.fixture
def rahmat(db):
    """A civil servant of the kecamatan."""
    person = User.objects.create_user(
        "rahmat", "naskah-dinas-2026", display_name="Rahmat Hidayat", title_after="S.E."
    )
    unit = Unit.add_root(name="Kecamatan Kotabumi", code="KTB-UJI")
    CivilServantProfile.objects.create(
        person=person, unit=unit, number="198501012010011001", position="Pengelola Data"
    )
    return person


def lesson(name: str) -> Lesson:
    return Lesson.objects.select_related("course").get(pk=key_of(name))


def a_course(**facts):
    items = (a_lesson("otp"), a_lesson("apk", "tandai"), a_quiz("kuis"))
    return publish_outline(an_outline("W6", *items, **facts)).course


def do_everything(learner):
    record_facts(learner, [read("W6", "otp"), practised("W6", "apk", "tandai")])
    record_lesson_result(learner, lesson("kuis"), source="quiz", score=80)


def test_the_last_part_completes_the_course_once(sari):
    course = a_course()

    do_everything(sari)
    completed_at = Enrolment.objects.get().completed_at
    record_lesson_result(sari, lesson("kuis"), source="quiz", score=100)

    assert completed_at is not None
    assert Enrolment.objects.get().completed_at == completed_at
    assert progress_of(sari, course).done == 3


def test_parts_that_are_not_required_do_not_hold_up_the_course(sari):
    publish_outline(an_outline("W6", a_lesson("otp"), a_lesson("tambahan", required=False)))

    record_facts(sari, [read("W6", "otp")])

    assert Enrolment.objects.completed().count() == 1


def test_a_course_without_a_required_part_is_never_complete(sari):
    course = publish_outline(an_outline("W6", a_lesson("tambahan", required=False))).course

    record_facts(sari, [read("W6", "tambahan")])

    assert not progress_of(sari, course).is_complete


def test_a_citizen_gets_a_proof_of_completion(sari, django_capture_on_commit_callbacks):
    a_course(award="completion", title="Aman di Dunia Digital")

    with django_capture_on_commit_callbacks(execute=True):
        do_everything(sari)

    certificate = Certificate.objects.get()
    assert (certificate.holder, certificate.kind, certificate.jp) == (sari, "completion", 0)
    assert certificate.snapshot["title"] == "Aman di Dunia Digital"
    assert certificate.snapshot["evidence"]["scores"] == {"Kuis": 80}
    assert [message.kind for message in Message.objects.filter(person=sari)] == [
        "certificate-issued"
    ]


def test_a_civil_servant_gets_a_statement_of_training_with_jp(rahmat):
    a_course(award="training", jp=5, asn_domains=(3,))

    do_everything(rahmat)

    snapshot = Certificate.objects.get().snapshot
    assert {
        name: snapshot[name] for name in ("kind", "jp", "unit_name", "position", "domains")
    } == {
        "kind": "training",
        "jp": 5,
        "unit_name": "Kecamatan Kotabumi",
        "position": "Pengelola Data",
        "domains": ["Etika dan keamanan digital"],
    }
    assert snapshot["holder_number_masked"] == "•••• •••• •••• 1001"
    assert "198501012010011001" not in str(snapshot)


def test_somebody_who_is_no_civil_servant_gets_no_jp_for_their_course(sari):
    a_course(award="training", jp=5)

    do_everything(sari)

    assert list(Certificate.objects.values_list("kind", "jp")) == [("completion", 0)]


def test_a_pupils_name_is_not_for_the_public_page(db):
    rani = User.objects.create_user("rani", "lima-kata-sandi", display_name="Rani Putri")
    school = School.objects.create(npsn="10801234", name="SMPN 1 Kotabumi")
    PupilProfile.objects.create(person=rani, school=school)
    a_course(award="completion")

    do_everything(rani)

    assert Certificate.objects.get().snapshot["public_name"] == "R. P."


def test_a_course_without_an_award_leaves_one_message(sari, django_capture_on_commit_callbacks):
    a_course(award="none", title="Mulai dari HP")

    with django_capture_on_commit_callbacks(execute=True):
        do_everything(sari)
        do_everything(sari)

    assert not Certificate.objects.exists()
    assert list(Message.objects.values_list("person", "kind")) == [(sari.pk, "course-completed")]


def test_when_the_award_fails_the_pass_is_not_kept_either(sari, settings):
    a_course(award="completion")
    record_facts(sari, [read("W6", "otp"), practised("W6", "apk", "tandai")])
    settings.CERTIFICATE_ISSUER = "tests.courses.learning.facts.nobody"

    with pytest.raises(ImportError):
        record_lesson_result(sari, lesson("kuis"), source="quiz", score=80)


def test_the_house_takes_the_issuer_from_the_regencys_settings(db):
    assert issuer_of_certificates().unit == "BKPSDM"
    assert issuer_of_certificates().city == "Kotabumi"


def test_completing_a_course_of_forty_lessons_costs_nine_statements_with_its_certificate(rahmat):
    lessons = [a_lesson(f"pelajaran-{number}") for number in range(40)]
    course = publish_outline(an_outline("A3", *lessons, award="training", jp=5)).course
    record_facts(rahmat, [read("A3", f"pelajaran-{number}") for number in range(39)])
    outline_of(course.current_id)

    with statements() as made:
        record_facts(rahmat, [read("A3", "pelajaran-39")])

    assert Certificate.objects.count() == 1
    assert len(made) == 9


# --- Editors change the course meanwhile ------------------------------------------------------


def test_what_was_done_survives_when_a_lesson_is_dropped_and_brought_back(sari):
    course = a_course()
    record_facts(sari, [practised("W6", "apk", "tandai")])

    publish_outline(an_outline("W6", a_lesson("otp"), a_quiz("kuis")))
    without = progress_of(sari, course)
    a_course(summary="Kembali seperti semula.")

    assert (without.done, without.total) == (0, 2)
    assert progress_of(sari, course).lessons[1].is_done


def test_a_lesson_stays_done_when_editors_add_a_practice_to_it(sari):
    course = a_course()
    record_facts(sari, [practised("W6", "apk", "tandai")])

    publish_outline(
        an_outline("W6", a_lesson("otp"), a_lesson("apk", "tandai", "baru"), a_quiz("kuis"))
    )

    assert progress_of(sari, course).lessons[1].is_done


def test_completing_what_one_took_up_is_enough_when_the_course_has_grown(sari):
    course = a_course()
    enrol(sari, course)
    publish_outline(
        an_outline(
            "W6", a_lesson("otp"), a_lesson("apk", "tandai"), a_quiz("kuis"), a_lesson("baru")
        )
    )

    do_everything(sari)

    assert progress_of(sari, course).is_complete


def test_dropping_the_last_open_lesson_completes_the_course(
    sari, django_capture_on_commit_callbacks
):
    a_course(award="completion")
    record_facts(sari, [read("W6", "otp"), practised("W6", "apk", "tandai")])

    with django_capture_on_commit_callbacks(execute=True):
        publish_outline(
            an_outline("W6", a_lesson("otp"), a_lesson("apk", "tandai"), award="completion")
        )

    assert Enrolment.objects.completed().count() == 1
    assert Certificate.objects.count() == 1
    call_command("rebuild_projections", "--check")


# --- Kenapa belum? ----------------------------------------------------------------------------


def test_what_is_missing_is_one_sentence(sari, settings):
    settings.LANGUAGE_CODE = "en"
    course = a_course()
    enrolment = enrol(sari, course)
    at_first = explain_what_is_missing(enrolment)

    record_facts(sari, [read("W6", "otp"), practised("W6", "apk", "tandai")])
    then = explain_what_is_missing(Enrolment.objects.get())

    assert (
        at_first == "3 parts are left. Next: read the lesson “Otp” and press “I understand, go on”."
    )
    assert then == "One part is left: pass the quiz “Kuis”."


def test_nothing_is_said_to_be_missing_from_a_completed_course(sari):
    a_course()
    do_everything(sari)

    assert explain_what_is_missing(Enrolment.objects.get()) == ""


# --- Results from the server ------------------------------------------------------------------


def test_a_pass_reported_twice_is_one_event_and_the_best_score_is_kept(sari):
    a_course()
    attempt = uuid4()

    for score in (80, 80):
        record_lesson_result(sari, lesson("kuis"), source="quiz", score=score, fact_id=attempt)
    record_lesson_result(sari, lesson("kuis"), source="quiz", score=60, fact_id=uuid4())

    assert LearnerEvent.objects.filter(kind="lesson.result").count() == 2
    assert Enrolment.objects.get().results[str(key_of("kuis"))]["score"] == 80


def test_a_practice_sent_without_scripts_counts_like_any_other(sari):
    course = a_course()

    answer = record_practice(sari, lesson("apk"), "tandai", correct=3, total=5)

    assert answer.status == "ok"
    assert progress_of(sari, course).lessons[1].is_done


# --- The log and the projection ---------------------------------------------------------------


def test_the_projection_can_be_made_again_from_the_log(sari, darto, capsys):
    course = a_course(award="completion")
    do_everything(sari)
    enrol(darto, course)
    before = list(
        Enrolment.objects.order_by("learner").values(
            "learner", "results", "started_at", "active_at", "completed_at", "last_lesson"
        )
    )
    Enrolment.objects.all().delete()

    call_command("rebuild_projections")

    after = list(
        Enrolment.objects.order_by("learner").values(
            "learner", "results", "started_at", "active_at", "completed_at", "last_lesson"
        )
    )
    assert after == before
    assert Certificate.objects.count() == 1


def test_the_check_names_each_difference_and_changes_nothing(sari, capsys):
    a_course()
    do_everything(sari)
    Enrolment.objects.update(completed_at=None)

    with pytest.raises(CommandError, match="1 differences"):
        call_command("rebuild_projections", "--check")

    assert "course W6, completed_at: stored None, the log says" in capsys.readouterr().out
    assert Enrolment.objects.get().completed_at is None


def test_an_enrolment_that_the_log_does_not_know_is_found(sari):
    enrolment = enrol(sari, a_course())
    LearnerEvent.objects.all().delete()

    with pytest.raises(CommandError):
        call_command("rebuild_projections", "--check")
    call_command("rebuild_projections")

    assert not Enrolment.objects.filter(pk=enrolment.pk).exists()
