"""What the account itself holds about a person."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator

from courses.people.domain.privacy import empty_account
from courses.people.models import AuditEntry, PendingImport, User


def export_for(user: User) -> dict[str, Any]:
    """Return account, profiles, roles, consents, codes, sessions and the log of who did what."""
    return {
        "account": _account(user),
        "profiles": _profiles(user),
        "roles": [
            {
                "role": row.get_role_display(),
                "unit": row.unit and row.unit.name,
                "school": row.school and row.school.name,
                "given_at": row.given_at.isoformat(),
            }
            for row in user.roles.select_related("unit", "school")
        ],
        "consents": [
            {
                "purpose": row.get_purpose_display(),
                "text_version": row.text_version,
                "given_how": row.given_how,
                "given_at": row.given_at.isoformat(),
                "withdrawn_at": row.withdrawn_at and row.withdrawn_at.isoformat(),
            }
            for row in user.consents.all()
        ],
        "access_codes": [
            {
                "kind": row.get_kind_display(),
                "issued_at": row.issued_at.isoformat(),
                "used_at": row.used_at and row.used_at.isoformat(),
            }
            for row in user.access_codes.order_by("issued_at")
        ],
        "security": {
            "second_factor": Authenticator.objects.filter(
                user=user, type=Authenticator.Type.TOTP
            ).exists(),
            "email_addresses": list(
                EmailAddress.objects.filter(user=user).values_list("email", flat=True)
            ),
            "sessions": user.sessions.count(),
            "open_imports": PendingImport.objects.filter(owner=user).count(),
        },
        "who_did_what": [
            {
                "at": row.at.isoformat(),
                "action": row.action,
                "by": row.actor and row.actor.display_name,
            }
            for row in AuditEntry.objects.filter(subject=user).select_related("actor")
        ],
    }


def erase_for(user: User) -> None:
    """Empty the account; the row without a name stays, so that registers and logs stay whole."""
    empty_account(user)


def _account(user: User) -> dict[str, Any]:
    return {
        "name": user.display_name,
        "title_before": user.title_before,
        "title_after": user.title_after,
        "username": user.username,
        "phone": user.phone,
        "email": user.email,
        "joined_at": user.date_joined.isoformat(),
        "last_sign_in": user.last_login and user.last_login.isoformat(),
    }


def _profiles(user: User) -> dict[str, Any]:
    profiles: dict[str, Any] = {}
    if civil_servant := getattr(user, "civil_servant", None):
        profiles["civil_servant"] = {
            "kind": civil_servant.get_kind_display(),
            "employee_number": civil_servant.number,
            "unit": civil_servant.unit.name,
            "position": civil_servant.position,
            "grade": civil_servant.grade,
        }
    if pupil := getattr(user, "pupil", None):
        profiles["pupil"] = {"school": pupil.school.name, "nisn": pupil.nisn}
    if teacher := getattr(user, "teacher", None):
        profiles["teacher"] = {"school": teacher.school.name}
    if trainer := getattr(user, "trainer", None):
        profiles["trainer"] = {"areas": [area.name for area in trainer.areas.all()]}
    if citizen := getattr(user, "citizen", None):
        profiles["citizen"] = {
            "area": citizen.area and f"{citizen.area.parent or ''} {citizen.area}".strip()
        }
    return profiles
