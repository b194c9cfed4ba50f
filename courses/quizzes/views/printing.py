"""Exams on paper: print the variants, type in what was written, grade it."""

from collections.abc import Callable
from dataclasses import dataclass
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Count, Q, QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_GET, require_POST

from courses.people.sessions import SignedInRequest
from courses.people.views.administration import open_to
from courses.quizzes.domain.printing.entering import (
    EntryRefused,
    Fault,
    add_candidate,
    drop_row,
    faults_of,
    finish_row,
    keep_row,
    take_back,
)
from courses.quizzes.domain.printing.runs import PrintRefused, items_of, print_papers
from courses.quizzes.domain.printing.sheets import answers_pdf, key_pdf, questions_pdf
from courses.quizzes.domain.staff import can_proctor, can_run_exams
from courses.quizzes.forms.printing import CandidateForm, PrintForm
from courses.quizzes.models import PaperEntry, PrintedPaper, PrintRun

PAPERS: dict[str, Callable[[PrintedPaper], bytes]] = {
    "naskah": questions_pdf,
    "lembar": answers_pdf,
    "kunci": key_pdf,
}
WIDE = {"ordering", "matching", "categorise", "several"}
WIDEST = {"numeric", "short", "blanks", "essay"}


@dataclass(frozen=True)
class Cell:
    """One cell of the grid."""

    position: int
    name: str
    value: str
    width: str
    sentence: str


@dataclass(frozen=True)
class Row:
    """One candidate's row of the grid."""

    entry: PaperEntry
    cells: list[Cell]
    typed: int
    faults: list[Fault]


@open_to(can_proctor)
def printings(request: SignedInRequest) -> HttpResponse:
    """List the printings, and print another."""
    form = PrintForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            run = print_papers(form.order(), request.user)
        except PrintRefused as refused:
            form.add_error("what", str(refused))
        else:
            return redirect("quizzes:printing", run.pk)
    runs = _runs(request).annotate(
        rows=Count("entries"), finished=Count("entries", filter=Q(entries__attempt__isnull=False))
    )
    return render(
        request, "courses/quizzes/paper/printings.html", {"form": form, "runs": runs[:60]}
    )


@open_to(can_proctor)
@require_GET
def printing(request: SignedInRequest, run: UUID) -> HttpResponse:
    """Show what there is to print and how far the entering is."""
    found = _run(request, run)
    rows = found.entries.select_related("learner", "attempt", "paper")
    return render(
        request,
        "courses/quizzes/paper/printing.html",
        {"run": found, "papers": found.papers.all(), "entries": rows},
    )


@open_to(can_proctor)
@require_GET
def paper(request: SignedInRequest, run: UUID, variant: str, kind: str) -> HttpResponse:
    """Send one paper as a PDF."""
    found = get_object_or_404(
        PrintedPaper.objects.select_related("run__version"), run=_run(request, run), variant=variant
    )
    if kind not in PAPERS:
        raise Http404
    return HttpResponse(
        PAPERS[kind](found),
        content_type="application/pdf",
        headers={
            "Content-Disposition": f'inline; filename="{kind}-{variant}-{found.code}.pdf"',
            "Cache-Control": "private, no-store",
        },
    )


@open_to(can_proctor)
def grid(request: SignedInRequest, run: UUID) -> HttpResponse:
    """Show the grid; keep what was typed, and do what else a button asks for."""
    found = _run(request, run)
    if request.method == "POST":
        _act(request, found)
        return redirect("quizzes:paper-grid", found.pk)
    rows = _rows(found)
    facts = {
        "run": found,
        "rows": rows,
        "positions": range(1, max((len(row.cells) for row in rows), default=0) + 1),
        "form": CandidateForm(found, request.user),
    }
    return render(request, "courses/quizzes/paper/grid.html", facts)


@open_to(can_proctor)
@require_POST
def candidate(request: SignedInRequest, run: UUID) -> HttpResponse:
    """Add a row for a candidate, once it is clear who is meant."""
    found = _run(request, run)
    form = CandidateForm(found, request.user, request.POST)
    people = form.found() if form.is_valid() else []
    if form.is_valid() and len(people) == 1:
        try:
            entry = add_candidate(found, form.cleaned_data["code"], people[0], request.user)
        except EntryRefused as refused:
            form.add_error("words", str(refused))
        else:
            address = redirect("quizzes:paper-grid", found.pk)
            address["Location"] += f"#baris-{entry.pk}"
            return address
    elif form.is_valid() and not people:
        form.add_error("words", _("Nobody within your reach has this name. Try fewer letters."))
    return render(
        request,
        "courses/quizzes/paper/candidate.html",
        {"run": found, "form": form, "people": people if len(people) > 1 else []},
    )


def _act(request: SignedInRequest, run: PrintRun) -> None:
    """Keep every open row, then take back, drop or finish what the button names."""
    entries = {entry.pk: entry for entry in run.entries.filter(attempt__isnull=True)}
    verb, _colon, pk = request.POST.get("do", "").partition(":")
    wanted = entries.get(int(pk)) if pk.isdigit() else None
    try:
        if verb == "undo" and wanted:
            take_back(wanted, request.user)
            return
        _keep(request, entries)
        if verb == "drop" and wanted:
            drop_row(wanted)
        elif verb == "finish" and wanted:
            finish_row(wanted, request.user)
            messages.success(
                request, _("Graded: %(name)s.") % {"name": wanted.learner.display_name}
            )
        elif verb == "finish-all":
            _finish_all(request, list(entries.values()))
        else:
            messages.success(request, _("Kept. Nothing is graded before you finish a row."))
    except EntryRefused as refused:
        messages.error(request, str(refused))


def _keep(request: SignedInRequest, entries: dict[int, PaperEntry]) -> None:
    for pk, entry in entries.items():
        prefix = f"r{pk}-"
        typed = {
            name.removeprefix(prefix): value
            for name, value in request.POST.items()
            if name.startswith(prefix) and isinstance(value, str)
        }
        before = {place: entry.typed.get(place, "") for place in typed}
        if typed != before:
            keep_row(entry, typed, request.user)


def _finish_all(request: SignedInRequest, entries: list[PaperEntry]) -> None:
    graded, refused = 0, []
    for entry in entries:
        try:
            finish_row(entry, request.user)
            graded += 1
        except EntryRefused as reason:
            refused.append(f"{entry.learner.display_name}: {reason}")
    if graded:
        sentence = ngettext("%(count)d row graded.", "%(count)d rows graded.", graded)
        messages.success(request, sentence % {"count": graded})
    for sentence in refused[:10]:
        messages.error(request, sentence)


def _rows(run: PrintRun) -> list[Row]:
    entries = run.entries.select_related("learner", "paper", "attempt")
    return [_row(entry) for entry in entries]


def _row(entry: PaperEntry) -> Row:
    items = items_of(entry.paper)
    faults = [] if entry.attempt_id else faults_of(items, entry.typed)
    sentences = {fault.position: fault.sentence for fault in faults}
    cells = [
        Cell(
            position,
            f"r{entry.pk}-{position}",
            entry.typed.get(str(position), ""),
            "wide" if item.kind in WIDE else "widest" if item.kind in WIDEST else "letter",
            sentences.get(position, ""),
        )
        for position, item in enumerate(items, start=1)
    ]
    return Row(entry, cells, sum(bool(cell.value) for cell in cells), faults)


def _runs(request: HttpRequest) -> QuerySet[PrintRun]:
    """Return the printings that this person may see: all of them, or those printed by themselves."""
    runs = PrintRun.objects.select_related("version", "printed_by")
    person = request.user
    if not person.is_authenticated:
        raise PermissionDenied
    return runs if can_run_exams(person) else runs.filter(printed_by=person)


def _run(request: HttpRequest, pk: UUID) -> PrintRun:
    return get_object_or_404(_runs(request), pk=pk)
