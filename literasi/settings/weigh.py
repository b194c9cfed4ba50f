"""A scratch copy whose static files are served as in production: hashed, compressed, kept for ever."""

from literasi.settings.base import STORAGES as AS_IN_PRODUCTION
from literasi.settings.bench import *

STORAGES = AS_IN_PRODUCTION
