"""Imports in three steps: upload, look, confirm; and the letters that follow."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses.people.domain.access_codes import issue_activation_code
from courses.people.domain.imports import people, units
from courses.people.domain.imports.checking import CheckedRow, keep_for_confirmation, kept_rows
from courses.people.domain.imports.reading import Table, read_table
from courses.people.domain.imports.templates import template_as_csv, template_as_workbook
from courses.people.forms.imports import SpreadsheetForm
from courses.people.models import PendingImport, User
from courses.people.rules import (
    can_edit_people,
    can_enter_administration,
    can_issue_code,
    can_manage_places,
)
from courses.people.sessions import SignedInRequest
from courses.people.views.administration import menu, open_to

MOST_LETTERS = 200
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
RULES: dict[str, Callable[[User], bool]] = {"units": can_manage_places, "people": can_edit_people}


@open_to(can_edit_people)
def upload(request: SignedInRequest, kind: str) -> HttpResponse:
    """Read a spreadsheet, and keep its checked rows until they are confirmed."""
    _must_be_allowed(request, kind)
    form = SpreadsheetForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            table, rows = _read(form.cleaned_data["file"].read(), kind, request.user)
        except ValidationError as error:
            form.add_error("file", error)
        else:
            pending = keep_for_confirmation(rows, PendingImport.Kind(kind), request.user)
            if table.ignored:
                names = ", ".join(table.ignored[:12])
                messages.info(
                    request, _("These columns were not read: %(names)s.") % {"names": names}
                )
            return redirect("people:import-preview", pending.pk)
    return render(
        request, "people/kelola/upload.html", {"form": form, "kind": kind} | menu(request.user)
    )


@open_to(can_edit_people)
def preview(request: SignedInRequest, pending: UUID) -> HttpResponse:
    """Show what would come of each row."""
    found = get_object_or_404(PendingImport, pk=pending, owner=request.user)
    rows = kept_rows(found)
    counts = {
        outcome: sum(row.outcome == outcome for row in rows)
        for outcome in ("new", "changed", "same", "error")
    }
    facts = {
        "pending": found,
        "rows": rows,
        "counts": counts,
        "to_write": counts["new"] + counts["changed"],
    }
    return render(request, "people/kelola/preview.html", facts | menu(request.user))


@open_to(can_edit_people)
@require_POST
def confirm(request: SignedInRequest, pending: UUID) -> HttpResponse:
    """Write the rows, all of them in one transaction."""
    found = PendingImport.objects.filter(pk=pending, owner=request.user).first()
    kind = found.kind if found else PendingImport.Kind.PEOPLE
    _must_be_allowed(request, kind)
    try:
        if kind == PendingImport.Kind.UNITS:
            counts = units.import_units(request.user, pending)
            facts = {"kind": kind, "made": counts["new"], "changed": counts["changed"]}
        else:
            written = people.import_people(request.user, pending)
            facts = {
                "kind": kind,
                "made": len(written["new"]),
                "changed": len(written["changed"]),
                "people": written["new"],
            }
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("people:import", kind)
    return render(request, "people/kelola/imported.html", facts | menu(request.user))


@open_to(can_edit_people)
def template(request: SignedInRequest, kind: str, suffix: str) -> HttpResponse:
    """Send the spreadsheet to fill in."""
    _must_be_allowed(request, kind)
    make, content_type = (
        (template_as_workbook, WORKBOOK) if suffix == "xlsx" else (template_as_csv, "text/csv")
    )
    return HttpResponse(
        make(PendingImport.Kind(kind)),
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="templat-{kind}.{suffix}"'},
    )


@open_to(can_enter_administration)
def letters(request: SignedInRequest) -> HttpResponse:
    """List who has never opened their account; print their letters, each with a new code."""
    waiting = (
        User.objects.visible_to(request.user)
        .never_activated()
        .select_related("civil_servant__unit")
        .distinct()
    )
    if request.method == "POST":
        chosen = waiting.filter(
            pk__in=[pk for pk in request.POST.getlist("person") if pk.isdigit()][:MOST_LETTERS]
        )
        made = [
            {"person": person, "code": issue_activation_code(person, by=request.user)}
            for person in chosen
            if can_issue_code(request.user, person)
        ]
        if made:
            return render(
                request, "people/kelola/letters.html", {"letters": made} | menu(request.user)
            )
        messages.info(request, _("Choose at least one person."))
    return render(
        request,
        "people/kelola/waiting.html",
        {"people": waiting[:MOST_LETTERS]} | menu(request.user),
    )


def _read(content: bytes, kind: str, importer: User) -> tuple[Table, list[CheckedRow]]:
    if kind == PendingImport.Kind.UNITS:
        table = read_table(content, units.COLUMNS, required=units.REQUIRED)
        return table, units.check_units(table.rows)
    table = read_table(content, people.COLUMNS, required=people.REQUIRED)
    return table, people.check_people(table.rows, importer)


def _must_be_allowed(request: SignedInRequest, kind: str) -> None:
    if kind not in RULES:
        raise Http404
    if not RULES[kind](request.user):
        raise PermissionDenied
