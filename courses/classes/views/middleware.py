"""Where a pupil of a class has nothing to do: accounts, staff pages, and pages that need a passphrase."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.deprecation import MiddlewareMixin
from django.utils.translation import gettext as _

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


class PupilsMiddleware(MiddlewareMixin):
    """Lead pupils of a class back to their tasks; costs nothing on any other page."""

    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        """Look at the person only where the address is one of these."""
        is_own = request.path in OWN_PAGE
        if not is_own and not request.path.startswith(NOT_FOR_PUPILS):
            return None
        if not request.user.is_authenticated or not request.user.is_class_pupil:
            return None
        if not is_own:
            messages.info(request, _("Your teacher looks after your class card. Ask there."))
        return redirect("classes:pupil")
