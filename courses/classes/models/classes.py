"""A class of one school year, and who may teach it."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.classes.querysets import SchoolClassQuerySet
from courses.people.models import School


class SchoolClass(models.Model):
    """A rombel in one school year; everything about its pupils ends with it.

    `year` is the year in which the school year begins. `code` is what pupils type to find the
    class: it opens nothing by itself. `announced_at` is when its teachers were told that it will
    be erased on `erase_on`.
    """

    class Phase(models.TextChoices):
        A = "A", _("Phase A (grades 1–2)")
        B = "B", _("Phase B (grades 3–4)")
        C = "C", _("Phase C (grades 5–6)")
        D = "D", _("Phase D (grades 7–9)")
        E = "E", _("Phase E (grade 10)")
        F = "F", _("Phase F (grades 11–12)")

    class SignIn(models.TextChoices):
        PIN = "pin", _("with a PIN of six digits")
        PICTURES = "gambar", _("with three pictures, for the youngest")

    school = models.ForeignKey(
        School, models.PROTECT, related_name="classes", verbose_name=_("school")
    )
    code = models.CharField(_("class code"), max_length=8, unique=True)
    name = models.CharField(_("name of the class"), max_length=40)
    year = models.PositiveSmallIntegerField(_("school year begins in"))
    phase = models.CharField(_("phase"), max_length=1, choices=Phase, default=Phase.D)
    sign_in = models.CharField(
        _("how pupils sign in"), max_length=8, choices=SignIn, default=SignIn.PIN
    )
    threshold = models.PositiveSmallIntegerField(
        _("threshold of mastery (KKTP)"),
        default=75,
        validators=[MinValueValidator(1), MaxValueValidator(100)],
    )
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)
    archived_at = models.DateTimeField(_("archived at"), null=True, blank=True)
    erase_on = models.DateField(_("to be erased on"))
    announced_at = models.DateTimeField(_("erasure announced at"), null=True, blank=True)
    followed_by = models.OneToOneField(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="follows",
        verbose_name=_("class of the next school year"),
    )

    objects = SchoolClassQuerySet.as_manager()

    class Meta:
        verbose_name = _("class")
        verbose_name_plural = _("classes")
        ordering = ["-year", "name", "pk"]

    def __str__(self) -> str:
        return f"{self.name} · {self.school_year}"

    @property
    def school_year(self) -> str:
        """Return 2026/2027 for a class that begins in 2026."""
        return f"{self.year}/{self.year + 1}"

    @property
    def is_archived(self) -> bool:
        """Tell whether the class is over: it can be read, and nothing in it changed."""
        return self.archived_at is not None

    @property
    def minutes_of_a_lesson(self) -> int:
        """Return how long one JP is in this phase: 35 in SD, 40 in SMP, 45 in SMA."""
        return {"A": 35, "B": 35, "C": 35, "D": 40}.get(self.phase, 45)


class ClassTeacher(models.Model):
    """A teacher of a class. It counts only while the teacher holds that role at the class's school."""

    class Kind(models.TextChoices):
        OWNER = "owner", _("owner")
        CO_TEACHER = "co", _("co-teacher")
        SUBSTITUTE = "substitute", _("substitute")

    school_class = models.ForeignKey(
        SchoolClass, models.CASCADE, related_name="teachers", verbose_name=_("class")
    )
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="classes_taught",
        verbose_name=_("teacher"),
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.OWNER)
    starts_on = models.DateField(_("from"), null=True, blank=True)
    ends_on = models.DateField(_("until"), null=True, blank=True)

    class Meta:
        verbose_name = _("teacher of a class")
        verbose_name_plural = _("teachers of classes")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["school_class", "person"], name="a_teacher_once_per_class"
            ),
            models.UniqueConstraint(
                fields=["school_class"], condition=Q(kind="owner"), name="one_owner_per_class"
            ),
            models.CheckConstraint(
                condition=~Q(kind="substitute")
                | Q(starts_on__isnull=False, ends_on__gte=F("starts_on")),
                name="a_substitute_has_a_period",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person}: {self.get_kind_display()}"
