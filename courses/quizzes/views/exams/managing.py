"""Pages of whoever answers for exams: release, dates, more time and tries, and who took it."""

from http import HTTPStatus
from typing import cast

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from courses.people.models import User
from courses.quizzes.domain.checking import QuizNotPublishable
from courses.quizzes.domain.exams import (
    Mode,
    is_as_its_bank,
    newest_of,
    release_exam,
    schedule_exam,
)
from courses.quizzes.domain.granting import grant_extra_time, grant_tries
from courses.quizzes.domain.reviewing import unreviewed
from courses.quizzes.domain.staff import can_run_exams
from courses.quizzes.forms import ExtraTimeForm, ScheduleForm, TryForm
from courses.quizzes.models import Attempt, Exam, ExtraTime, TryGrant

ATTEMPTS_ON_A_PAGE = 50


def manager_of(request: HttpRequest) -> User:
    """Return who asks, if they answer for exams."""
    person = cast(User, request.user)
    if not can_run_exams(person):
        raise PermissionDenied
    return person


def find_exam(slug: str) -> Exam:
    """Return an exam, released or not."""
    return get_object_or_404(Exam.objects.with_rules(), slug=slug)


@never_cache
@login_required
@require_GET
def managed(request: HttpRequest) -> HttpResponse:
    """Show all exams."""
    manager_of(request)
    context = {"exams": list(Exam.objects.with_rules())}
    return render(request, "courses/quizzes/exams/managed.html", context)


@never_cache
@login_required
@require_GET
def manage(request: HttpRequest, exam: str) -> HttpResponse:
    """Show one exam: what may be taken, dates, grants, and the attempts."""
    manager_of(request)
    return _managed(request, find_exam(exam))


def _managed(request: HttpRequest, exam: Exam, **forms: Form) -> HttpResponse:
    newest, current = newest_of(exam, Mode.EXAM), exam.current
    dates = {"opens_at": newest and newest.opens_at, "closes_at": newest and newest.closes_at}
    attempts = (
        Attempt.objects.filter(exam=exam)
        .select_related("learner", "version")
        .defer("paper")
        .order_by("-started_at")
    )
    context = {
        "exam": exam,
        "current": current,
        "is_released": is_as_its_bank(exam),
        "unreviewed": [question.ref for question in unreviewed(exam.bank)],
        "release": current and getattr(current, "release", None),
        "page": Paginator(attempts, ATTEMPTS_ON_A_PAGE).get_page(request.GET.get("page")),
        "extra_times": ExtraTime.objects.select_related("learner", "granted_by"),
        "grants": TryGrant.objects.filter(exam=exam).select_related("learner", "granted_by"),
        "schedule_form": ScheduleForm(initial=dates),
        "time_form": ExtraTimeForm(prefix="waktu"),
        "try_form": TryForm(prefix="coba"),
    }
    has_faults = any(form.errors for form in forms.values())
    status = HTTPStatus.UNPROCESSABLE_ENTITY if has_faults else HTTPStatus.OK
    return render(request, "courses/quizzes/exams/manage.html", context | forms, status=status)


@never_cache
@login_required
@require_POST
def release(request: HttpRequest, exam: str) -> HttpResponse:
    """Let the exam be taken as its bank is now, once every question was read by two people."""
    person, found = manager_of(request), find_exam(exam)
    try:
        release_exam(found, person)
    except QuizNotPublishable as refusal:
        messages.error(request, " ".join(refusal.sentences))
    else:
        messages.success(request, _("The exam may be taken now."))
    return redirect("quizzes:manage-exam", found.slug)


@never_cache
@login_required
@require_POST
def schedule(request: HttpRequest, exam: str) -> HttpResponse:
    """Say from when to when tries may begin."""
    manager_of(request)
    found, form = find_exam(exam), ScheduleForm(request.POST)
    if form.is_valid():
        try:
            schedule_exam(found, form.cleaned_data["opens_at"], form.cleaned_data["closes_at"])
        except QuizNotPublishable as refusal:
            form.add_error("closes_at", str(refusal))
        else:
            messages.success(request, _("The dates are saved."))
            return redirect("quizzes:manage-exam", found.slug)
    return _managed(request, found, schedule_form=form)


@never_cache
@login_required
@require_POST
def grant(request: HttpRequest, exam: str, what: str) -> HttpResponse:
    """Give somebody more time or more tries."""
    person, found = manager_of(request), find_exam(exam)
    if what == "waktu":
        time_form = ExtraTimeForm(request.POST, prefix="waktu")
        if not time_form.is_valid():
            return _managed(request, found, time_form=time_form)
        grant_extra_time(cast(User, time_form.person), time_form.cleaned_data["percent"], person)
    else:
        try_form = TryForm(request.POST, prefix="coba")
        if not try_form.is_valid():
            return _managed(request, found, try_form=try_form)
        given = try_form.cleaned_data
        learner = cast(User, try_form.person)
        grant_tries(found, learner, person, tries=given["tries"], reason=given["reason"])
    messages.success(request, _("Saved. It holds for the next try."))
    return redirect("quizzes:manage-exam", found.slug)
