"""An exam of a bank: its versions, its release, its dates."""

from collections import Counter
from dataclasses import replace
from datetime import timedelta
from io import StringIO

import pytest
from django.core.management import call_command
from django.utils import timezone

from courses.people.models import Role
from courses.quizzes.domain.banks import publish_bank
from courses.quizzes.domain.checking import QuizNotPublishable
from courses.quizzes.domain.editing import save_question
from courses.quizzes.domain.exams import is_as_its_bank, newest_of, release_exam, schedule_exam
from courses.quizzes.domain.pools import paper_for, replay
from courses.quizzes.domain.reviewing import unreviewed
from courses.quizzes.domain.sitting import start_exam
from courses.quizzes.models import Exam, ExamRelease, QuestionVersion
from tests.courses.quizzes.exams import an_exam, bank_spec, question, released
from tests.courses.quizzes.making import person
from tests.people import make_person

pytestmark = pytest.mark.django_db


def read(code):
    return Exam.objects.with_rules().get(bank__code=code)


def cells(items):
    tags = dict(QuestionVersion.objects.values_list("pk", "tags"))
    return Counter((tags[item.question]["domain"], tags[item.question]["bloom"]) for item in items)


def test_an_exam_with_unread_questions_cannot_be_released_by_anybody():
    spec, admin = bank_spec(), make_person("Maya Sari", Role.ADMIN)
    publish_bank(spec)
    exam = read(spec.code)
    assert sorted(question.ref for question in unreviewed(exam.bank)) == sorted(
        question.ref for question in spec.questions
    )
    with pytest.raises(QuizNotPublishable) as refusal:
        release_exam(exam, admin)
    assert "12" in str(refusal.value)
    assert (read(spec.code).current, ExamRelease.objects.count()) == (None, 0)


def test_an_exam_is_released_with_a_name_once_a_second_person_has_read_its_questions():
    exam = an_exam(placement_percent=80)
    release = ExamRelease.objects.get()
    assert release.released_by.display_name == "Maya Sari"
    assert exam.current == release.version
    assert exam.placement.mode == "placement"


def test_an_exam_whose_questions_were_all_read_is_released_again_by_itself():
    spec = bank_spec()
    publish_bank(spec)
    QuestionVersion.objects.update(reviewed_at=timezone.now())
    publish_bank(replace(spec, title="Ujian yang dibaca"))
    assert read(spec.code).current.title == "Ujian yang dibaca"
    assert ExamRelease.objects.get().released_by is None


def test_a_question_changed_in_the_bank_is_asked_after_its_review_and_a_release():
    exam, editor = an_exam(), make_person("Andi Saputra", Role.EDITOR)
    assert is_as_its_bank(exam)
    asked = exam.bank.questions.get(ref="D1-ingat-1")
    changed = save_question(
        exam.bank, question(1, "ingat", 1, text_html="<p>Lebih jelas?</p>"), editor, asked
    )
    assert not is_as_its_bank(exam)
    with pytest.raises(QuizNotPublishable):
        release_exam(exam, editor)
    again = released(read(exam.bank.code))
    assert is_as_its_bank(again)
    assert (again.current.number, again.current.items.filter(question=changed).count()) == (2, 1)


def test_publishing_the_same_bank_again_makes_no_new_version():
    exam = an_exam()
    publish_bank(replace(bank_spec(), code=exam.bank.code))
    assert exam.versions.filter(mode="exam").count() == 1


def test_a_changed_question_makes_a_version_that_waits_while_the_old_one_stands():
    exam = an_exam()
    spec = replace(bank_spec(), code=exam.bank.code)
    changed = question(1, "ingat", 1, text_html="<p>Lebih jelas?</p>")
    publish_bank(replace(spec, questions=(changed, *spec.questions[1:])))
    again = read(exam.bank.code)
    assert again.current == exam.current
    assert newest_of(again, "exam").number == 2


def test_a_bank_that_cannot_fill_the_blueprint_is_refused_and_the_cell_is_named():
    spec = bank_spec()
    short = replace(
        spec, questions=tuple(one for one in spec.questions if "D3-terapkan" not in one.ref)
    )
    with pytest.raises(QuizNotPublishable) as told:
        publish_bank(short)
    assert "3" in str(told.value)
    assert "terapkan" in str(told.value)
    assert Exam.objects.count() == 0


def test_a_drawn_paper_fills_every_cell_and_is_replayed_after_the_bank_has_changed():
    exam = an_exam()
    attempt = start_exam(exam, person())
    spec = replace(bank_spec(), code=exam.bank.code)
    publish_bank(replace(spec, questions=(*spec.questions, question(1, "ingat", 9))))
    released(exam)
    assert [item.to_json() for item in replay(attempt)] == attempt.paper
    assert cells(replay(attempt)) == {
        (1, "ingat"): 1,
        (1, "terapkan"): 1,
        (3, "ingat"): 1,
        (3, "terapkan"): 1,
    }


def test_an_auditor_replays_a_paper_by_a_command(capsys):
    attempt = start_exam(an_exam(), person())
    call_command("replay_paper", str(attempt.pk))
    printed = capsys.readouterr().out
    assert "The stored paper is the one that the seed draws." in printed
    assert all(f"{position}. D" in printed for position in range(1, 5))


def test_an_auditor_is_told_when_a_stored_paper_was_changed(capsys):
    attempt = start_exam(an_exam(), person())
    attempt.paper = attempt.paper[::-1]
    attempt.save()
    with pytest.raises(SystemExit):
        call_command("replay_paper", str(attempt.pk))
    assert "differs" in capsys.readouterr().err


def test_dates_stay_when_the_exam_gets_a_new_version():
    exam = an_exam()
    opens = timezone.now() + timedelta(days=1)
    schedule_exam(exam, opens, None)
    spec = replace(bank_spec(), code=exam.bank.code)
    publish_bank(replace(spec, title="Judul lain"))
    assert newest_of(exam, "exam").opens_at == opens


def test_an_exam_cannot_close_before_it_opens():
    exam, now = an_exam(), timezone.now()
    with pytest.raises(QuizNotPublishable):
        schedule_exam(exam, now, now - timedelta(hours=1))


def test_the_certification_of_civil_servants_works_exactly_as_it_is_written(settings):
    """domain 3.3: 50 questions in 75 minutes by domain and depth, 38 pass, 11 of 15 in domain 3."""
    folder = settings.BASE_DIR / "cms" / "starter" / "SDTI"
    call_command("import_courses", str(folder), stdout=StringIO())
    exam = released(read("SDTI"))
    rules = exam.current
    assert (rules.minutes_allowed, rules.pass_percent, rules.domain_percents) == (75, 75, {"3": 70})
    assert (rules.attempts_allowed, rules.waits, rules.grace_minutes) == (3, [24, 168], 10)
    assert (exam.needs, exam.placement.pass_percent) == (["A1", "A2", "A3", "A4"], 80)
    wanted = {1: (5, 8, 2), 2: (3, 3, 1), 3: (6, 6, 3), 4: (4, 4, 2), 5: (1, 1, 1)}
    for seed in range(5):
        paper = paper_for(rules, seed)
        assert len({item.question for item in paper}) == 50
        assert cells(paper) == {
            (domain, depth): number
            for domain, numbers in wanted.items()
            for depth, number in zip(("ingat", "terapkan", "analisis"), numbers, strict=True)
        }
