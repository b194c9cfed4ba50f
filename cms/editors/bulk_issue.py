"""Certificates for a finished class or workshop: choose whom, look, say yes, watch the worker."""

from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from certificates.domain.bulk import (
    candidates_of,
    confirm_bulk_issue,
    outlook,
    plan_bulk_issue,
    progress_of,
    retry_stopped,
    sources_of,
)
from certificates.models import BulkIssue, BulkLine, Programme
from courses.people.models import User

LOOK_AGAIN_SECONDS = "2"


class DayInput(forms.DateInput):
    """A day, by the browser's own calendar."""

    input_type = "date"


class BulkForm(forms.Form):
    """Whoever has met one of the programme's requirements between two days."""

    title = forms.CharField(
        label=gettext_lazy("For whom"),
        max_length=200,
        help_text=gettext_lazy("For your own list, for example: Bimtek A3, angkatan 2."),
    )
    source = forms.ChoiceField(label=gettext_lazy("Who has met"))
    first = forms.DateField(label=gettext_lazy("From"), widget=DayInput)
    last = forms.DateField(label=gettext_lazy("To"), widget=DayInput)

    def __init__(self, programme: Programme, data: Any = None) -> None:  # noqa: ANN401 - what Django takes
        today = timezone.localdate()
        days = {"first": today - timedelta(days=30), "last": today}
        super().__init__(data, initial=days)
        field = self.fields["source"]
        if isinstance(field, forms.ChoiceField):
            field.choices = sources_of(programme)


def keeper_of(request: HttpRequest) -> User:
    """Return who asks, when they may give certificates to many; PermissionDenied when not."""
    person = request.user
    if not (isinstance(person, User) and person.has_perm("certificates.add_bulkissue")):
        raise PermissionDenied
    return person


def new_bulk_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask for whom, and write the list down; nobody is given anything yet."""
    person = keeper_of(request)
    programme = get_object_or_404(Programme, pk=pk)
    form = BulkForm(programme, request.POST or None)
    if form.is_valid():
        given = form.cleaned_data
        found = candidates_of(programme, given["source"], given["first"], given["last"])
        if found:
            bulk = plan_bulk_issue(programme, given["title"], found, person)
            return redirect("programme:bulk", bulk.pk)
        form.add_error(None, _("Nobody has met this between these days. Choose other days."))
    context = {"form": form, "programme": programme, "earlier": programme.bulk_issues.all()[:20]}
    return render(request, "cms/admin/bulk_new.html", context)


def bulk_issue(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what would happen; after the yes, how far the worker is. POST says yes, or tries again."""
    keeper_of(request)
    bulk = get_object_or_404(BulkIssue.objects.select_related("programme"), pk=pk)
    if request.method == "POST":
        return _told(request, bulk)
    if bulk.confirmed_at is None:
        looked = outlook(bulk)
        due = sum(seen.state == BulkLine.State.ISSUED for _line, seen in looked)
        context = {"bulk": bulk, "looked": looked, "due": due}
        return render(request, "cms/admin/bulk_preview.html", context)
    progress = progress_of(bulk)
    context = {
        "bulk": bulk,
        "progress": progress,
        "lines": bulk.lines.select_related("certificate"),
        "stopped": progress.by_state.get(BulkLine.State.STOPPED, 0),
    }
    response = render(request, "cms/admin/bulk_progress.html", context)
    if not progress.is_finished:
        response.headers["Refresh"] = LOOK_AGAIN_SECONDS
    return response


def _told(request: HttpRequest, bulk: BulkIssue) -> HttpResponse:
    if "again" in request.POST:
        retry_stopped(bulk)
    elif confirm_bulk_issue(bulk):
        messages.success(request, _("The certificates are being given. You may leave this page."))
    return redirect("programme:bulk", bulk.pk)
