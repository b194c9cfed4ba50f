"""Who somebody is, where they belong and how they got in."""

from courses.people.models.access import AccessCode, AuditEntry, Session
from courses.people.models.imports import PendingImport
from courses.people.models.places import Area, School, Unit
from courses.people.models.profiles import (
    CitizenProfile,
    CivilServantProfile,
    PupilProfile,
    TeacherProfile,
    TrainerProfile,
)
from courses.people.models.roles import Role, RoleAssignment
from courses.people.models.user import Consent, User

__all__ = [
    "AccessCode",
    "Area",
    "AuditEntry",
    "CitizenProfile",
    "CivilServantProfile",
    "Consent",
    "PendingImport",
    "PupilProfile",
    "Role",
    "RoleAssignment",
    "School",
    "Session",
    "TeacherProfile",
    "TrainerProfile",
    "Unit",
    "User",
]
