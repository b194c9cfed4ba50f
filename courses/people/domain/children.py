"""A child's own account: opened by a parent's recorded yes, closed when it is taken back (article 25)."""

from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from courses.people.domain.access_codes import issue_activation_code
from courses.people.domain.accounts import free_username
from courses.people.domain.audit import note
from courses.people.domain.roles import assign_role
from courses.people.models import AccessCode, Consent, PupilProfile, Role, School, Session, User

TEXT_VERSION = "2026-11"


@transaction.atomic
def open_child_account(
    person: User, school: School, *, form_number: str, given_on: date, by: User
) -> str:
    """Turn a pupil of a class into a person with an account; return the activation code.

    The parent's form stays on paper with the school; its number and day are kept here. Raises
    ValidationError when there is an account already.
    """
    if not person.is_class_pupil:
        raise ValidationError(_("This pupil already has an account of their own."))
    person.is_class_pupil = False
    person.username = free_username(person.display_name)
    person.erase_after = None
    person.save(update_fields=["is_class_pupil", "username", "erase_after"])
    PupilProfile.objects.update_or_create(person=person, defaults={"school": school})
    assign_role(person, Role.PUPIL, by=by, school=school)
    Consent.objects.create(
        person=person,
        purpose=Consent.Purpose.CHILD_ACCOUNT,
        text_version=TEXT_VERSION,
        given_how=f"{form_number}, {given_on:%d-%m-%Y}"[:80],
        recorded_by=by,
    )
    note(by, "consent.recorded", person, purpose=Consent.Purpose.CHILD_ACCOUNT)
    return issue_activation_code(person, by=by)


@transaction.atomic
def close_child_account(person: User) -> None:
    """Make the person a pupil of a class again, without passphrase, phone or e-mail, and sign them out."""
    person.is_class_pupil = True
    person.phone, person.email = None, ""
    person.set_unusable_password()
    person.save(update_fields=["is_class_pupil", "phone", "email", "password"])
    PupilProfile.objects.filter(person=person).delete()
    AccessCode.objects.filter(person=person).delete()
    Session.objects.filter(person=person).delete()
    person.roles.filter(role=Role.PUPIL).delete()
