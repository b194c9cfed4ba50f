"""Who may do what with packages in the admin, and what every one of its pages is told."""

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from wagtail.admin.auth import require_admin_access

from courses.packages.rules import PackageRights, rights_of
from courses.people.models import User

View = Callable[..., HttpResponseBase]


def for_those_who(may: Callable[[PackageRights], bool]) -> Callable[[View], View]:
    """Let only people in whose rights with packages say so."""

    def decorated(view: View) -> View:
        @wraps(view)
        @require_admin_access
        def guarded(request: HttpRequest, *args: Any, **options: Any) -> HttpResponseBase:
            if not may(rights_of(cast(User, request.user))):
                raise PermissionDenied
            return view(request, *args, **options)

        return guarded

    return decorated


def may_look(rights: PackageRights) -> bool:
    """Return whether somebody may see the packages."""
    return rights.may_look


def may_add(rights: PackageRights) -> bool:
    """Return whether somebody may send packages."""
    return rights.may_add


def may_change(rights: PackageRights) -> bool:
    """Return whether somebody may change packages."""
    return rights.may_change


def may_delete(rights: PackageRights) -> bool:
    """Return whether somebody may delete packages."""
    return rights.may_delete


def may_install(rights: PackageRights) -> bool:
    """Return whether somebody may install and delete libraries."""
    return rights.may_install


def package_page(request: HttpRequest, name: str, **context: Any) -> HttpResponse:
    """Show a page about packages to somebody, with what they may do there."""
    rights = rights_of(cast(User, request.user))
    return render(request, f"cms/admin/packages/{name}.html", context | {"rights": rights})
