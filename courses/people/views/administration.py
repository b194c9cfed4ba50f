"""Who may open which page of the administration."""

from collections.abc import Callable
from functools import wraps

from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache

from courses.people.models import User
from courses.people.rules import can_edit_people, can_enter_administration, can_manage_places
from courses.people.sessions import SignedInRequest

type View = Callable[..., HttpResponse]


def open_to(rule: Callable[[User], bool]) -> Callable[[View], View]:
    """Return a decorator that shows the page only to whom the rule allows it."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: SignedInRequest, *args: object, **kwargs: object) -> HttpResponse:
            if not rule(request.user):
                raise PermissionDenied
            return view(request, *args, **kwargs)

        return never_cache(login_required(guarded))

    return decorate


@open_to(can_enter_administration)
def home(request: SignedInRequest) -> HttpResponse:
    """Show what this person may look after."""
    return render(request, "people/kelola/home.html", menu(request.user))


def menu(viewer: User) -> dict[str, bool]:
    """Return which parts of the administration the viewer sees."""
    return {
        "may_edit_people": can_edit_people(viewer),
        "may_manage_places": can_manage_places(viewer),
    }
