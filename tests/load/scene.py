"""The exam, the room and the people of an exam day."""

from io import StringIO

from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.core.management import call_command
from django.utils.module_loading import import_string

from courses.people.models import Role, User
from courses.quizzes.domain.rooms import open_room, take_seat
from courses.quizzes.models import Exam
from tests.courses.quizzes.exams import released
from tests.people import make_person


def make_scene(candidates: int) -> tuple[str, list[str]]:
    """Return the exam's address and a session for each candidate, who sits in an open room.

    It is the certification of civil servants as it is shipped, without the courses before it.
    """
    folder = settings.BASE_DIR / "cms" / "starter" / "SDTI"
    call_command("import_courses", str(folder), stdout=StringIO())
    exam = Exam.objects.with_rules().get(bank__code="SDTI")
    released(exam)
    Exam.objects.filter(pk=exam.pk).update(needs=[])
    exam = Exam.objects.with_rules().get(pk=exam.pk)
    proctor = make_person("Hendra Gunawan", Role.CERTIFIER)
    room = open_room(exam, "Aula", candidates, proctor, admits_at_once=True)
    people = [User(username=f"calon{n}", display_name=f"Calon {n}") for n in range(candidates)]
    for person in people:
        person.set_unusable_password()
    User.objects.bulk_create(people)
    sessions = []
    for person in User.objects.filter(username__startswith="calon").order_by("pk"):
        take_seat(exam, room.pin, person)
        sessions.append(_session_of(person))
    return exam.slug, sessions


def _session_of(person: User) -> str:
    """Sign somebody in, past the door: the door is not what is measured."""
    session = import_string(f"{settings.SESSION_ENGINE}.SessionStore")()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.create()
    return str(session.session_key)
