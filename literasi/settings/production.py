"""A server that people rely on: refuses to start half configured."""

from django.core.exceptions import ImproperlyConfigured

from literasi.settings.base import *
from literasi.settings.base import env


def _required(name: str, minimum: int) -> str:
    value = env(name, default="")
    if len(value) < minimum or value.startswith("change-me"):
        message = (
            f"Set the environment variable {name} to a private value of at least {minimum}"
            " characters (see docs/operations.md)."
        )
        raise ImproperlyConfigured(message)
    return str(value)


DEBUG = env.bool("DEBUG", default=False)
if DEBUG:
    message = "DEBUG is on. Production settings do not start with it; unset DEBUG."
    raise ImproperlyConfigured(message)
DEMO_ACCOUNTS = False
SECRET_KEY = _required("SECRET_KEY", 40)
FIELD_ENCRYPTION_KEYS = _required("FIELD_ENCRYPTION_KEYS", 40).split(",")
if not env.list("ALLOWED_HOSTS", default=[]):
    message = "Set ALLOWED_HOSTS to the host names of this site, separated by commas."
    raise ImproperlyConfigured(message)

SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = env.bool("SSL_REDIRECT", default=True)
SECURE_REDIRECT_EXEMPT = [r"^healthz/"]
SECURE_HSTS_SECONDS = env.int("HSTS_SECONDS", default=60 * 60 * 24 * 365)
SECURE_HSTS_INCLUDE_SUBDOMAINS = env.bool("HSTS_SUBDOMAINS", default=True)
SECURE_HSTS_PRELOAD = env.bool("HSTS_PRELOAD", default=True)
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
LANGUAGE_COOKIE_SECURE = True
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])
