"""Who else teaches the class, and to whom it goes."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses.classes.domain.teachers import add_teacher, hand_over, remove_teacher
from courses.classes.forms.classes import HandOverForm, TeacherForm
from courses.classes.models import SchoolClass
from courses.classes.rules import may_own
from courses.classes.views.access import for_owner, for_owner_or_head
from courses.people.sessions import SignedInRequest


@for_owner
def teachers(request: SignedInRequest, school_class: SchoolClass) -> HttpResponse:
    """List who teaches the class, and add a colleague."""
    form = TeacherForm(school_class, request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            add_teacher(school_class, by=request.user, **form.cleaned_data)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Your colleague can open the class now."))
            return redirect("classes:teachers", school_class.code)
    return render(request, "courses/classes/teachers.html", _context(school_class, form))


def _context(school_class: SchoolClass, form: TeacherForm) -> dict[str, object]:
    return {
        "school_class": school_class,
        "teachers": list(school_class.teachers.select_related("person")),
        "form": form,
    }


@for_owner
@require_POST
def remove(request: SignedInRequest, school_class: SchoolClass, teacher: int) -> HttpResponse:
    """Let a colleague no longer teach the class."""
    try:
        remove_teacher(get_object_or_404(school_class.teachers, pk=teacher), by=request.user)
    except ValidationError as error:
        messages.error(request, error.messages[0])
    else:
        messages.success(request, _("Your colleague no longer opens the class."))
    return redirect("classes:teachers", school_class.code)


@for_owner_or_head
def owner(request: SignedInRequest, school_class: SchoolClass) -> HttpResponse:
    """Hand the class over to another teacher of the school."""
    form = HandOverForm(school_class, request.POST or None)
    if request.method == "POST" and form.is_valid():
        hand_over(school_class, form.cleaned_data["person"], by=request.user)
        messages.success(request, _("The class has a new owner."))
        still_mine = may_own(request.user, school_class)
        return (
            redirect("classes:class", school_class.code) if still_mine else redirect("classes:home")
        )
    return render(
        request, "courses/classes/owner.html", {"school_class": school_class, "form": form}
    )
