"""The packages there are: found, looked at, changed, translated, written out and deleted."""

from tempfile import SpooledTemporaryFile
from typing import cast
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST
from wagtail.models import Page, ReferenceIndex

from cms.editors.packages.access import (
    for_those_who,
    may_change,
    may_delete,
    may_look,
    package_page,
)
from cms.editors.packages.forms import RuleForm, TextsForm
from courses.packages.domain.keeping import PackageInUseError, delete_package, export_package
from courses.packages.domain.packs import weight_of
from courses.packages.domain.texts import change_texts, translate
from courses.packages.models import Package
from courses.packages.rules import rights_of
from courses.people.models import User

ON_A_PAGE = 30
# A package up to this size is put together in memory before it is sent.
IN_MEMORY = 5 * 1024 * 1024


@for_those_who(may_look)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """List the packages."""
    sought = request.GET.get("q", "").strip()
    packages = Package.objects.with_main_library().order_by("-changed_at")
    if sought:
        packages = packages.filter(title__icontains=sought)
    page = Paginator(packages, ON_A_PAGE).get_page(request.GET.get("p"))
    return package_page(request, "index", packages=page, sought=sought)


@for_those_who(may_look)
def detail(request: HttpRequest, package: UUID) -> HttpResponse:
    """Show a package: its rule, what was found in it, where it stands."""
    found = get_object_or_404(Package.objects.with_main_library(), pk=package)
    rights = rights_of(cast(User, request.user))
    form = RuleForm(request.POST or None, instance=found)
    if request.method == "POST":
        if not rights.may_change:
            raise PermissionDenied
        if form.is_valid():
            form.save()
            messages.success(request, _("Saved. It counts from now on; what is done stays done."))
            return redirect("packages_admin:detail", found.pk)
    return package_page(
        request,
        "detail",
        package=found,
        form=form,
        pages=pages_with(found),
        bytes=weight_of(found),
        libraries=found.libraries.all(),
        translations=found.translations.all(),
    )


@for_those_who(may_change)
def texts(request: HttpRequest, package: UUID) -> HttpResponse:
    """Correct the texts of a package, or make a translation of it."""
    packages = Package.objects.with_main_library().filter(kind=Package.Kind.H5P)
    found = get_object_or_404(packages, pk=package)
    form = TextsForm(found, request.POST or None)
    if request.method == "POST" and form.is_valid():
        title, written = form.cleaned_data["title"], form.written()
        language = request.POST.get("language", "")
        if "translate" in request.POST and language in dict(settings.LANGUAGES):
            made = translate(found, title, language, written)
            messages.success(
                request, _("“%(title)s” is a package of its own now.") % {"title": made.title}
            )
            return redirect("packages_admin:detail", made.pk)
        change_texts(found, title, written)
        messages.success(request, _("Saved. Learners see the new texts from now on."))
        return redirect("packages_admin:texts", found.pk)
    return package_page(request, "texts", package=found, form=form, languages=settings.LANGUAGES)


@for_those_who(may_look)
@require_GET
def export(request: HttpRequest, package: UUID) -> FileResponse:
    """Write the package out as .h5p."""
    found = get_object_or_404(
        Package.objects.with_main_library(), pk=package, kind=Package.Kind.H5P
    )
    folder = str(settings.FILE_UPLOAD_TEMP_DIR)
    target = SpooledTemporaryFile(max_size=IN_MEMORY, dir=folder)  # noqa: SIM115 - FileResponse closes it
    with_libraries = request.GET.get("isi") != "saja"
    export_package(found, target, with_libraries=with_libraries)
    target.seek(0)
    name = slugify(found.title) or "paket"
    return FileResponse(target, as_attachment=True, filename=f"{name}.h5p")


@for_those_who(may_delete)
@require_POST
def delete(request: HttpRequest, package: UUID) -> HttpResponse:
    """Delete a package that no page shows."""
    found = get_object_or_404(Package, pk=package)
    try:
        delete_package(found, len(pages_with(found)))
    except PackageInUseError as refusal:
        messages.error(request, str(refusal))
        return redirect("packages_admin:detail", package)
    messages.success(request, _("“%(title)s” has been deleted.") % {"title": found.title})
    return redirect("packages_admin:index")


def pages_with(package: Package) -> list[Page]:
    """Return the pages, drafts too, that show the package."""
    references = ReferenceIndex.get_references_to(package).filter(
        base_content_type__app_label__in=["wagtailcore", "cms"]
    )
    numbers = {
        int(number)
        for number in references.values_list("object_id", flat=True)
        if str(number).isdecimal()
    }
    return list(Page.objects.filter(pk__in=numbers).order_by("title"))
