"""Assignments: give, change, take away; one column of the gradebook; live during a lesson."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.cache import get_conditional_response
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from courses.classes.domain.assigning import (
    assign,
    assign_remedial,
    change_assignment,
    withdraw_assignment,
)
from courses.classes.domain.gradebook import gradebook_of
from courses.classes.domain.live import live_of
from courses.classes.forms.teaching import AssignmentForm
from courses.classes.models import SchoolClass
from courses.classes.rules import may_teach
from courses.classes.views.access import assignment_of, for_readers, for_teachers
from courses.people.sessions import SignedInRequest


@for_teachers
def new(request: SignedInRequest, school_class: SchoolClass) -> HttpResponse:
    """Give the class something to do."""
    initial = {"what": request.GET.get("apa", "")}
    form = AssignmentForm(school_class, request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            assignment = assign(school_class, form.order(), by=request.user)
        except ValidationError as error:
            form.add_error("what", error)
        else:
            messages.success(request, _("Assigned."))
            return redirect("classes:assignment", school_class.code, assignment.pk)
    return render(
        request,
        "courses/classes/assignment_form.html",
        {"form": form, "school_class": school_class},
    )


@for_teachers
def change(request: SignedInRequest, school_class: SchoolClass, assignment: int) -> HttpResponse:
    """Change days, title and for whom."""
    found = assignment_of(school_class, assignment)
    initial = {
        "title": found.title,
        "opens_on": found.opens_on,
        "due_on": found.due_on,
        "purpose": found.purpose,
        "pupils": list(found.pupils.values_list("pk", flat=True)),
    }
    form = AssignmentForm(school_class, request.POST or None, editing=found, initial=initial)
    if request.method == "POST" and form.is_valid():
        change_assignment(found, form.order(), by=request.user)
        messages.success(request, _("Kept."))
        return redirect("classes:assignment", school_class.code, found.pk)
    context = {"form": form, "school_class": school_class, "assignment": found}
    return render(request, "courses/classes/assignment_form.html", context)


@for_teachers
@require_POST
def withdraw(request: SignedInRequest, school_class: SchoolClass, assignment: int) -> HttpResponse:
    """Take an assignment away with its marks."""
    withdraw_assignment(assignment_of(school_class, assignment), by=request.user)
    messages.success(request, _("The assignment is gone. What pupils have learnt stays."))
    return redirect("classes:class", school_class.code)


@for_readers
@require_safe
def detail(request: SignedInRequest, school_class: SchoolClass, assignment: int) -> HttpResponse:
    """Show how far each pupil is with it."""
    found = assignment_of(school_class, assignment)
    context = {
        "school_class": school_class,
        "assignment": found,
        "book": gradebook_of(school_class, only=found),
        "may_teach": may_teach(request.user, school_class),
    }
    return render(request, "courses/classes/assignment.html", context)


@for_teachers
@require_POST
def remedial(request: SignedInRequest, school_class: SchoolClass, assignment: int) -> HttpResponse:
    """Give everybody who needs help with it a second chance, from today."""
    found = assignment_of(school_class, assignment)
    book = gradebook_of(school_class, only=found)
    pupils = [row.pupil for row in book.rows if row.cells[0].needs_help]
    title = _("Remedial: %(title)s") % {"title": found.title}
    try:
        again = assign_remedial(found, pupils, title, timezone.localdate(), by=request.user)
    except ValidationError:
        messages.info(request, _("Nobody needs help with it now."))
        return redirect("classes:assignment", school_class.code, found.pk)
    messages.success(request, _("Everybody who needs help has a second chance now."))
    return redirect("classes:assignment", school_class.code, again.pk)


@for_teachers
@require_safe
def live(request: SignedInRequest, school_class: SchoolClass, assignment: int) -> HttpResponse:
    """Show who is where; the script of the page asks for it again every few seconds."""
    found = assignment_of(school_class, assignment)
    now = live_of(found)
    context = {"school_class": school_class, "assignment": found, "live": now}
    if request.headers.get("X-Part") != "live":
        return render(request, "courses/classes/live.html", context)
    response = get_conditional_response(request, etag=now.fingerprint)
    response = response or render(request, "courses/classes/live_part.html", context)
    response.headers["ETag"] = now.fingerprint
    return response
