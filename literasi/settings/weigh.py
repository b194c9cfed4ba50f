"""A scratch copy whose static files are served as in production: hashed, compressed, kept for ever."""

from literasi.settings.base import STORAGES as AS_IN_PRODUCTION
from literasi.settings.bench import *

# On the real line a proxy serves uploads beside the site.
SERVE_MEDIA = True
STORAGES = AS_IN_PRODUCTION
