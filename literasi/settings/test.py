"""The test suite: same code, fast hashing, mail kept in memory."""

import tempfile
from pathlib import Path

from literasi.settings.base import *
from literasi.settings.base import STORAGES

DEBUG = False
DEMO_ACCOUNTS = True
SECRET_KEY = "tests-only-" + "x" * 50
FIELD_ENCRYPTION_KEYS = ["tests-only-field-key-" + "y" * 40]
ALLOWED_HOSTS = ["*"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
_FILES = Path(tempfile.mkdtemp(prefix="literasi-test-"))
MEDIA_ROOT = _FILES / "media"
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(_FILES / "private"), "base_url": None},
    },
}
MAILERS = {"default": {"BACKEND": "django.core.mail.backends.locmem.EmailBackend"}}
SERVE_MEDIA = True
