"""How the questions of an exam do, an attempt as it was, and the correction of a wrong key."""

from typing import cast
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from courses.people.models import User
from courses.quizzes.domain.charting import HEIGHT, WIDTH, chart_of
from courses.quizzes.domain.exam_wording import domain_in_words
from courses.quizzes.domain.regrading import CorrectionRefused, correct_key
from courses.quizzes.domain.sheets import Disclosure, sheets_of
from courses.quizzes.domain.staff import can_read_statistics, can_run_exams
from courses.quizzes.domain.statistics import months_of, statistics_of
from courses.quizzes.domain.statistics_wording import choices_in_words, flags_in_words
from courses.quizzes.forms import KeyForm
from courses.quizzes.models import Attempt, KeyCorrection, QuestionVersion
from courses.quizzes.views.exams.managing import find_exam, manager_of


@never_cache
@login_required
@require_GET
def statistics(request: HttpRequest, exam: str) -> HttpResponse:
    """Show how each question does, the worst first, and the domains over the months."""
    person = cast(User, request.user)
    if not can_read_statistics(person):
        raise PermissionDenied
    found = find_exam(exam)
    months = months_of(found)
    chart = chart_of(months) if months else None
    context = {
        "exam": found,
        "lines": [
            {
                "one": one,
                "flags": flags_in_words(one),
                "choices": choices_in_words(one),
                "percent": round(100 * one.difficulty),
            }
            for one in statistics_of(found.bank)
        ],
        "chart": chart,
        "width": WIDTH,
        "height": HEIGHT,
        "legend": [
            {"line": line, "name": domain_in_words(line.domain)}
            for line in (chart.lines if chart else ())
        ],
        "can_correct": can_run_exams(person),
        "corrections": KeyCorrection.objects.filter(
            version__question__bank=found.bank
        ).select_related("version__question", "corrected_by")[:20],
    }
    return render(request, "courses/quizzes/exams/statistics.html", context)


@never_cache
@login_required
@require_GET
def attempt_review(request: HttpRequest, exam: str, attempt: UUID) -> HttpResponse:
    """Show an attempt as it was, by the version it began with, with what was right."""
    manager_of(request)
    found = find_exam(exam)
    attempts = Attempt.objects.submitted().filter(exam=found).with_rules()
    one = get_object_or_404(attempts.select_related("learner"), pk=attempt)
    context = {
        "exam": found,
        "attempt": one,
        "sheets": sheets_of(one, Disclosure.EVERYTHING),
        "regradings": one.regradings.select_related("correction__corrected_by"),
    }
    return render(request, "courses/quizzes/exams/attempt.html", context)


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def correction(request: HttpRequest, exam: str, version: int) -> HttpResponse:
    """Correct a wrong key, and show what every correction of it has changed."""
    person, found = manager_of(request), find_exam(exam)
    wordings = QuestionVersion.objects.select_related("question")
    one = get_object_or_404(wordings, pk=version, question__bank=found.bank)
    form = KeyForm(one, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            correct_key(one, *form.correction(), person)
        except CorrectionRefused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, _("The key is corrected. Attempts are marked again in the background.")
            )
            return redirect("quizzes:correct-key", found.slug, one.pk)
    corrections = one.key_corrections.select_related("corrected_by").prefetch_related(
        "regraded__attempt__learner"
    )
    context = {"exam": found, "version": one, "form": form, "corrections": corrections}
    status = 422 if form.errors else 200
    return render(request, "courses/quizzes/exams/correction.html", context, status=status)
