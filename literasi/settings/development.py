"""One machine, one person, no other service: what `python3 run.py` starts."""

import secrets

from literasi.settings.base import *
from literasi.settings.base import STORAGES, VAR_DIR, env


def _kept_secret(name: str) -> str:
    """Return the secret of this name from var/, made at the first start."""
    file = VAR_DIR / f"{name}.txt"
    if not file.exists():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(48))
    return file.read_text().strip()


# Off by default: who tries the product sees what a user sees. `DEBUG=1` for the developer's pages.
DEBUG = env.bool("DEBUG", default=False)
DEMO_ACCOUNTS = True
SECRET_KEY = env("SECRET_KEY", default="") or _kept_secret("secret-key")
FIELD_ENCRYPTION_KEYS = env.list("FIELD_ENCRYPTION_KEYS", default=[]) or [_kept_secret("field-key")]
ALLOWED_HOSTS = ["*"]
SERVE_MEDIA = True
# Served from where they are written: collecting 1,600 files would take longer than all other set-up.
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
WHITENOISE_USE_FINDERS = True
MAIL_FILE_PATH = VAR_DIR / "mail"
MAILERS = {
    "default": {
        "BACKEND": "django.core.mail.backends.filebased.EmailBackend",
        "OPTIONS": {"file_path": str(MAIL_FILE_PATH)},
    }
}
