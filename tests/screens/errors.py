"""The pages of what goes wrong, as the product answers them; prints them as JSON by their code.

    .venv/bin/python -m tests.screens.errors

Nobody can be asked to break a running product for a picture, so the same handlers are called here.
"""

import json
import os
import sys

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "literasi.settings.development")
django.setup()

from django.contrib.auth.models import AnonymousUser  # noqa: E402 - after setup
from django.http import HttpRequest, HttpResponse  # noqa: E402
from django.shortcuts import render  # noqa: E402
from django.test import RequestFactory  # noqa: E402
from django.utils import translation  # noqa: E402

from literasi import pages  # noqa: E402


def main() -> None:
    """Print the page of each code."""
    request = RequestFactory().get("/galat/")
    request.user = AnonymousUser()
    with translation.override("id"):
        answers = {
            "400": pages.bad_request(request, ValueError()),
            "403": pages.forbidden(request, PermissionError()),
            "429": too_many(request),
            "500": pages.server_error(request),
            "503": pages.unavailable(request),
        }
        json.dump({code: answer.content.decode() for code, answer in answers.items()}, sys.stdout)


def too_many(request: HttpRequest) -> HttpResponse:
    """Answer as the rate limits do."""
    return render(request, "429.html", status=429)


if __name__ == "__main__":
    main()
