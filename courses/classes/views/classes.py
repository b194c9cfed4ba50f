"""A teacher's classes: the list, a new one, one class, its settings, its end and its next year."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from courses.classes.domain.classes import (
    archive_class,
    change_class,
    open_class,
    restore_class,
    roll_over,
    schools_of,
)
from courses.classes.domain.gradebook import gradebook_of
from courses.classes.domain.school_years import next_name
from courses.classes.forms.classes import ClassForm, NewClassForm, NextYearForm, RosterForm
from courses.classes.models import SchoolClass
from courses.classes.rules import SchoolDoors, doors_into_schools, may_own, may_teach
from courses.classes.views.access import for_owner, for_readers
from courses.people.sessions import SignedInRequest
from courses.quizzes.domain.essays import count_waiting


@never_cache
@login_required
def home(request: SignedInRequest) -> HttpResponse:
    """List the classes of a teacher; lead others to what is theirs."""
    if request.user.is_class_pupil:
        return redirect("classes:pupil")
    doors = doors_into_schools(request.user)
    if not doors.teaches:
        return _lead_on(doors)
    classes = list(SchoolClass.objects.taught_by(request.user).with_counts())
    context = {
        "current": [each for each in classes if not each.is_archived],
        "archived": [each for each in classes if each.is_archived],
        "doors": doors,
        "waiting_essays": count_waiting(request.user),
    }
    return render(request, "courses/classes/home.html", context)


def _lead_on(doors: SchoolDoors) -> HttpResponse:
    if doors.heads:
        return redirect("classes:school")
    if doors.oversees:
        return redirect("classes:regency")
    raise PermissionDenied


@never_cache
@login_required
def new(request: SignedInRequest) -> HttpResponse:
    """Open a class."""
    if request.user.is_class_pupil or not schools_of(request.user):
        raise Http404
    form = NewClassForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        opened = open_class(request.user, form.cleaned_data["school"], form.facts())
        return redirect("classes:class", opened.code)
    return render(request, "courses/classes/new.html", {"form": form})


@for_readers
def detail(request: SignedInRequest, school_class: SchoolClass) -> HttpResponse:
    """Show a class: three steps while it is empty, then its pupils and what is assigned."""
    pupils = list(school_class.pupils.select_related("person"))
    context = {
        "school_class": school_class,
        "pupils": [pupil for pupil in pupils if pupil.left_at is None],
        "gone": [pupil for pupil in pupils if pupil.left_at],
        "columns": gradebook_of(school_class).columns,
        "teachers": list(school_class.teachers.select_related("person")),
        "may_teach": may_teach(request.user, school_class),
        "may_own": may_own(request.user, school_class),
        "form": RosterForm(),
    }
    return render(request, "courses/classes/class.html", context)


@for_owner
def change(request: SignedInRequest, school_class: SchoolClass) -> HttpResponse:
    """Change what is stated about a class."""
    initial = {name: getattr(school_class, name) for name in ClassForm.base_fields}
    form = ClassForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        changed_cards = form.cleaned_data["sign_in"] != school_class.sign_in
        change_class(school_class, form.facts(), by=request.user)
        messages.success(request, _("Kept."))
        if changed_cards:
            messages.info(request, _("Everybody needs a new card now. Print them."))
        return redirect("classes:class", school_class.code)
    return render(
        request, "courses/classes/change.html", {"form": form, "school_class": school_class}
    )


@for_owner
@require_POST
def archive(request: SignedInRequest, school_class: SchoolClass) -> HttpResponse:
    """Put the class into the archive."""
    archive_class(school_class, by=request.user)
    messages.success(request, _("The class is in the archive. You can take it up again."))
    return redirect("classes:class", school_class.code)


@for_owner
@require_POST
def restore(request: SignedInRequest, school_class: SchoolClass) -> HttpResponse:
    """Take the class out of the archive."""
    restore_class(school_class, by=request.user)
    messages.success(request, _("The class goes on."))
    return redirect("classes:class", school_class.code)


@for_owner
def next_year(request: SignedInRequest, school_class: SchoolClass) -> HttpResponse:
    """Go on with the same pupils in the next school year."""
    form = NextYearForm(request.POST or None, initial={"name": next_name(school_class.name)})
    if request.method == "POST" and form.is_valid():
        try:
            following = roll_over(school_class, by=request.user, name=form.cleaned_data["name"])
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(
                request, _("The new class is ready. Cards stay valid; the code is a new one.")
            )
            return redirect("classes:class", following.code)
    return render(
        request, "courses/classes/next_year.html", {"form": form, "school_class": school_class}
    )
