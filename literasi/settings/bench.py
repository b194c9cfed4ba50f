"""A scratch database on one machine, served as in production; each response tells its queries."""

from literasi.settings.base import *
from literasi.settings.base import MIDDLEWARE, STORAGES

DEBUG = False
DEMO_ACCOUNTS = True
SECRET_KEY = "bench-only-" + "x" * 50
FIELD_ENCRYPTION_KEYS = ["bench-only-field-key-" + "y" * 40]
ALLOWED_HOSTS = ["127.0.0.1"]
MIDDLEWARE = ["literasi.benchmark.counting.count_queries", *MIDDLEWARE]
STORAGES = STORAGES | {
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
}
