#!/usr/bin/env python
"""Run one of Django's or Literasi's management commands."""

import os
import sys

from django.core.management import execute_from_command_line

if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "literasi.settings.development")
    execute_from_command_line(sys.argv)
