"""Who asks, on pages that only signed-in people reach."""

from typing import cast

from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest


def person_of(request: HttpRequest) -> AbstractBaseUser:
    """Return the signed-in person; the caller is behind `login_required`."""
    return cast(AbstractBaseUser, request.user)
