"""Sessions that bring their person along: one query instead of two on every request."""

from functools import partial
from typing import Any

from django.conf import settings
from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY, aget_user, get_user
from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.auth.models import AnonymousUser
from django.contrib.sessions.backends.db import SessionStore as DatabaseSessionStore
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.utils.functional import SimpleLazyObject

from courses.people.models import Session, User

# Read by the scripts of public pages, which are the same bytes for everybody: it only says
# that somebody is signed in here, and proves nothing.
SIGNED_IN_COOKIE = "masuk"
# The value for a pupil of a class, whom every page tells that the teacher can see the progress.
PUPIL = "murid"


class SignedInRequest(HttpRequest):
    """A request behind login_required, for annotations: its user is a person."""

    user: User


class SessionStore(DatabaseSessionStore):
    """Django's database sessions with a column for the person who is signed in."""

    person: User | None = None

    @classmethod
    def get_model_class(cls) -> type[Session]:
        """Return the model of the rows."""
        return Session

    def _get_session_from_db(self) -> Session | None:
        try:
            row = Session.objects.select_related("person").get(
                session_key=self.session_key, expire_date__gt=timezone.now()
            )
        except Session.DoesNotExist:
            self._session_key = None
            return None
        self.person = row.person
        return row

    def create_model_instance(self, data: dict[str, Any]) -> Session:
        """Return the row to save, with its person's id beside the encoded data."""
        row: Session = super().create_model_instance(data)  # type: ignore[assignment]  # get_model_class says so
        row.person_id = data.get(SESSION_KEY) or None
        return row


def person_of(request: HttpRequest) -> User | AnonymousUser:
    """Return who is signed in, from the session's own row when its hash still fits."""
    session = request.session
    stated = session.get(SESSION_KEY)
    person = getattr(session, "person", None)
    if person is None or stated is None or str(person.pk) != str(stated) or not person.is_active:
        return get_user(request)
    if constant_time_compare(session.get(HASH_SESSION_KEY, ""), person.get_session_auth_hash()):
        return person
    return get_user(request)


class SessionUserMiddleware(AuthenticationMiddleware):
    """Put the person on the request, as Django's own middleware does."""

    def process_request(self, request: HttpRequest) -> None:
        """Set request.user lazily: a page that does not ask costs no query."""
        request.user = SimpleLazyObject(lambda: person_of(request))  # type: ignore[assignment]  # lazy, as in Django
        request.auser = partial(aget_user, request)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Tell the scripts of public pages when somebody has signed in or out."""
        if request.session.modified and SESSION_KEY in request.session:
            is_pupil = getattr(request.user, "is_class_pupil", False)
            response.set_cookie(
                SIGNED_IN_COOKIE,
                PUPIL if is_pupil else "1",
                max_age=request.session.get_expiry_age(),
                secure=settings.SESSION_COOKIE_SECURE,
                samesite="Lax",
            )
        elif request.session.modified and SIGNED_IN_COOKIE in request.COOKIES:
            response.delete_cookie(SIGNED_IN_COOKIE, samesite="Lax")
        return response
