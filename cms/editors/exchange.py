"""Questions in and out of the admin: upload, look, say yes; or see what a format leaves out, and take it."""

from uuid import UUID

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import URLPattern, path, reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin.menu import MenuItem

from cms.exchange.collecting import parcel_of_bank, parcel_of_quiz, place_picture
from cms.exchange.formats import FORMATS, format_of, suffix_of
from cms.models import CoursePage
from courses.people.models import User
from courses.people.rules import is_admin
from courses.quizzes.domain.exchange.parcels import ExchangeRefused, Parcel
from courses.quizzes.domain.exchange.pictures import type_of
from courses.quizzes.domain.importing import (
    bring_file,
    confirm,
    has_few,
    is_small,
    pending_questions_of,
    read_pending,
    write_confirmed,
)
from courses.quizzes.domain.reviewing import (
    READERS,
    WRITERS,
    can_read_bank,
    can_write_questions,
)
from courses.quizzes.models import PendingQuestions, QuestionBank, Quiz

MOST_BYTES = 60 * 1024 * 1024
SHOWN_AT_ONCE = 200
TEMPLATES = "cms/admin/exchange"


class UploadForm(forms.Form):
    """A file of questions, and its format if it is known."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "Moodle XML, GIFT, a QTI package (2.1 or 3.0), or our own soal.yaml. At most 60 MB."
        ),
    )
    format = forms.ChoiceField(
        label=gettext_lazy("Format"),
        required=False,
        choices=[("", gettext_lazy("Find out by itself"))]
        + [(name, one.title) for name, one in FORMATS.items()],
    )

    def file_name(self) -> str:
        """Return what the file was called."""
        return str(getattr(self.files.get("file"), "name", ""))

    def clean_file(self) -> bytes:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 60 MB. Split it."))
        content: bytes = file.read()
        return content


def can_look(person: User) -> bool:
    """Say whether somebody may take questions with their keys out of the admin."""
    return is_admin(person) or person.roles.filter(role__in=WRITERS | READERS).exists()


@never_cache
@require_GET
def index(request: HttpRequest) -> HttpResponse:
    """List banks and quizzes with what can be done with each."""
    _must_look(request)
    banks = QuestionBank.objects.filter(is_of_pages=False)
    quizzes = Quiz.objects.filter(current__isnull=False).select_related("current", "lesson__course")
    return _page(
        request,
        "index",
        banks=banks,
        quizzes=quizzes.order_by("lesson__course__code"),
        courses=CoursePage.objects.live().order_by("path"),
        formats=FORMATS,
    )


@never_cache
def bring(request: HttpRequest, bank: int) -> HttpResponse:
    """Take a file; a small one is read at once, a large one by the background work."""
    found = get_object_or_404(QuestionBank, pk=bank)
    _must_write(request, found)
    form = UploadForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        content = form.cleaned_data["file"]
        try:
            name = form.cleaned_data["format"] or format_of(content)
        except ExchangeRefused as refused:
            form.add_error("file", str(refused))
        else:
            title = form.file_name()
            pending = bring_file(request.user, found, name, title, content)  # type: ignore[arg-type]  # signed in: the admin's own gate
            if is_small(pending):
                read_pending(pending, FORMATS[name].read)
            return redirect("question_exchange_pending", pending.pk)
    return _page(request, "bring", bank=found, form=form)


@never_cache
@require_GET
def look(request: HttpRequest, pending: UUID) -> HttpResponse:
    """Show how far the reading is, what was read, why it was refused, or what was written."""
    found = _pending(request, pending)
    questions = pending_questions_of(found) if found.state == found.State.READY else []
    first = max(
        0, int(request.GET.get("dari", "0")) if request.GET.get("dari", "0").isdigit() else 0
    )
    return _page(
        request,
        "look",
        pending=found,
        questions=questions[first : first + SHOWN_AT_ONCE],
        total=len(questions),
        twins=sum(bool(one.twin) for one in questions),
        rest=questions[:first] + questions[first + SHOWN_AT_ONCE :],
        is_working=found.state in {found.State.WAITING, found.State.CONFIRMED},
        chosen=sum(value is True for value in found.choices.values()),
        next=first + SHOWN_AT_ONCE if first + SHOWN_AT_ONCE < len(questions) else None,
    )


@require_GET
def picture(request: HttpRequest, pending: UUID, name: str) -> HttpResponse:
    """Send a picture that waits with its question; a drawing can do nothing in it."""
    found = _pending(request, pending)
    one = get_object_or_404(found.pictures, path=f"gambar/{name}")
    return HttpResponse(
        bytes(one.content),
        content_type=type_of(one.path),
        headers={
            "Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox",
            "X-Content-Type-Options": "nosniff",
        },
    )


@require_POST
def say_yes(request: HttpRequest, pending: UUID) -> HttpResponse:
    """Note what to take; few questions are written at once, many by the background work."""
    found = _pending(request, pending)
    taken = {int(place) for place in request.POST.getlist("take") if place.isdigit()}
    try:
        confirmed = confirm(found.owner, found.pk, taken)
    except ExchangeRefused as refused:
        messages.error(request, str(refused))
    else:
        if has_few(confirmed):
            write_confirmed(confirmed, place_picture)
    return redirect("question_exchange_pending", found.pk)


@require_POST
def forget(request: HttpRequest, pending: UUID) -> HttpResponse:
    """Throw a file away that was not confirmed."""
    found = _pending(request, pending)
    if found.state not in {found.State.CONFIRMED, found.State.WRITTEN}:
        found.delete()
        messages.success(request, _("The file was thrown away. Nothing has changed."))
    return redirect("question_exchange_bring", found.bank_id)


@never_cache
@require_GET
def take(request: HttpRequest, source: str, key: str, name: str) -> HttpResponse:
    """Say what the format leaves out; with `unduh`, send the file."""
    _must_look(request)
    if name not in FORMATS:
        raise Http404
    parcel = _parcel(request, source, key)
    written = FORMATS[name].write(parcel)
    if "unduh" not in request.GET and written.losses:
        refs: dict[str, list[str]] = {}
        for loss in written.losses:
            refs.setdefault(loss.sentence, []).append(loss.ref)
        return _page(
            request,
            "take",
            title=parcel.title,
            format=FORMATS[name].title,
            losses=refs,
            count=len(parcel.questions),
        )
    file_name = f"{slugify(parcel.title) or 'soal'}{suffix_of(name, written.content)}"
    return HttpResponse(
        written.content,
        content_type=FORMATS[name].media_type,
        headers={"Content-Disposition": f'attachment; filename="{file_name}"'},
    )


def _parcel(request: HttpRequest, source: str, key: str) -> Parcel:
    if source == "bank" and key.isdigit():
        bank = get_object_or_404(QuestionBank, pk=int(key))
        if not request.user.is_authenticated or not can_read_bank(request.user, bank):
            raise PermissionDenied
        return parcel_of_bank(bank)
    if source == "kuis":
        try:
            quiz = get_object_or_404(Quiz, pk=UUID(key), current__isnull=False)
        except ValueError as error:
            raise Http404 from error
        if quiz.current is not None:
            return parcel_of_quiz(quiz.current)
    raise Http404


def _pending(request: HttpRequest, pk: UUID) -> PendingQuestions:
    """Return a file that this person brought, as long as they may write into its bank."""
    found = get_object_or_404(
        PendingQuestions.objects.select_related("bank", "owner").defer("upload"),
        pk=pk,
        owner=request.user.pk,
    )
    _must_write(request, found.bank)
    return found


def _must_look(request: HttpRequest) -> None:
    if not request.user.is_authenticated or not can_look(request.user):
        raise PermissionDenied


def _must_write(request: HttpRequest, bank: QuestionBank) -> None:
    if not request.user.is_authenticated or not can_write_questions(request.user, bank):
        raise PermissionDenied


def _page(request: HttpRequest, name: str, **facts: object) -> HttpResponse:
    return render(request, f"{TEMPLATES}/{name}.html", facts)


class ExchangeMenuItem(MenuItem):
    """Leads to import and export whoever may take questions out."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.is_authenticated and can_look(request.user)


def exchange_menu_item() -> MenuItem:
    """Lead to import and export."""
    return ExchangeMenuItem(
        gettext_lazy("Import and export"),
        reverse("question_exchange"),
        icon_name="download",
        order=260,
    )


def exchange_urls() -> list[URLPattern]:
    """Return the addresses of import and export."""
    return [
        path("soal/tukar/", index, name="question_exchange"),
        path("soal/tukar/bank/<int:bank>/", bring, name="question_exchange_bring"),
        path("soal/tukar/berkas/<uuid:pending>/", look, name="question_exchange_pending"),
        path("soal/tukar/berkas/<uuid:pending>/ya/", say_yes, name="question_exchange_confirm"),
        path("soal/tukar/berkas/<uuid:pending>/buang/", forget, name="question_exchange_forget"),
        path(
            "soal/tukar/berkas/<uuid:pending>/gambar/<str:name>",
            picture,
            name="question_exchange_picture",
        ),
        path(
            "soal/tukar/ekspor/<str:source>/<str:key>/<slug:name>/",
            take,
            name="question_exchange_take",
        ),
    ]
