"""Essays that wait to be read."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from courses.people.models import User
from courses.people.rules import doors_of
from courses.quizzes.domain.essay_marks import marked_essay
from courses.quizzes.domain.essays import (
    MarkRefused,
    age_in_words,
    can_mark_essays,
    essays_for,
    mark_essay,
    queue_for,
)
from courses.quizzes.domain.filling import words_in_words
from courses.quizzes.forms.essays import EssayForm

PER_PAGE = 50


@never_cache
@require_GET
def essay_queue(request: HttpRequest) -> HttpResponse:
    """List the essays that wait, the oldest first, with their age. Names are not shown."""
    marker = _marker(request)
    waiting = queue_for(marker).select_related("question", "attempt__version")
    page = Paginator(waiting, PER_PAGE).get_page(request.GET.get("page"))
    now = timezone.now()
    rows = [
        {
            "answer": answer,
            "title": answer.attempt.version.title,
            "heading": answer.question.content["heading"],
            "words": words_in_words(answer.response["text"]),
            "age": age_in_words(answer.attempt.submitted_at or now, now),
        }
        for answer in page
    ]
    context = {"page": page, "rows": rows, "teaches": doors_of(marker).classes}
    return render(request, "courses/quizzes/essays.html", context)


@never_cache
def essay(request: HttpRequest, answer: int) -> HttpResponse:
    """Show one essay with its rubric, and keep what the marker says."""
    marker = _marker(request)
    essays = essays_for(marker).select_related("question", "attempt__version")
    found = get_object_or_404(essays, pk=answer)
    form = EssayForm(found.question, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            mark_essay(found, marker, form.levels(), form.cleaned_data["comment"])
        except MarkRefused as refused:
            form.add_error(None, str(refused))
        else:
            messages.success(request, _("Your marking is kept."))
            following = queue_for(marker).first()
            return (
                redirect("quizzes:essay", following.pk) if following else redirect("quizzes:essays")
            )
    mark = found.marks.select_related("answer__question").first()
    context = {
        "answer": found,
        "form": form,
        "words": words_in_words(found.response["text"]),
        "mark": marked_essay(mark) if mark else None,
        "is_open": found.attempt.passed is None,
        "tags": found.question.tags,
    }
    return render(request, "courses/quizzes/essay.html", context)


def _marker(request: HttpRequest) -> User:
    if not request.user.is_authenticated or not can_mark_essays(request.user):
        raise PermissionDenied
    return request.user
