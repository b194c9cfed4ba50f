"""Where a pupil of a class has nothing to do: accounts, staff pages, and pages that need a passphrase."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _

from courses.catalogue.voices import INDONESIAN, LANGUAGE_OF_PUPILS
from courses.people.sessions import PUPIL, SIGNED_IN_COOKIE

DOOR = "/masuk/kelas/"
OWN_PAGE = ("/belajar/",)
NOT_FOR_PUPILS = (
    "/data-saya/",
    "/masuk/kata-sandi",
    "/masuk/keamanan/",
    "/masuk/konfirmasi/",
    "/kelola/",
    "/cms/",
    "/django-admin/",
    "/ujian/",
    "/sertifikat-saya/",
)

GetResponse = Callable[[HttpRequest], HttpResponse]


class PupilsMiddleware:
    """Say "kamu" to pupils, and lead them back to their tasks from pages that are not for them."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Look at the person only where the address needs it; the cookie is enough for the words."""
        if not _is_at_the_pupils_door(request):
            return _elsewhere(request) or self.get_response(request)
        with translation.override(LANGUAGE_OF_PUPILS):
            return _elsewhere(request) or self.get_response(request)


def _is_at_the_pupils_door(request: HttpRequest) -> bool:
    if translation.get_language() != INDONESIAN:
        return False
    return request.COOKIES.get(SIGNED_IN_COOKIE) == PUPIL or request.path == DOOR


def _elsewhere(request: HttpRequest) -> HttpResponse | None:
    is_own = request.path in OWN_PAGE
    if not is_own and not request.path.startswith(NOT_FOR_PUPILS):
        return None
    if not request.user.is_authenticated or not request.user.is_class_pupil:
        return None
    if not is_own:
        messages.info(request, _("Your teacher looks after your class card. Ask there."))
    return redirect("classes:pupil")
