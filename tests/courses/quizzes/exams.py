"""Small exams of known content, and people who take them."""

from dataclasses import replace
from itertools import count

from django.utils import timezone

from courses.people.models import Role, User
from courses.quizzes.domain.answers import save_answer
from courses.quizzes.domain.banks import publish_bank
from courses.quizzes.domain.exams import release_exam
from courses.quizzes.domain.reviewing import approve_questions, unreviewed
from courses.quizzes.domain.rooms import admit, open_room, take_seat
from courses.quizzes.domain.sitting import start_exam
from courses.quizzes.domain.specs import BankSpec, ExamSpec, OptionSpec, QuestionSpec, Slot
from courses.quizzes.domain.submitting import submit_attempt
from courses.quizzes.models import Attempt, Exam, ExamSession, Seat
from tests.courses.quizzes.answering import right_response, wrong_response
from tests.courses.quizzes.making import person
from tests.people import make_person

counter = count(1)
CELLS = ((1, "ingat"), (1, "terapkan"), (3, "ingat"), (3, "terapkan"))
RULES = ExamSpec(
    minutes=60,
    pass_percent=75,
    blueprint=tuple(Slot(domain, bloom, 1) for domain, bloom in CELLS),
    attempts_allowed=3,
    wait_hours=(24, 168),
    domain_percents={3: 70},
    sources={1: ("A1",), 3: ("A3",)},
)


def question(domain: int, bloom: str, number: int, **changes: object) -> QuestionSpec:
    spec = QuestionSpec(
        ref=f"D{domain}-{bloom}-{number}",
        kind="single",
        text_html=f"<p>Soal {bloom} {number} dari bagian {domain}?</p>",
        options=(
            OptionSpec("a", "KUNCI", correct=True, feedback="UMPAN-benar"),
            OptionSpec("b", "Pengecoh satu", feedback="UMPAN-salah"),
            OptionSpec("c", "Pengecoh dua"),
        ),
        feedback="UMPAN-soal",
        tags={"domain": domain, "bloom": bloom, "lesson": f"A{domain}/pelajaran"},
    )
    return replace(spec, **changes)


def bank_spec(questions: int = 3, **rules: object) -> BankSpec:
    """Return a bank with so many questions for each cell of the blueprint."""
    return BankSpec(
        code=f"UJI{next(counter)}",
        title="Ujian Kecil",
        questions=tuple(
            question(domain, bloom, number)
            for domain, bloom in CELLS
            for number in range(1, questions + 1)
        ),
        exam=replace(RULES, **rules),
    )


def an_exam(questions: int = 3, **rules: object) -> Exam:
    """Return a released exam of four questions: two domains, two depths."""
    spec = bank_spec(questions, **rules)
    publish_bank(spec)
    return released(Exam.objects.with_rules().get(bank__code=spec.code))


def released(exam: Exam) -> Exam:
    """Return the exam after a second person has read all its questions and it was released."""
    waiting = [question.current_id for question in unreviewed(exam.bank)]
    approve_questions(exam.bank, waiting, make_person("Ratna Dewi", Role.REVIEWER))
    release_exam(exam, make_person("Maya Sari", Role.ADMIN))
    return Exam.objects.with_rules().get(pk=exam.pk)


def a_room(exam: Exam, *, admits_at_once: bool = True, seats: int = 20) -> ExamSession:
    proctor = make_person("Hendra Gunawan", Role.CERTIFIER)
    return open_room(exam, "Lab BKPSDM", seats, proctor, admits_at_once=admits_at_once)


def seated(session: ExamSession, learner: User | None = None) -> Seat:
    seat = take_seat(session.exam, session.pin, learner or person())
    return Seat.objects.select_related("session__exam", "learner").get(pk=seat.pk)


def let_in(session: ExamSession, learner: User | None = None) -> Seat:
    seat = seated(session, learner)
    admit(session, [seat], session.proctor)
    return Seat.objects.select_related("session__exam", "learner").get(pk=seat.pk)


def now_in_ms() -> int:
    return int(timezone.now().timestamp() * 1000)


def answered(attempt: Attempt, *, right: int, wrong: int = 0) -> Attempt:
    for position in range(1, right + wrong + 1):
        make = right_response if position <= right else wrong_response
        save_answer(attempt, position, make(attempt, position), now_in_ms())
    return attempt


def sat(exam: Exam, learner: User, *, right: int, seat: Seat | None = None) -> Attempt:
    """Return a handed-in attempt at the exam with so many right answers, the others wrong."""
    attempt = start_exam(exam, learner, seat)
    answered(attempt, right=right, wrong=len(attempt.paper) - right)
    return submit_attempt(attempt)
