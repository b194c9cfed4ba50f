"""Learning places, and the kiosk that forgets its guest."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_POST

from courses.people.models import Area
from courses.people.sessions import SignedInRequest
from courses.people.views.administration import open_to
from courses.workshops.domain.places import is_open, keep_place, week_of
from courses.workshops.forms.places import PlaceForm
from courses.workshops.models import LearningPlace
from courses.workshops.rules import can_keep_places

# Says to the scripts of every page that this device belongs to nobody.
KIOSK = "kios"
YEAR = 365 * 24 * 3600


@require_GET
def directory(request: HttpRequest) -> HttpResponse:
    """List the places by kecamatan."""
    places = LearningPlace.objects.shown().select_related("area__parent")
    districts: dict[Area, list[dict[str, object]]] = {}
    for place in places.order_by("area__parent__name", "area__name", "name"):
        shown: dict[str, object] = {"place": place, "is_open": is_open(place)}
        districts.setdefault(place.area.parent or place.area, []).append(shown)
    may_edit = request.user.is_authenticated and can_keep_places(request.user)
    context = {"districts": list(districts.items()), "may_edit": may_edit}
    return render(request, "courses/workshops/places.html", context)


@require_GET
def place(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one place and its week."""
    found = _shown_to(request, slug)
    context = {
        "place": found,
        "week": week_of(found),
        "is_open": is_open(found),
        "may_edit": request.user.is_authenticated and can_keep_places(request.user),
    }
    return render(request, "courses/workshops/place.html", context)


@never_cache
def kiosk(request: HttpRequest, slug: str) -> HttpResponse:
    """Make this device a kiosk of the place, or an ordinary one again."""
    found = _shown_to(request, slug)
    if request.method == "POST":
        is_on = request.POST.get("action") == "on"
        answer = redirect("home") if is_on else redirect("workshops:place", slug)
        logout(request)
        if is_on:
            answer.set_cookie(KIOSK, found.slug, max_age=YEAR, samesite="Lax")
        else:
            answer.delete_cookie(KIOSK, samesite="Lax")
        return answer
    context = {"place": found, "is_kiosk": request.COOKIES.get(KIOSK) == found.slug}
    return render(request, "courses/workshops/kiosk.html", context)


# A guest of the public pages has no token; all that a forged visit could do is end the guest's own.
@csrf_exempt
@never_cache
@require_POST
def finish(request: HttpRequest) -> HttpResponse:
    """End the visit of whoever used the kiosk: nothing of them stays in this browser."""
    kept = request.COOKIES.get(KIOSK, "")
    logout(request)
    answer = redirect("home")
    for name in request.COOKIES:
        if name != KIOSK:
            answer.delete_cookie(name)
    answer.delete_cookie("lokakarya", path="/lokakarya/")
    # Cookies go by name above: "cookies" here would take the kiosk's own along.
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    if kept:
        answer.set_cookie(KIOSK, kept, max_age=YEAR, samesite="Lax")
    return answer


@open_to(can_keep_places)
def edit(request: SignedInRequest, slug: str = "") -> HttpResponse:
    """Write a place."""
    found = get_object_or_404(LearningPlace, slug=slug) if slug else None
    form = PlaceForm(request.POST or None, place=found)
    if request.method == "POST" and form.is_valid():
        kept = keep_place(found, form.values(), by=request.user)
        messages.success(request, _("Kept."))
        return redirect("workshops:place", kept.slug)
    return render(request, "courses/workshops/place_form.html", {"form": form, "place": found})


def _shown_to(request: HttpRequest, slug: str) -> LearningPlace:
    """Return the place; one that is not shown yet only to who keeps places."""
    places = LearningPlace.objects.select_related("area__parent")
    if not (request.user.is_authenticated and can_keep_places(request.user)):
        places = places.shown()
    return get_object_or_404(places, slug=slug)
