"""Whom a page speaks to: "Anda" to citizens, "kamu" to pupils."""

from collections.abc import Sequence

from django.http import HttpRequest
from django.utils import translation

from courses.catalogue.models import Audience

# Indonesian that says "kamu" instead of "Anda"; made from the Indonesian by manage.py translations.
LANGUAGE_OF_PUPILS = "id-x-kamu"
INDONESIAN = "id"


def speak_to_guest(request: HttpRequest, audiences: Sequence[str]) -> None:
    """Say "kamu" from here to the end of the request to a guest of a course that is for pupils alone.

    Who is signed in is known, and spoken to as themselves: a teacher who looks at the course is "Anda".
    The language middleware puts back what was before. A page that is kept whole names its language.
    """
    if list(audiences) != [Audience.PUPIL] or request.user.is_authenticated:
        return
    if translation.get_language() == INDONESIAN:
        translation.activate(LANGUAGE_OF_PUPILS)
