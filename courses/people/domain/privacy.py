"""What people may do with the data held about them (UU 27/2022 articles 5 to 13)."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.crypto import get_random_string
from django.utils.translation import gettext_lazy as _

from courses.people.domain.audit import note
from courses.people.domain.children import close_child_account
from courses.people.models import (
    AccessCode,
    Area,
    AuditEntry,
    CitizenProfile,
    CivilServantProfile,
    Consent,
    PendingImport,
    PupilProfile,
    RoleAssignment,
    Session,
    TeacherProfile,
    TrainerProfile,
    User,
)

COOLING = timedelta(days=7)
UNUSED_AFTER = timedelta(days=730)
AUDIT_KEPT_FOR = timedelta(days=365)
PROFILES = (CitizenProfile, CivilServantProfile, PupilProfile, TeacherProfile, TrainerProfile)


@dataclass(frozen=True)
class OwnData:
    """What a person may correct without asking anybody."""

    display_name: str
    username: str
    phone: str | None
    email: str
    title_before: str = ""
    title_after: str = ""


@transaction.atomic
def correct_own_data(person: User, data: OwnData) -> None:
    """Keep what the person says about themselves.

    Raises ValidationError when somebody else has the user name or phone number.
    """
    changed = [name for name, value in vars(data).items() if getattr(person, name) != value]
    for name in changed:
        setattr(person, name, getattr(data, name))
    try:
        with transaction.atomic():
            person.save(update_fields=changed)
    except IntegrityError:
        raise ValidationError(
            _("Somebody already uses this user name or phone number. Choose another one.")
        ) from None
    if "email" in changed:
        EmailAddress.objects.filter(user=person).delete()
    if changed:
        note(person, "own_data.corrected", person, fields=changed)


@transaction.atomic
def say_where_one_lives(person: User, area: Area | None) -> None:
    """Keep the person's village, or that they prefer not to say."""
    CitizenProfile.objects.update_or_create(person=person, defaults={"area": area})
    note(person, "own_data.corrected", person, fields=["area"])


@transaction.atomic
def withdraw_consent(consent: Consent) -> None:
    """Take a yes back, at once; taking it back twice changes nothing."""
    if consent.withdrawn_at is None:
        consent.withdrawn_at = timezone.now()
        consent.save(update_fields=["withdrawn_at"])
        note(consent.person, "consent.withdrawn", consent.person, purpose=consent.purpose)
        if consent.purpose == Consent.Purpose.CHILD_ACCOUNT:
            close_child_account(consent.person)


class ProcessingPausedError(Exception):
    """Nothing new may be kept about the person, at their own wish (UU 27/2022 article 11)."""

    def __init__(self) -> None:
        super().__init__(
            _("You have paused, so nothing new is kept about you. Go on first: Data Saya, “Go on”.")
        )


def refuse_while_paused(person: User) -> None:
    """Raise ProcessingPausedError, with a sentence for the person, while they have paused."""
    if person.paused_at is not None:
        raise ProcessingPausedError


@transaction.atomic
def pause_processing(person: User) -> None:
    """Keep nothing new about the person and show their progress to nobody until they say otherwise."""
    person.paused_at = timezone.now()
    person.save(update_fields=["paused_at"])
    note(person, "processing.paused", person)


@transaction.atomic
def resume_processing(person: User) -> None:
    """Go on after a pause."""
    person.paused_at = None
    person.save(update_fields=["paused_at"])
    note(person, "processing.resumed", person)


@transaction.atomic
def ask_for_erasure(person: User) -> datetime:
    """Return when the account will be erased; until then the person may change their mind."""
    person.erase_after = timezone.now() + COOLING
    person.save(update_fields=["erase_after"])
    note(person, "erasure.asked", person)
    return person.erase_after


@transaction.atomic
def cancel_erasure(person: User) -> None:
    """Keep the account after all."""
    person.erase_after = None
    person.save(update_fields=["erase_after"])
    note(person, "erasure.cancelled", person)


def people_due_for_erasure(now: datetime) -> QuerySet[User]:
    """Return who asked for it a week ago, and citizens who have not been here for 24 months."""
    living = User.objects.filter(erased_at__isnull=True)
    asked = living.filter(erase_after__lte=now)
    citizens = living.filter(
        citizen__isnull=False,
        civil_servant__isnull=True,
        teacher__isnull=True,
        trainer__isnull=True,
        pupil__isnull=True,
    )
    long_ago = now - UNUSED_AFTER
    unused = citizens.filter(last_login__lte=long_ago) | citizens.filter(
        last_login=None, date_joined__lte=long_ago
    )
    return (asked | unused).distinct()


@transaction.atomic
def empty_account(person: User) -> None:
    """Delete everything that says who the person was; the empty row keeps registers and logs whole."""
    for model in (*PROFILES, Consent, AccessCode, Session, RoleAssignment):
        model.objects.filter(person=person).delete()
    PendingImport.objects.filter(owner=person).delete()
    Authenticator.objects.filter(user=person).delete()
    EmailAddress.objects.filter(user=person).delete()
    person.groups.clear()
    person.username = f"dihapus-{get_random_string(12).lower()}"
    person.display_name = str(_("Deleted account"))
    person.phone = None
    person.email = person.title_before = person.title_after = person.language = ""
    person.is_active = person.is_staff = person.is_superuser = False
    person.last_login = person.erase_after = person.paused_at = None
    person.erased_at = timezone.now()
    person.set_unusable_password()
    person.save()
    note(None, "person.erased", person)


def forget_old_audit_entries() -> int:
    """Delete what the log has kept for twelve months; return how many entries that were."""
    deleted, _rows = AuditEntry.objects.filter(at__lte=timezone.now() - AUDIT_KEPT_FOR).delete()
    return deleted


def forget_old_imports() -> int:
    """Delete spreadsheets' rows that nobody confirmed within half an hour."""
    deleted, _rows = PendingImport.objects.filter(
        read_at__lte=timezone.now() - timedelta(minutes=30)
    ).delete()
    return deleted
