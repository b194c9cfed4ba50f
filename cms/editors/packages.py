"""Packages in the admin: sent, looked at, changed, translated, used, and the libraries they play on."""

from collections.abc import Callable, Mapping
from functools import wraps
from tempfile import SpooledTemporaryFile
from typing import Any, cast
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.defaultfilters import filesizeformat
from django.urls import URLPattern, include, path, reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST
from wagtail import hooks
from wagtail.admin.auth import require_admin_access
from wagtail.admin.menu import MenuItem
from wagtail.models import Page, ReferenceIndex

from cms.editors.package_choosing import package_chooser
from courses.packages.domain.archives import Verdict
from courses.packages.domain.content_host import is_apart
from courses.packages.domain.h5p.semantics import as_written
from courses.packages.domain.keeping import PackageInUseError, delete_package, export_package
from courses.packages.domain.libraries import LibraryInUseError, delete_library, libraries_needing
from courses.packages.domain.packs import weight_of
from courses.packages.domain.texts import change_texts, texts_of, translate
from courses.packages.domain.uploads import LARGEST, receive
from courses.packages.domain.wording import VERDICTS
from courses.packages.models import Library, Package, Upload
from courses.packages.rules import PackageRights, rights_of
from courses.people.models import User

View = Callable[..., HttpResponseBase]
ON_A_PAGE = 30
# A package up to this size is put together in memory before it is sent.
IN_MEMORY = 5 * 1024 * 1024


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


class UploadForm(forms.Form):
    """A file, and the package whose place it takes, if any."""

    file = forms.FileField(
        label=gettext_lazy("Package file"),
        help_text=gettext_lazy("A .h5p file. Films make it large: 20 MB are much for a phone."),
    )

    def clean_file(self) -> Any:  # noqa: ANN401 - Django's uploaded files have several classes
        """Refuse what is too large to be read."""
        file = self.cleaned_data["file"]
        if file.size > LARGEST:
            raise forms.ValidationError(
                _(
                    "The package has %(size)s; at most %(limit)s. Make its films and pictures smaller."
                )
                % {"size": filesizeformat(file.size), "limit": filesizeformat(LARGEST)}
            )
        return file


class RuleForm(forms.ModelForm):  # type: ignore[type-arg]  # Django takes no argument at run time
    """When the package counts as done."""

    class Meta:
        model = Package
        fields = ["completes_when", "pass_percent"]
        widgets = {"completes_when": forms.RadioSelect}


class TextsForm(forms.Form):
    """One field for each text of a package, in the order of its own form."""

    title = forms.CharField(label=gettext_lazy("Title"), max_length=255)

    def __init__(self, package: Package, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["title"].initial = package.title
        self.texts = texts_of(package)
        for number, text in enumerate(self.texts):
            self.fields[f"text-{number}"] = forms.CharField(
                label=text.label,
                initial=as_written(text),
                required=False,
                max_length=text.most or 20_000,
                widget=forms.Textarea(attrs={"rows": 3}) if text.is_long else forms.TextInput(),
                help_text=_("With HTML: %(tags)s") % {"tags": ", ".join(sorted(text.tags))}
                if text.tags
                else "",
            )

    @property
    def of_author(self) -> list[forms.BoundField]:
        """Return the fields of the texts that the author wrote."""
        return [
            self[f"text-{number}"]
            for number, text in enumerate(self.texts)
            if not text.is_interface
        ]

    @property
    def of_player(self) -> list[forms.BoundField]:
        """Return the fields of the words on buttons and in messages."""
        return [
            self[f"text-{number}"] for number, text in enumerate(self.texts) if text.is_interface
        ]

    def written(self) -> Mapping[str, str]:
        """Return what was written, by the address of each text."""
        return {
            text.address: self.cleaned_data[f"text-{number}"]
            for number, text in enumerate(self.texts)
        }


# --- Packages ---------------------------------------------------------------------------------------


@for_those_who(may_look)
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """List the packages."""
    sought = request.GET.get("q", "").strip()
    packages = Package.objects.with_main_library().order_by("-changed_at")
    if sought:
        packages = packages.filter(title__icontains=sought)
    page = Paginator(packages, ON_A_PAGE).get_page(request.GET.get("p"))
    return _page(request, "index", packages=page, sought=sought)


@for_those_who(may_add)
def upload(request: HttpRequest, package: UUID | None = None) -> HttpResponse:
    """Take a file in; a worker reads it, and the report's page waits for that."""
    replaces = get_object_or_404(Package, pk=package) if package else None
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if not form.is_valid():
        if request.headers.get("Accept") == "application/json" and request.method == "POST":
            return JsonResponse({"message": " ".join(map(str, form.errors["file"]))}, status=400)
        context = {"replaces": replaces, "largest": LARGEST, "scorm_is_on": is_apart()}
        return _page(request, "upload", form=form, **context)
    kept = receive(form.cleaned_data["file"], cast(User, request.user), replaces)
    address = reverse("packages_admin:report", args=[kept.pk])
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"address": address})
    return redirect(address)


@for_those_who(may_add)
@require_GET
def report(request: HttpRequest, upload: UUID) -> HttpResponse:
    """Show what became of a file; until it has been read, the page asks again."""
    found = get_object_or_404(
        Upload.objects.select_related("package"), pk=upload, sent_by=request.user
    )
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"done": found.state == Upload.State.DONE})
    verdict = VERDICTS[Verdict(found.verdict)] if found.verdict else ""
    return _page(request, "report", upload=found, verdict=verdict)


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
    return _page(
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
    return _page(request, "texts", package=found, form=form, languages=settings.LANGUAGES)


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


# --- Libraries --------------------------------------------------------------------------------------


@for_those_who(may_look)
@require_GET
def libraries(request: HttpRequest) -> HttpResponse:
    """List the installed libraries with what plays on each."""
    return _page(request, "libraries", libraries=Library.objects.with_use())


@for_those_who(may_look)
@require_GET
def library(request: HttpRequest, library: int) -> HttpResponse:
    """Show a library: its packages, what builds on it, its files."""
    found = get_object_or_404(Library, pk=library)
    return _page(
        request,
        "library",
        library=found,
        packages=found.packages.all()[:ON_A_PAGE],
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


def _page(request: HttpRequest, name: str, **context: Any) -> HttpResponse:
    rights = rights_of(cast(User, request.user))
    return render(request, f"cms/admin/packages/{name}.html", context | {"rights": rights})


ADDRESSES: list[URLPattern] = [
    path("", index, name="index"),
    path("kirim/", upload, name="upload"),
    path("kirim/<uuid:upload>/", report, name="report"),
    path("pustaka/", libraries, name="libraries"),
    path("pustaka/<int:library>/", library, name="library"),
    path("pustaka/<int:library>/hapus/", remove_library, name="remove-library"),
    path("<uuid:package>/", detail, name="detail"),
    path("<uuid:package>/teks/", texts, name="texts"),
    path("<uuid:package>/ganti/", upload, name="replace"),
    path("<uuid:package>/ekspor/", export, name="export"),
    path("<uuid:package>/hapus/", delete, name="delete"),
]


@hooks.register("register_admin_urls")
def package_addresses() -> list[Any]:
    """Give packages their pages in the admin."""
    return [path("paket/", include((ADDRESSES, "packages_admin"), namespace="packages_admin"))]


@hooks.register("register_admin_viewset")
def package_chooser_viewset() -> object:
    """Let blocks choose a package."""
    return package_chooser


class PackagesMenuItem(MenuItem):
    """Leads to the packages whoever may do something with them."""

    def is_shown(self, request: HttpRequest) -> bool:
        return rights_of(cast(User, request.user)).may_look


@hooks.register("register_admin_menu_item")
def packages_menu_item() -> MenuItem:
    """Lead to the packages."""
    return PackagesMenuItem(
        gettext_lazy("Packages (H5P)"),
        reverse("packages_admin:index"),
        icon_name="package",
        order=160,
    )


@hooks.register("register_icons")
def package_icon(icons: list[str]) -> list[str]:
    """Bring the icon of packages."""
    return [*icons, "cms/admin/icons/package.svg"]
