"""Put onto a scratch database what the measurement needs beside the starter courses."""

from dataclasses import dataclass
from uuid import UUID, uuid4

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.utils.module_loading import import_string

from courses.catalogue.domain import Outline, OutlineItem, publish_outline
from courses.catalogue.models import Course, LessonInVersion
from courses.learning.domain import enrol
from courses.people.models import User
from courses.quizzes.domain.attempts import start_attempt
from courses.quizzes.domain.takers import Taker
from courses.quizzes.models import Quiz

LESSONS = 40
READING, TEST = "W6", "A3"  # the starter courses whose lesson and quiz are measured


@dataclass(frozen=True)
class Scene:
    """Addresses to ask for and things to do, for one signed-in learner."""

    session: str
    lesson: str
    question: str
    courses: dict[str, list[str]]  # code: the keys of its lessons

    @classmethod
    def make(cls, completions: int) -> "Scene":
        """Enrol a learner in a starter course and in as many long courses as are to be completed."""
        learner = User.objects.create_user(username="bench", password=None)
        course = Course.objects.get(code=READING)
        enrol(learner, course)
        lesson = LessonInVersion.objects.filter(version=course.current, lesson__kind="lesson")[0]
        quiz = Quiz.objects.select_related("lesson__course").get(lesson__course__code=TEST)
        attempt = start_attempt(quiz, Taker(learner))
        return cls(
            session=_session_of(learner),
            lesson=f"/katalog/{course.slug}/{lesson.slug}/",
            question=f"/kuis/{quiz.lesson.course.slug}/{attempt.pk}/{{position}}/",
            courses=dict(_long_course(number, learner) for number in range(completions)),
        )


def _session_of(learner: User) -> str:
    """Sign the learner in, past the door: the door is not what is measured."""
    session = import_string(f"{settings.SESSION_ENGINE}.SessionStore")()
    session[SESSION_KEY] = str(learner.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = learner.get_session_auth_hash()
    session.create()
    return str(session.session_key)


def _long_course(number: int, learner: User) -> tuple[str, list[str]]:
    keys: list[UUID] = [uuid4() for _ in range(LESSONS)]
    items = [
        OutlineItem(key=key, kind="lesson", slug=f"pelajaran-{place}", title=f"Pelajaran {place}")
        for place, key in enumerate(keys, start=1)
    ]
    code = f"BENCH{number}"
    version = publish_outline(
        Outline(
            code=code,
            slug=code.lower(),
            title=f"Course {number}",
            summary="Measured.",
            items=tuple(items),
            award="completion",
        )
    )
    enrol(learner, version.course)
    return code, list(map(str, keys))
