"""Small quizzes of known content for the tests."""

from dataclasses import replace
from itertools import count
from uuid import uuid4

from courses.catalogue.models import Course, CourseVersion, Lesson, LessonInVersion
from courses.people.models import User
from courses.quizzes.domain.publishing import publish_quiz
from courses.quizzes.domain.specs import OptionSpec, QuestionSpec, QuizSpec
from courses.quizzes.models import Quiz

counter = count(1)

SINGLE = QuestionSpec(
    ref="T-01",
    kind="single",
    text_html="<p>Seseorang meminta kode OTP. Apa yang Anda lakukan?</p>",
    options=(
        OptionSpec("a", "Membacakan kodenya", feedback="UMPAN-salah-satu"),
        OptionSpec("b", "Menutup telepon", correct=True, feedback="UMPAN-benar-satu"),
        OptionSpec("c", "Memberi separuh", feedback="UMPAN-salah-dua"),
    ),
    feedback="UMPAN-soal-satu",
    lesson_slug="otp-dan-pin",
)
SEVERAL = QuestionSpec(
    ref="T-02",
    kind="several",
    text_html="<p>Pilih semua tanda penipuan.</p>",
    options=(
        OptionSpec("a", "Disuruh cepat", correct=True, feedback="UMPAN-cepat"),
        OptionSpec("b", "Diminta datang ke kantor", feedback="UMPAN-kantor"),
        OptionSpec("c", "Diminta membayar", correct=True, feedback="UMPAN-bayar"),
    ),
    feedback="UMPAN-soal-dua",
    lesson_slug="tanda-penipuan",
)
TRUE_FALSE = QuestionSpec(
    ref="T-03",
    kind="true_false",
    text_html="<p>Membuat IKD harus membayar.</p>",
    options=(OptionSpec("true", ""), OptionSpec("false", "", correct=True)),
    feedback="UMPAN-soal-tiga",
    lesson_slug="tanda-penipuan",
)
ORDERING = QuestionSpec(
    ref="T-04",
    kind="ordering",
    text_html="<p>Anda ditipu. Urutkan tindakan dari yang pertama.</p>",
    options=(
        OptionSpec("1", "Telepon bank"),
        OptionSpec("2", "Kumpulkan bukti"),
        OptionSpec("3", "Lapor polisi"),
    ),
    feedback="UMPAN-soal-empat",
    lesson_slug="telanjur-tertipu",
)
ALL_KINDS = (SINGLE, SEVERAL, TRUE_FALSE, ORDERING)
LESSONS = {
    "otp-dan-pin": "OTP dan PIN",
    "tanda-penipuan": "Tanda penipuan",
    "telanjur-tertipu": "Telanjur tertipu",
}


def course_with_a_quiz(code: str = "T1", *, award: str = "none", jp: int = 0) -> Lesson:
    """Return the quiz item of a published course of three lessons that nobody must do."""
    course = Course.objects.create(code=code, slug=f"kursus-{code.lower()}")
    course.current = CourseVersion.objects.create(
        course=course,
        number=1,
        digest="x",
        title=f"Kursus {code}",
        summary="Satu kalimat.",
        award=award,
        jp=jp,
        audiences=["asn"] if award == "training" else ["warga"],
    )
    course.save()
    for position, (slug, title) in enumerate(LESSONS.items(), start=1):
        LessonInVersion.objects.create(
            version=course.current,
            lesson=Lesson.objects.create(course=course),
            position=position,
            slug=slug,
            title=title,
            required=False,
        )
    quiz = Lesson.objects.create(course=course, kind=Lesson.Kind.QUIZ)
    LessonInVersion.objects.create(
        version=course.current, lesson=quiz, position=9, slug="cek-akhir", title="Cek akhir"
    )
    return quiz


def quiz_spec(lesson: Lesson, **changes: object) -> QuizSpec:
    """Return a practice of all four kinds with feedback at once, passed with three right answers."""
    spec = QuizSpec(
        key=lesson.pk,
        title="Cek akhir",
        instructions="Empat pertanyaan.",
        questions=ALL_KINDS,
        pass_count=3,
    )
    return replace(spec, **changes)


def practice(**changes: object) -> Quiz:
    """Return a published practice in a course without an award."""
    lesson = course_with_a_quiz(f"P{next(counter)}")
    return publish_quiz(quiz_spec(lesson, **changes)).quiz


def a_test(**changes: object) -> Quiz:
    """Return a published test, feedback at the end, in a training course."""
    lesson = course_with_a_quiz(f"A{next(counter)}", award="training", jp=5)
    rules = {"mode": "test", "feedback": "after"} | changes
    return publish_quiz(quiz_spec(lesson, **rules)).quiz


def person(name: str = "") -> User:
    """Return a person with an account."""
    name = name or f"orang{next(counter)}-{uuid4().hex[:4]}"
    return User.objects.create_user(
        username=name, display_name=name.title(), password="kata-sandi-panjang"
    )
