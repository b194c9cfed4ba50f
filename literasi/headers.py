"""Response headers for every page: content security policy and permissions policy."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.csp import build_policy

# Uploads are shown as pictures or offered as files and never run, whatever they contain.
UPLOAD_CSP = "default-src 'none'; style-src 'unsafe-inline'; sandbox"
ADMIN_PREFIXES = ("/cms/", "/django-admin/")
POLICY_HEADER = "Content-Security-Policy"

GetResponse = Callable[[HttpRequest], HttpResponse]


class SecurityHeaders:
    """Send the strict policy to learners, and a looser one where Wagtail's editor needs it."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Add the headers unless the view has set its own policy."""
        response = self.get_response(request)
        response.headers.setdefault(POLICY_HEADER, self._policy_for(request.path))
        response.headers.setdefault(
            "Permissions-Policy", "camera=(self), geolocation=(), microphone=(), payment=(), usb=()"
        )
        return response

    def _policy_for(self, path: str) -> str:
        if path.startswith(settings.MEDIA_URL):
            return UPLOAD_CSP
        is_admin = path.startswith(ADMIN_PREFIXES)
        return build_policy(settings.ADMIN_CSP if is_admin else settings.LEARNER_CSP)
