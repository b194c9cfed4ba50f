"""The gradebook, its spreadsheet, one cell of it, and what the class has gained."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from courses.classes.domain.answers import answers_of
from courses.classes.domain.charts import gain_chart
from courses.classes.domain.exporting import gradebook_as_workbook
from courses.classes.domain.gains import gains_of
from courses.classes.domain.gradebook import gradebook_of
from courses.classes.domain.marking import is_for, keep_mark
from courses.classes.forms.teaching import MarkForm
from courses.classes.models import SchoolClass
from courses.classes.rules import may_teach
from courses.classes.views.access import assignment_of, for_readers, pupil_of
from courses.classes.views.roster import WORKBOOK
from courses.people.domain.audit import note
from courses.people.sessions import SignedInRequest


@for_readers
@require_safe
def gradebook(request: SignedInRequest, school_class: SchoolClass) -> HttpResponse:
    """Show pupils and assignments."""
    context = {"school_class": school_class, "book": gradebook_of(school_class)}
    return render(request, "courses/classes/gradebook.html", context)


@for_readers
@require_safe
def export(request: SignedInRequest, school_class: SchoolClass) -> HttpResponse:
    """Send the gradebook as a spreadsheet, and note who took it."""
    note(request.user, "gradebook.exported", school_class=school_class.code)
    return HttpResponse(
        gradebook_as_workbook(gradebook_of(school_class)),
        content_type=WORKBOOK,
        headers={"Content-Disposition": f'attachment; filename="nilai-{school_class.code}.xlsx"'},
    )


@for_readers
def cell(
    request: SignedInRequest, school_class: SchoolClass, assignment: int, pupil: int
) -> HttpResponse:
    """Show what a pupil answered, and keep the teacher's mark."""
    found, seat = assignment_of(school_class, assignment), pupil_of(school_class, pupil)
    if not is_for(found, seat):
        raise Http404
    can_mark = may_teach(request.user, school_class)
    if request.method == "POST" and not can_mark:
        raise Http404
    form = MarkForm(found, found.marks.filter(pupil=seat).first(), request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            keep_mark(found, seat, form.facts(), by=request.user)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Kept."))
            return redirect("classes:cell", school_class.code, found.pk, seat.pk)
    context = {
        "school_class": school_class,
        "assignment": found,
        "pupil": seat,
        "row": next(
            (row for row in gradebook_of(school_class, only=found).rows if row.pupil.pk == seat.pk),
            None,
        ),
        "form": form,
        "may_teach": can_mark,
        "changes": list(found.mark_changes.filter(pupil=seat).select_related("changed_by")),
        "attempts": answers_of(seat, found),
    }
    return render(request, "courses/classes/cell.html", context)


@for_readers
@require_safe
def gains(request: SignedInRequest, school_class: SchoolClass) -> HttpResponse:
    """Show the gain between the two tests as a chart and as a table."""
    found = gains_of(school_class)
    context = {"school_class": school_class, "gains": found, "chart": gain_chart(found)}
    return render(request, "courses/classes/gains.html", context)
