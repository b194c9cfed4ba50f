"""A pupil's way in, and what is waiting inside."""

from allauth.core.internal import ratelimit
from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from courses.catalogue.domain import outline_of
from courses.classes.domain.cards import PICTURES_ON_A_CARD
from courses.classes.domain.entering import enter_class, normalised_code
from courses.classes.domain.live import note_opening
from courses.classes.domain.tasks import tasks_of
from courses.classes.forms.door import DoorForm, picture_choices
from courses.classes.models import Assignment, Pupil, SchoolClass
from courses.people.sessions import SignedInRequest

# Wrong cards only: a whole school behind one address never reaches it, guessing at many pupils does.
WRONG_CARDS = {"card": "300/10m/ip"}
SIGNED_IN_FOR = 12 * 60 * 60  # seconds: a school day, on a phone that others use as well


@never_cache
@sensitive_post_parameters()
def enter(request: HttpRequest) -> HttpResponse:
    """Ask for class code, number and PIN, or for the pictures of the youngest."""
    stated = {"code": request.GET.get("kelas", ""), "number": request.GET.get("absen", "")}
    code = normalised_code(request.POST.get("code", "") or stated["code"])[:8]
    has_pictures = _has_pictures(code)
    form = DoorForm(request.POST or None, initial=stated, has_pictures=has_pictures)
    # Without pictures so far, the page only asks for them.
    if request.method == "POST" and form.is_valid() and form.secret():
        entered = _try(request, form)
        if entered is not None:
            return entered
    context = {
        "form": form,
        "pictures": picture_choices() if has_pictures else [],
        "places": range(1, PICTURES_ON_A_CARD + 1),
    }
    return render(request, "courses/classes/enter.html", context)


def _try(request: HttpRequest, form: DoorForm) -> HttpResponse | None:
    """Return where an accepted pupil goes; None after a sentence on the form."""
    usage = ratelimit.consume(request, app="classes", action="card", config=WRONG_CARDS)
    if usage is None:
        form.refuse(ValidationError(_("Too many wrong cards from this place. Wait ten minutes.")))
        return None
    try:
        facts = form.cleaned_data
        person = enter_class(facts["code"], facts["number"], form.secret())
    except ValidationError as error:
        form.refuse(error)
        return None
    usage.rollback()
    if request.user.is_authenticated:
        logout(request)
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    request.session.set_expiry(SIGNED_IN_FOR)
    return redirect("classes:pupil")


def _has_pictures(code: str) -> bool:
    classes = SchoolClass.objects.filter(code=code, sign_in=SchoolClass.SignIn.PICTURES)
    return bool(code) and classes.exists()


@never_cache
@login_required
@require_safe
def pupil(request: SignedInRequest) -> HttpResponse:
    """Show a pupil what is to be done, and who can see it."""
    tasks = tasks_of(request.user)
    if not tasks.seats and not request.user.is_class_pupil:
        raise Http404
    return render(request, "courses/classes/pupil.html", {"tasks": tasks})


@never_cache
@login_required
@require_safe
def go(request: SignedInRequest, assignment: int) -> HttpResponse:
    """Open what is assigned, and let the teacher's live view know."""
    seats = Pupil.objects.present().filter(person=request.user, school_class__archived_at=None)
    seat = get_object_or_404(seats, school_class__assignments=assignment)
    found = get_object_or_404(Assignment.objects.select_related("lesson", "course"), pk=assignment)
    chosen = set(found.pupils.values_list("pk", flat=True))
    if (
        found.course is None
        or found.course.current_id is None
        or (chosen and seat.pk not in chosen)
    ):
        raise Http404
    note_opening(found, seat)
    return redirect(_address(found, found.course.current_id))


def _address(assignment: Assignment, version: int) -> str:
    outline = outline_of(version)
    item = outline.by_key.get(assignment.lesson_id) if assignment.lesson_id else None
    if item is None:
        return reverse("course", args=[outline.slug])
    if item.is_quiz:
        return reverse("quizzes:intro", args=[outline.slug, item.slug])
    return reverse("lesson", args=[outline.slug, item.slug])
