"""The libraries that packages play on."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from cms.editors.packages.access import for_those_who, may_install, may_look, package_page
from courses.packages.domain.libraries import LibraryInUseError, delete_library, libraries_needing
from courses.packages.models import Library

MOST_PACKAGES = 30


@for_those_who(may_look)
@require_GET
def libraries(request: HttpRequest) -> HttpResponse:
    """List the installed libraries with what plays on each."""
    return package_page(request, "libraries", libraries=Library.objects.with_use())


@for_those_who(may_look)
@require_GET
def library(request: HttpRequest, library: int) -> HttpResponse:
    """Show a library: its packages, what builds on it, its files."""
    found = get_object_or_404(Library, pk=library)
    return package_page(
        request,
        "library",
        library=found,
        packages=found.packages.all()[:MOST_PACKAGES],
        needing=libraries_needing(found),
        files=found.files.select_related("blob").order_by("path"),
    )


@for_those_who(may_install)
@require_POST
def remove_library(request: HttpRequest, library: int) -> HttpResponse:
    """Delete a library that nothing needs."""
    found = get_object_or_404(Library, pk=library)
    try:
        delete_library(found)
    except LibraryInUseError as refusal:
        messages.error(request, str(refusal))
        return redirect("packages_admin:library", library)
    messages.success(request, _("“%(title)s” has been deleted.") % {"title": found})
    return redirect("packages_admin:libraries")
