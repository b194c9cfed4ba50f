"""An exam to try the product with: released, its civil servant past the placement check, a room open."""

from django.utils import timezone

from courses.people.models import User
from courses.quizzes.domain.answers import save_answer
from courses.quizzes.domain.exams import release_exam
from courses.quizzes.domain.reviewing import approve_questions, unreviewed
from courses.quizzes.domain.rooms import open_room
from courses.quizzes.domain.sitting import entry_of, start_placement
from courses.quizzes.domain.submitting import submit_attempt
from courses.quizzes.models import Attempt, Exam, ExamSession, QuestionVersion

PLACE = "Lab BKPSDM (contoh)"
SEATS = 20


def make_demo_exam(admin: User, proctor: User, learner: User) -> list[ExamSession]:
    """Do what is missing for each exam; what is there stays. Return the rooms that are open."""
    rooms = []
    for exam in Exam.objects.with_rules():
        if exam.current is None:
            waiting = [pk for one in unreviewed(exam.bank) if (pk := one.current_id)]
            approve_questions(exam.bank, waiting, admin)
            release_exam(exam, admin)
            exam.refresh_from_db()
        if exam.placement is not None and not entry_of(exam, learner).is_open:
            _place(exam, learner)
        session = ExamSession.objects.open().filter(exam=exam, place=PLACE).first()
        rooms.append(session or open_room(exam, PLACE, SEATS, proctor, admits_at_once=False))
    return rooms


def _place(exam: Exam, learner: User) -> Attempt:
    """Pass the placement check with the right answers, so that the exam itself can be tried."""
    attempt = start_placement(exam, learner)
    wordings = QuestionVersion.objects.in_bulk([item["question"] for item in attempt.paper])
    now = int(timezone.now().timestamp() * 1000)
    for position, item in enumerate(attempt.paper, start=1):
        save_answer(attempt, position, wordings[item["question"]].key["answer"], now)
    return submit_attempt(attempt)
