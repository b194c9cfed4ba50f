"""One pupil of a class: the seat, the card, moving, leaving, and a parent's consent."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses.classes.domain.cards import PICTURES
from courses.classes.domain.pupils import (
    Newcomer,
    SeatFacts,
    change_pupil,
    give_new_card,
    move_pupil,
    release_pupil,
    seat_pupils,
    take_back,
)
from courses.classes.forms.classes import ConsentForm, PupilForm
from courses.classes.models import Pupil, SchoolClass
from courses.classes.views.access import for_teachers, pupil_of
from courses.people.domain.children import open_child_account
from courses.people.domain.privacy import withdraw_consent
from courses.people.models import Consent, User
from courses.people.sessions import SignedInRequest


@for_teachers
def add(request: SignedInRequest, school_class: SchoolClass) -> HttpResponse:
    """Seat one more pupil."""
    taken = school_class.pupils.present().values_list("number", flat=True)
    form = PupilForm(request.POST or None, initial={"number": max(taken, default=0) + 1})
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        newcomer = Newcomer(facts["name"], facts["sex"], number=facts["number"])
        try:
            seat = seat_pupils(school_class, [newcomer], by=request.user)[0]
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("classes:pupil-detail", school_class.code, seat.pk)
    return render(
        request, "courses/classes/pupil_new.html", {"form": form, "school_class": school_class}
    )


@for_teachers
def detail(request: SignedInRequest, school_class: SchoolClass, pupil: int) -> HttpResponse:
    """Show and change a seat."""
    seat = pupil_of(school_class, pupil)
    form = PupilForm(request.POST or None, initial=_initial(seat))
    if request.method == "POST" and form.is_valid():
        facts = form.cleaned_data
        nickname = facts["nickname"] or seat.person.display_name
        try:
            change_pupil(
                seat,
                SeatFacts(facts["number"], facts["name"], nickname, facts["sex"]),
                by=request.user,
            )
        except ValidationError as error:
            form.add_error("number", error)
        else:
            messages.success(request, _("Kept."))
            return redirect("classes:class", school_class.code)
    return render(request, "courses/classes/pupil_detail.html", _context(request.user, seat, form))


def _context(viewer: User, seat: Pupil, form: PupilForm) -> dict[str, object]:
    others = SchoolClass.objects.taught_by(viewer).current().exclude(pk=seat.school_class_id)
    return {
        "school_class": seat.school_class,
        "pupil": seat,
        "secret": secret_in_words(seat),
        "form": form,
        "others": list(others.filter(school=seat.school_class.school_id)),
        "consent_form": ConsentForm(),
        "consent": seat.person.consents.filter(
            purpose=Consent.Purpose.CHILD_ACCOUNT, withdrawn_at=None
        ).first(),
    }


def secret_in_words(seat: Pupil) -> str:
    """Return the PIN in two groups, or the names of the pictures."""
    if seat.school_class.sign_in == SchoolClass.SignIn.PICTURES:
        return " – ".join(str(PICTURES[name]) for name in seat.secret.split("-"))
    return f"{seat.secret[:3]} {seat.secret[3:]}"


def _initial(seat: Pupil) -> dict[str, object]:
    return {
        "number": seat.number,
        "name": seat.name,
        "nickname": seat.person.display_name,
        "sex": seat.sex,
    }


@for_teachers
@require_POST
def new_card(request: SignedInRequest, school_class: SchoolClass, pupil: int) -> HttpResponse:
    """Give a new PIN; the old card no longer works."""
    seat = pupil_of(school_class, pupil)
    give_new_card(seat, by=request.user)
    messages.success(
        request, _("%(name)s has a new card. The old one no longer works.") % {"name": seat.name}
    )
    return redirect("classes:pupil-detail", school_class.code, seat.pk)


@for_teachers
@require_POST
def leave(request: SignedInRequest, school_class: SchoolClass, pupil: int) -> HttpResponse:
    """Take a pupil out of the class; it can be undone on the class's page."""
    seat = pupil_of(school_class, pupil)
    release_pupil(seat, by=request.user)
    messages.success(
        request, _("%(name)s has left the class. Below you can undo it.") % {"name": seat.name}
    )
    return redirect("classes:class", school_class.code)


@for_teachers
@require_POST
def back(request: SignedInRequest, school_class: SchoolClass, pupil: int) -> HttpResponse:
    """Seat somebody again who has left."""
    seat = pupil_of(school_class, pupil)
    take_back(seat, by=request.user)
    messages.success(request, _("%(name)s is back.") % {"name": seat.name})
    return redirect("classes:class", school_class.code)


@for_teachers
@require_POST
def move(request: SignedInRequest, school_class: SchoolClass, pupil: int) -> HttpResponse:
    """Move a pupil to another class of this teacher in the same school."""
    seat = pupil_of(school_class, pupil)
    others = SchoolClass.objects.taught_by(request.user).current()
    to = get_object_or_404(
        others.filter(school=school_class.school_id).exclude(pk=school_class.pk),
        code=request.POST.get("to", ""),
    )
    move_pupil(seat, to, by=request.user)
    messages.success(
        request, _("%(name)s is in %(class)s now.") % {"name": seat.name, "class": to.name}
    )
    return redirect("classes:class", to.code)


@for_teachers
@require_POST
def consent(request: SignedInRequest, school_class: SchoolClass, pupil: int) -> HttpResponse:
    """Record a parent's consent and open a personal account; the code is shown once."""
    seat = pupil_of(school_class, pupil)
    form = ConsentForm(request.POST)
    if not form.is_valid():
        context = _context(request.user, seat, PupilForm(initial=_initial(seat)))
        return render(
            request, "courses/classes/pupil_detail.html", context | {"consent_form": form}
        )
    try:
        code = open_child_account(
            seat.person, school_class.school, by=request.user, **form.cleaned_data
        )
    except ValidationError as error:
        messages.error(request, error.messages[0])
        return redirect("classes:pupil-detail", school_class.code, seat.pk)
    return render(
        request,
        "courses/classes/account_opened.html",
        {"school_class": school_class, "pupil": seat, "code": code},
    )


@for_teachers
@require_POST
def consent_back(request: SignedInRequest, school_class: SchoolClass, pupil: int) -> HttpResponse:
    """Record that the parent has taken the consent back: the account closes at once."""
    seat = pupil_of(school_class, pupil)
    standing = seat.person.consents.filter(purpose=Consent.Purpose.CHILD_ACCOUNT, withdrawn_at=None)
    withdraw_consent(get_object_or_404(standing))
    messages.success(request, _("The account is closed. The class card still works."))
    return redirect("classes:pupil-detail", school_class.code, seat.pk)
