"""Out again in the admin: a practice quiz as .h5p, a course as SCORM; what stays is named before."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import URLPattern, path, reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.models import Page

from cms.carrying.gathering import StaysHereError
from cms.carrying.h5p import FORMS
from cms.carrying.scorm import write_scorm
from cms.editors.exchange import can_look
from cms.models import CoursePage
from courses.people.models import User
from courses.quizzes.domain.exchange.parcels import Written
from courses.quizzes.models import Quiz

TEMPLATE = "cms/admin/carrying/take.html"


@never_cache
@require_GET
def take_h5p(request: HttpRequest, quiz: UUID, form: str) -> HttpResponse:
    """Say what H5P does not hold of a quiz; with `unduh`, send the file."""
    _must_look(request)
    if form not in FORMS:
        raise Http404
    found = get_object_or_404(
        Quiz.objects.select_related("current"), pk=quiz, current__isnull=False
    )
    if found.current is None:
        raise Http404
    title = found.current.title
    try:
        written = FORMS[form](found.current)
    except StaysHereError as stays:
        return _page(request, title, "H5P", refusal=str(stays))
    if "unduh" in request.GET:
        return _sent(written, f"{slugify(title) or 'kuis'}.h5p")
    return _page(request, title, "H5P", written=written, form=form)


@never_cache
@require_GET
def take_scorm(request: HttpRequest, course: int) -> HttpResponse:
    """Say what of a course stays here; with `unduh`, send the package."""
    _must_look(request)
    page = get_object_or_404(CoursePage.objects.live(), pk=course)
    try:
        written = write_scorm(page)
    except StaysHereError as stays:
        return _page(request, page.title, "SCORM 1.2", refusal=str(stays))
    if "unduh" in request.GET:
        return _sent(written, f"{slugify(f'{page.code} {page.title}')}-scorm.zip")
    return _page(request, page.title, "SCORM 1.2", written=written, form="scorm")


def _sent(written: Written, name: str) -> HttpResponse:
    return HttpResponse(
        written.content,
        content_type="application/zip",
        headers={
            "Content-Disposition": f'attachment; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
        },
    )


def _page(
    request: HttpRequest,
    title: str,
    format_name: str,
    *,
    written: Written | None = None,
    form: str = "",
    refusal: str = "",
) -> HttpResponse:
    losses: dict[str, list[str]] = {}
    for loss in written.losses if written else ():
        losses.setdefault(loss.sentence, []).append(loss.ref)
    facts = {
        "title": title,
        "format": format_name,
        "form": form,
        "losses": losses,
        "refusal": refusal,
        "bytes": len(written.content) if written else 0,
    }
    return render(request, TEMPLATE, facts)


def _must_look(request: HttpRequest) -> None:
    """Let in only whoever may take questions with their keys: a package has those of its practices."""
    if not request.user.is_authenticated or not can_look(request.user):
        raise PermissionDenied


@hooks.register("register_admin_urls")
def carrying_urls() -> list[URLPattern]:
    """Return the addresses of what goes out."""
    return [
        path("soal/tukar/h5p/<uuid:quiz>/<slug:form>/", take_h5p, name="carry_h5p"),
        path("kursus/<int:course>/scorm/", take_scorm, name="carry_scorm"),
    ]


@hooks.register("register_page_header_buttons")
def scorm_button(
    page: Page, user: User, view_name: str, next_url: str | None = None
) -> list[Button]:
    """Offer a published course as a package."""
    if not isinstance(page.specific_deferred, CoursePage) or not page.live or not can_look(user):
        return []
    return [
        Button(
            _("Take out as SCORM"),
            reverse("carry_scorm", args=[page.pk]),
            icon_name="download",
            priority=70,
        )
    ]
