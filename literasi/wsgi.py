"""The WSGI application that gunicorn serves."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import resolve

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "literasi.settings.production")
application = get_wsgi_application()
# The addresses bring every view along, which takes most of a second: it is spent before the server
# listens, also in a process that takes over in the middle of an exam, and not by whoever asks first.
resolve("/")
