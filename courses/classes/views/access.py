"""Every page of a class begins here: the class is found through who looks, or not at all."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from courses.classes.models import Assignment, Pupil, SchoolClass
from courses.classes.querysets import SchoolClassQuerySet
from courses.people.models import User
from courses.people.sessions import SignedInRequest

type View = Callable[..., HttpResponse]
type Reach = Callable[[User], SchoolClassQuerySet]


def for_readers(view: View) -> View:
    """Open the page to teachers of the class and to the head of its school."""
    return _within(lambda viewer: SchoolClass.objects.visible_to(viewer), view)


def for_teachers(view: View) -> View:
    """Open the page to teachers of the class; what changes something only while the class goes on."""
    return _within(lambda viewer: SchoolClass.objects.taught_by(viewer), _while_it_goes_on(view))


def for_owner(view: View) -> View:
    """Open the page to the owner of the class."""
    return _within(lambda viewer: SchoolClass.objects.owned_by(viewer), view)


def for_owner_or_head(view: View) -> View:
    """Open the page to the owner, and to the head of the school, who hands a class over."""
    return _within(_owned_or_headed, view)


def pupil_of(school_class: SchoolClass, pk: int) -> Pupil:
    """Return this pupil of the class. Raises Http404 for any other class's."""
    pupil = get_object_or_404(school_class.pupils.select_related("person"), pk=pk)
    pupil.school_class = school_class
    return pupil


def assignment_of(school_class: SchoolClass, pk: int) -> Assignment:
    """Return this assignment of the class. Raises Http404 for any other class's."""
    assignments = school_class.assignments.select_related("lesson", "course")
    assignment = get_object_or_404(assignments, pk=pk)
    assignment.school_class = school_class
    return assignment


def _owned_or_headed(viewer: User) -> SchoolClassQuerySet:
    owned = SchoolClass.objects.owned_by(viewer).values("pk")
    headed = SchoolClass.objects.of_schools_headed_by(viewer).values("pk")
    return SchoolClass.objects.filter(pk__in=owned) | SchoolClass.objects.filter(pk__in=headed)


def _within(reach: Reach, view: View) -> View:
    @wraps(view)
    def guarded(
        request: SignedInRequest, code: str, *args: object, **kwargs: object
    ) -> HttpResponse:
        if request.user.is_class_pupil:
            raise Http404
        classes = reach(request.user).select_related("school")
        return view(request, get_object_or_404(classes, code=code.upper()), *args, **kwargs)

    return never_cache(login_required(guarded))


def _while_it_goes_on(view: View) -> View:
    @wraps(view)
    def refusing(
        request: SignedInRequest, school_class: SchoolClass, *args: object, **kwargs: object
    ) -> HttpResponse:
        if request.method == "POST" and school_class.is_archived:
            messages.info(
                request, _("This class is in the archive. Take it up again to change it.")
            )
            return redirect("classes:class", school_class.code)
        return view(request, school_class, *args, **kwargs)

    return refusing
