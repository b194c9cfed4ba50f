"""People: the list, one person, roles, codes."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from courses.people.domain import accounts
from courses.people.domain.access_codes import (
    allow_new_second_factor,
    issue_activation_code,
    issue_recovery_code,
)
from courses.people.domain.audit import note
from courses.people.domain.roles import assign_role, revoke_role
from courses.people.domain.second_factor import remove_second_factor
from courses.people.forms.administration import PersonForm, RoleForm
from courses.people.models import AccessCode, Role, RoleAssignment, User
from courses.people.querysets import scope_of
from courses.people.rules import (
    can_edit_people,
    can_edit_person,
    can_enter_administration,
    can_give_roles,
    can_issue_code,
    is_admin,
)
from courses.people.sessions import SignedInRequest
from courses.people.views.administration import menu, open_to

PAGE = 25
SHORTEST_SEARCH_OF_A_TRAINER = 4


@open_to(can_enter_administration)
def people(request: SignedInRequest) -> HttpResponse:
    """List the people within reach; a trainer, who reaches strangers, has to name them."""
    words = request.GET.get("q", "").strip()
    found = User.objects.visible_to(request.user).matching(words)
    must_search = (
        scope_of(request.user).is_only_trainer and len(words) < SHORTEST_SEARCH_OF_A_TRAINER
    )
    if must_search:
        found = found.none()
    found = found.select_related(
        "civil_servant__unit", "pupil__school", "teacher__school"
    ).prefetch_related("roles")
    page = Paginator(found.distinct(), PAGE).get_page(request.GET.get("page"))
    facts = {"page": page, "words": words, "must_search": must_search}
    return render(request, "people/kelola/people.html", facts | menu(request.user))


@open_to(can_enter_administration)
def person(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Show one person, and what the viewer may do for them; that it was seen is logged."""
    subject = _within_reach(request, public_id)
    note(request.user, "person.seen", subject)
    return render(request, "people/kelola/person.html", _facts(request, subject))


@open_to(can_edit_people)
def new_person(request: SignedInRequest) -> HttpResponse:
    """Make a person."""
    form = PersonForm(request.user, request.POST or None, needs_unit=not is_admin(request.user))
    if form.is_valid():
        made = _keep(form, request.user, None)
        if made:
            messages.success(
                request,
                _("%(name)s has an account now. Print the activation letter.") % {"name": made},
            )
            return redirect("people:person", made.public_id)
    return render(request, "people/kelola/person_form.html", {"form": form} | menu(request.user))


@open_to(can_edit_people)
def edit_person(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Change a person."""
    subject = _within_reach(request, public_id)
    if not can_edit_person(request.user, subject):
        raise PermissionDenied
    needs_unit = not is_admin(request.user)
    form = PersonForm(
        request.user,
        request.POST or None,
        person=subject,
        needs_unit=needs_unit,
        initial=_initial(subject),
    )
    if form.is_valid() and _keep(form, request.user, subject):
        messages.success(request, _("Kept."))
        return redirect("people:person", public_id)
    return render(
        request,
        "people/kelola/person_form.html",
        {"form": form, "subject": subject} | menu(request.user),
    )


@open_to(can_enter_administration)
@require_POST
def issue_code(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Show a new code, once: only its hash is kept."""
    subject = _within_reach(request, public_id)
    if not can_issue_code(request.user, subject):
        raise PermissionDenied
    if request.POST.get("kind") == AccessCode.Kind.ACTIVATION:
        letters = [{"person": subject, "code": issue_activation_code(subject, by=request.user)}]
        return render(
            request, "people/kelola/letters.html", {"letters": letters} | menu(request.user)
        )
    code = issue_recovery_code(subject, by=request.user)
    if "second_factor" in request.POST and is_admin(request.user):
        allow_new_second_factor(code, by=request.user)
    return render(
        request, "people/kelola/code.html", {"subject": subject, "code": code} | menu(request.user)
    )


@open_to(can_edit_people)
@require_POST
def close_or_open(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Close the account, or open it again."""
    subject = _within_reach(request, public_id)
    if subject == request.user or not can_edit_person(request.user, subject):
        raise PermissionDenied
    if subject.is_active:
        accounts.deactivate(subject, by=request.user)
        messages.success(request, _("The account is closed. What was learnt is kept."))
    else:
        accounts.reactivate(subject, by=request.user)
        messages.success(request, _("The account is open again."))
    return redirect("people:person", public_id)


@open_to(is_admin)
@require_POST
def reset_second_factor(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Take away a lost security app; the person sets up another one at the next sign-in."""
    subject = _within_reach(request, public_id)
    if subject == request.user:
        raise PermissionDenied
    remove_second_factor(subject, by=request.user)
    messages.success(
        request,
        _("The security code is taken away. The person sets it up anew at the next sign-in."),
    )
    return redirect("people:person", public_id)


@open_to(can_give_roles)
@require_POST
def give_role(request: SignedInRequest, public_id: UUID) -> HttpResponse:
    """Give a role."""
    subject = _within_reach(request, public_id)
    form = RoleForm(request.POST)
    if not form.is_valid():
        return render(
            request, "people/kelola/person.html", _facts(request, subject) | {"role_form": form}
        )
    assign_role(
        subject,
        Role(form.cleaned_data["role"]),
        by=request.user,
        unit=form.cleaned_data["unit"],
        school=form.cleaned_data["school"],
    )
    messages.success(request, _("The role is given."))
    return redirect("people:person", public_id)


@open_to(can_give_roles)
@require_POST
def take_role(request: SignedInRequest, assignment: int) -> HttpResponse:
    """Take a role away; an administrator cannot lock themselves out."""
    row = get_object_or_404(RoleAssignment.objects.select_related("person", "unit"), pk=assignment)
    if row.person == request.user and row.role == Role.ADMIN:
        messages.error(
            request, _("You cannot take your own administrator's role. Ask another administrator.")
        )
    else:
        revoke_role(row, by=request.user)
        messages.success(request, _("The role is taken away."))
    return redirect("people:person", row.person.public_id)


def _within_reach(request: SignedInRequest, public_id: UUID) -> User:
    """Return the person, or answer as if there were none when the viewer's roles do not reach them."""
    people = User.objects.visible_to(request.user).select_related(
        "civil_servant__unit", "pupil__school", "teacher__school"
    )
    return get_object_or_404(people.distinct(), public_id=public_id)


def _facts(request: SignedInRequest, subject: User) -> dict[str, object]:
    viewer = request.user
    return {
        "subject": subject,
        "roles": subject.roles.select_related("unit", "school"),
        "may_edit": can_edit_person(viewer, subject),
        "may_issue_code": can_issue_code(viewer, subject),
        "may_give_roles": can_give_roles(viewer),
        "role_form": RoleForm(),
    } | menu(viewer)


def _initial(subject: User) -> dict[str, object]:
    profile = getattr(subject, "civil_servant", None)
    names = ("display_name", "title_before", "title_after", "phone")
    initial: dict[str, object] = {name: getattr(subject, name) for name in names}
    if profile:
        initial |= {
            name: getattr(profile, name) for name in ("unit", "kind", "number", "position", "grade")
        }
    return initial


def _keep(form: PersonForm, editor: User, subject: User | None) -> User | None:
    """Write what the form holds; None, with the sentence in the form, when somebody else has the NIP."""
    try:
        return accounts.keep_person(subject, form.account(), form.civil_servant(), by=editor)
    except ValidationError as error:
        form.add_error("number", error)
        return None
