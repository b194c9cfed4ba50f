"""A school for its head, and all schools for Disdikbud."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from courses.classes.domain.overviews import (
    SMALLEST_CELL,
    school_of_head,
    schools_in_numbers,
    total_of,
)
from courses.classes.rules import doors_into_schools
from courses.people.sessions import SignedInRequest


@never_cache
@login_required
@require_safe
def school(request: SignedInRequest) -> HttpResponse:
    """Show the classes of the schools this person heads."""
    if request.user.is_class_pupil or not doors_into_schools(request.user).heads:
        raise Http404
    return render(request, "courses/classes/school.html", {"classes": school_of_head(request.user)})


@never_cache
@login_required
@require_safe
def regency(request: SignedInRequest) -> HttpResponse:
    """Show all schools in numbers."""
    if request.user.is_class_pupil or not doors_into_schools(request.user).oversees:
        raise Http404
    rows = schools_in_numbers()
    context = {"rows": rows, "total": total_of(rows), "smallest": SMALLEST_CELL}
    return render(request, "courses/classes/regency.html", context)
