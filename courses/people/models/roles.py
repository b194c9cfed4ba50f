"""What a person may do, and for which unit or school."""

from django.db import models
from django.db.models import Value
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.people.models.places import School, Unit
from courses.people.models.user import User


class Role(models.TextChoices):
    """Roles; docs/glossary.md says what each may do."""

    CITIZEN = "warga", _("citizen")
    PUPIL = "pelajar", _("pupil")
    TEACHER = "guru", _("teacher")
    SCHOOL_HEAD = "kepsek", _("head of a school")
    EDUCATION_OFFICER = "disdikbud", _("education officer (Disdikbud)")
    CIVIL_SERVANT = "asn", _("civil servant")
    TRAINER = "pelatih", _("trainer")
    UNIT_HEAD = "kepala_opd", _("head of a unit")
    CERTIFIER = "bkpsdm", _("certification officer (BKPSDM)")
    EDITOR = "editor", _("editor")
    REVIEWER = "penelaah", _("reviewer")
    ADMIN = "admin", _("administrator")


class RoleAssignment(models.Model):
    """One role of one person; with a unit it reaches that unit's subtree and nothing else."""

    person = models.ForeignKey(User, models.CASCADE, related_name="roles", verbose_name=_("person"))
    role = models.CharField(_("role"), max_length=12, choices=Role)
    unit = models.ForeignKey(
        Unit,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="role_assignments",
        verbose_name=_("unit"),
    )
    school = models.ForeignKey(
        School,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="role_assignments",
        verbose_name=_("school"),
    )
    given_by = models.ForeignKey(
        User, models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("given by")
    )
    given_at = models.DateTimeField(_("given at"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("role")
        verbose_name_plural = _("roles")
        constraints = [
            models.UniqueConstraint(
                "person",
                "role",
                Coalesce("unit", 0),
                Coalesce("school", Value("")),
                name="one_assignment_per_role_and_place",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_role_display()}"
