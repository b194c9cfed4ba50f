"""Read many questions of a bank one below the other, and let those certify that are good."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cms.editors.question_finding import bank_page, find_bank, must, person_at_banks
from courses.people.models import User
from courses.quizzes.domain.reviewing import (
    approve_questions,
    can_review_in,
    questions_to_review,
)
from courses.quizzes.domain.stating import spec_of
from courses.quizzes.models import QuestionBank
from courses.quizzes.querysets import QuestionQuerySet

# So many are read before the reviewer says which of them are good.
AT_ONCE = 10


class ApprovalForm(forms.Form):
    """The wordings that were ticked."""

    version = forms.TypedMultipleChoiceField(coerce=int, required=False)

    def __init__(self, waiting: QuestionQuerySet, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data=data)
        field = cast(forms.TypedMultipleChoiceField, self.fields["version"])
        field.choices = [(pk, pk) for pk in waiting.values_list("current", flat=True)]


@never_cache
@require_http_methods(["GET", "POST"])
def review_many(request: HttpRequest, bank: int) -> HttpResponse:
    """Show what waits for this person, ten at a time, and keep which of it may certify."""
    person, found = person_at_banks(request), find_bank(bank)
    must(can_review_in(person, found))
    waiting = questions_to_review(person).filter(bank=found)
    if request.method == "POST":
        _approve(request, person, found, waiting)
        return redirect("question_bank_review", found.pk)
    skipped = int(request.GET.get("skip", "")) if request.GET.get("skip", "").isdigit() else 0
    shown = list(waiting.select_related("current__question").order_by("ref")[skipped:][:AT_ONCE])
    versions = [question.current for question in shown]
    total = waiting.count()
    return bank_page(
        request,
        "review_many",
        bank=found,
        exam=getattr(found, "drawn_exam", None),
        asked=[(version, spec_of(version)) for version in versions if version is not None],
        total=total,
        skip=skipped + AT_ONCE if skipped + AT_ONCE < total else None,
    )


def _approve(
    request: HttpRequest, person: User, bank: QuestionBank, waiting: QuestionQuerySet
) -> None:
    form = ApprovalForm(waiting, request.POST)
    if not form.is_valid():
        messages.error(
            request, _("One of these questions has been changed meanwhile. Look at them again.")
        )
        return
    count = approve_questions(bank, form.cleaned_data["version"], person)
    sentence = ngettext(
        "%(count)d question may certify now.", "%(count)d questions may certify now.", count
    )
    messages.success(request, sentence % {"count": count})
