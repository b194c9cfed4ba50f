"""The question bank in the admin: banks, their questions, reviews, and who uses what."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST
from wagtail.admin.menu import MenuItem

from cms.blocks.questions import KINDS
from cms.editors.exam_rules import exam_rules
from cms.editors.question_finding import (
    bank_page,
    can_enter_banks,
    find_bank,
    must,
    person_at_banks,
)
from cms.editors.question_forms import BankForm, QuestionForm, QuestionsForm, ReviewForm
from cms.editors.question_reviewing import review_many
from courses.people.models import User
from courses.people.rules import is_admin
from courses.quizzes.domain.checking import QuizNotPublishable
from courses.quizzes.domain.comparing import Change, changes_between
from courses.quizzes.domain.editing import (
    bring_back_question,
    retire_question,
    save_question,
    uses_of,
)
from courses.quizzes.domain.essays import can_mark_essays
from courses.quizzes.domain.reviewing import (
    WRITERS,
    ReviewRefused,
    can_read_bank,
    can_review,
    can_write_questions,
    questions_to_review,
    review_question,
)
from courses.quizzes.domain.staff import can_run_exams
from courses.quizzes.domain.stating import spec_of
from courses.quizzes.domain.statistics import flagged_items
from courses.quizzes.domain.statistics_wording import flags_in_words
from courses.quizzes.models import Question, QuestionBank, QuestionVersion

PER_PAGE = 50
Step = tuple[QuestionVersion, list[Change]]


# --- Banks ----------------------------------------------------------------------------------------


@never_cache
@require_GET
def bank_list(request: HttpRequest) -> HttpResponse:
    """List the banks with what waits in each."""
    person = person_at_banks(request)
    in_use = Q(questions__retired_at__isnull=True, questions__current__isnull=False)
    banks = (
        QuestionBank.objects.filter(is_of_pages=False)
        .annotate(
            total=Count("questions", filter=in_use),
            waiting=Count(
                "questions", filter=in_use & Q(questions__current__reviewed_at__isnull=True)
            ),
        )
        .order_by("title")
    )
    return bank_page(request, "banks", banks=banks, may_write=_writes(person))


@never_cache
def write_bank(request: HttpRequest, bank: int | None = None) -> HttpResponse:
    """Make a bank, or say who writes and who reviews in it."""
    person = person_at_banks(request)
    found = find_bank(bank) if bank else None
    may_write = can_write_questions(person, found) if found else _writes(person)
    if not may_write:
        raise PermissionDenied
    form = BankForm(request.POST or None, instance=found)
    if request.method == "POST" and form.is_valid():
        saved = form.save()
        messages.success(request, _("The bank is saved."))
        return redirect("question_bank", saved.pk)
    return bank_page(request, "bank_form", form=form, bank=found)


@never_cache
@require_GET
def bank_questions(request: HttpRequest, bank: int) -> HttpResponse:
    """List the questions of a bank, found by words and tags, and those that do badly."""
    person, found = person_at_banks(request), find_bank(bank)
    must(can_read_bank(person, found))
    form = QuestionsForm(request.GET)
    page = Paginator(form.found_in(found), PER_PAGE).get_page(request.GET.get("p"))
    flagged = [(one, flags_in_words(one)) for one in flagged_items(found)]
    asked = request.GET.copy()
    asked.pop("p", None)
    return bank_page(
        request,
        "questions",
        bank=found,
        form=form,
        page=page,
        asked=asked.urlencode(),
        flagged=flagged,
        may_write=can_write_questions(person, found),
        runs_exams=can_run_exams(person),
        to_review=questions_to_review(person).filter(bank=found).count(),
        kinds=[(kind, Question.Kind(kind).label) for kind in KINDS],
    )


# --- One question ---------------------------------------------------------------------------------


@never_cache
def new_question(request: HttpRequest, bank: int, kind: str) -> HttpResponse:
    """Write a question of this kind."""
    person, found = person_at_banks(request), find_bank(bank)
    must(can_write_questions(person, found))
    if kind not in KINDS:
        raise Http404
    form = QuestionForm(kind, data=request.POST or None)
    if request.method == "POST" and form.is_valid() and (saved := _saved(form, found, person)):
        messages.success(request, _("The question is in the bank. A second person reviews it."))
        return redirect("question", saved.question_id)
    return bank_page(
        request, "question_form", form=form, bank=found, kind=Question.Kind(kind).label
    )


@never_cache
def question(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show a question with everything about it; its writers change it here."""
    person, found = person_at_banks(request), _question(pk)
    version = found.current
    if version is None:
        raise Http404
    must(can_read_bank(person, found.bank))
    may_write = can_write_questions(person, found.bank)
    spec = spec_of(version)
    form = QuestionForm(version.kind, spec=spec, data=request.POST or None)
    if request.method == "POST":
        must(may_write)
        if form.is_valid() and (saved := _saved(form, found.bank, person, found)):
            _say_what_changed(request, saved, version)
            return redirect("question", found.pk)
    return bank_page(
        request,
        "question",
        question=found,
        bank=found.bank,
        version=version,
        spec=spec,
        form=form if may_write else None,
        may_review=can_review(person, version),
        reviews=version.reviews.select_related("reviewer"),
        uses=uses_of(found),
        kind=Question.Kind(version.kind).label,
    )


def _saved(
    form: QuestionForm, bank: QuestionBank, person: User, question: Question | None = None
) -> QuestionVersion | None:
    try:
        return save_question(bank, form.spec(), person, question)
    except QuizNotPublishable as fault:
        for sentence in fault.sentences:
            form.add_error(None, sentence)
        return None


def _say_what_changed(
    request: HttpRequest, saved: QuestionVersion, before: QuestionVersion
) -> None:
    if saved == before:
        messages.info(request, _("Nothing has changed."))
        return
    sentence = _("Version %(number)d is saved. A second person reviews it before it may certify.")
    messages.success(request, sentence % {"number": saved.number})


@never_cache
@require_GET
def history(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Show the versions, each with what it changed in words."""
    person, found = person_at_banks(request), _question(pk)
    must(can_read_bank(person, found.bank))
    versions = list(
        found.versions.select_related("drafted_by", "reviewed_by", "question").order_by("number")
    )
    specs = [spec_of(version) for version in versions]
    steps = [
        (version, changes_between(before, after))
        for version, before, after in zip(versions[1:], specs, specs[1:], strict=False)
    ]
    first: list[Step] = [(versions[0], [])] if versions else []
    return bank_page(
        request, "history", question=found, bank=found.bank, steps=[*first, *steps][::-1]
    )


@require_POST
def review(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Keep what a second person says."""
    person, found = person_at_banks(request), _question(pk)
    must(can_read_bank(person, found.bank))
    form = ReviewForm(request.POST)
    version = found.current
    if version is None or not form.is_valid() or request.POST.get("version") != str(version.pk):
        messages.error(request, _("This question has been changed meanwhile. Look at it again."))
        return redirect("question", found.pk)
    try:
        review_question(version, person, form.cleaned_data["verdict"], form.cleaned_data["note"])
    except (ReviewRefused, ValueError) as refused:
        messages.error(request, str(refused))
    else:
        messages.success(request, _("Your review is kept."))
    return redirect("question", found.pk)


@require_POST
def retire(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a question out of use, or bring it back."""
    person, found = person_at_banks(request), _question(pk)
    must(can_write_questions(person, found.bank))
    if found.retired_at:
        bring_back_question(found)
        messages.success(request, _("The question is in use again."))
    else:
        retire_question(found)
        messages.success(request, _("The question is drawn and chosen no more. Its answers stay."))
    return redirect("question", found.pk)


# --- Finding --------------------------------------------------------------------------------------


def _writes(person: User) -> bool:
    return is_admin(person) or person.roles.filter(role__in=WRITERS).exists()


def _question(pk: UUID) -> Question:
    found = Question.objects.of_banks().with_newest_wording().select_related("current__reviewed_by")
    return get_object_or_404(found, pk=pk)


class BankMenuItem(MenuItem):
    """Leads to the question banks whoever writes or reviews questions."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.is_authenticated and can_enter_banks(request.user)


def bank_menu_item() -> MenuItem:
    """Lead to the question banks."""
    return BankMenuItem(
        gettext_lazy("Question bank"), reverse("question_banks"), icon_name="help", order=250
    )


class EssayMenuItem(MenuItem):
    """Leads to the essays that wait whoever marks some."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.is_authenticated and can_mark_essays(request.user)


def essay_menu_item() -> MenuItem:
    """Lead to the essays that wait."""
    return EssayMenuItem(
        gettext_lazy("Essays"), reverse("quizzes:essays"), icon_name="doc-full", order=255
    )


def bank_urls() -> list[URLPattern]:
    """Return the addresses of the question bank."""
    return [
        path("soal/", bank_list, name="question_banks"),
        path("soal/bank/baru/", write_bank, name="question_bank_new"),
        path("soal/bank/<int:bank>/", bank_questions, name="question_bank"),
        path("soal/bank/<int:bank>/ubah/", write_bank, name="question_bank_edit"),
        path("soal/bank/<int:bank>/ujian/", exam_rules, name="question_bank_exam"),
        path("soal/bank/<int:bank>/tinjau/", review_many, name="question_bank_review"),
        path("soal/bank/<int:bank>/baru/<slug:kind>/", new_question, name="question_new"),
        path("soal/<uuid:pk>/", question, name="question"),
        path("soal/<uuid:pk>/riwayat/", history, name="question_history"),
        path("soal/<uuid:pk>/tinjau/", review, name="question_review"),
        path("soal/<uuid:pk>/pensiun/", retire, name="question_retire"),
    ]
