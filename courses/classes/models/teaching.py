"""What a class is given to do, and what it did together in front of one screen."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.catalogue.models import Course, Lesson
from courses.classes.models.classes import SchoolClass
from courses.classes.models.pupils import Pupil


class Assignment(models.Model):
    """A lesson, a quiz, a whole course or work on paper, for a class or for some of its pupils.

    Without `pupils` it is for the whole class. `rubric` has the rows that a teacher marks by:
    [{"id", "title", "levels": [{"points", "text"}]}]. Work on paper has neither lesson nor course.
    """

    class Purpose(models.TextChoices):
        WORK = "tugas", _("work")
        BEFORE = "awal", _("test before learning")
        AFTER = "akhir", _("test after learning")
        REMEDIAL = "ulang", _("second chance (remedial)")

    school_class = models.ForeignKey(
        SchoolClass, models.CASCADE, related_name="assignments", verbose_name=_("class")
    )
    title = models.CharField(_("title"), max_length=160)
    lesson = models.ForeignKey(
        Lesson,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("lesson or quiz"),
    )
    course = models.ForeignKey(
        Course, models.PROTECT, null=True, blank=True, related_name="+", verbose_name=_("course")
    )
    purpose = models.CharField(_("what for"), max_length=6, choices=Purpose, default=Purpose.WORK)
    opens_on = models.DateField(_("from"))
    due_on = models.DateField(_("until"), null=True, blank=True)
    pupils = models.ManyToManyField(
        Pupil, blank=True, related_name="assignments", verbose_name=_("only for")
    )
    rubric = models.JSONField(_("rubric"), default=list, blank=True)
    created_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("assigned by"),
    )
    created_at = models.DateTimeField(_("created at"), default=timezone.now, editable=False)

    class Meta:
        verbose_name = _("assignment")
        verbose_name_plural = _("assignments")
        ordering = ["opens_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__isnull=True) | Q(due_on__gte=F("opens_on")),
                name="an_assignment_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=Q(lesson__isnull=True) | Q(course__isnull=False),
                name="an_assigned_lesson_names_its_course",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def is_on_paper(self) -> bool:
        """Tell whether only a teacher's mark says that it is done."""
        return self.course_id is None

    @property
    def is_whole_course(self) -> bool:
        """Tell whether it asks for everything in a course."""
        return self.course_id is not None and self.lesson_id is None


class ShowOfHands(models.Model):
    """How a class answered one practice in front of one screen: a number of hands per answer."""

    school_class = models.ForeignKey(
        SchoolClass, models.CASCADE, related_name="shows_of_hands", verbose_name=_("class")
    )
    lesson = models.ForeignKey(Lesson, models.CASCADE, related_name="+", verbose_name=_("lesson"))
    practice = models.CharField(_("practice"), max_length=60)
    counts = models.JSONField(_("hands per answer"), default=list)
    counted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("counted by"),
    )
    counted_at = models.DateTimeField(_("counted at"), default=timezone.now)

    class Meta:
        verbose_name = _("show of hands")
        verbose_name_plural = _("shows of hands")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["school_class", "lesson", "practice"], name="one_count_per_practice"
            )
        ]

    def __str__(self) -> str:
        return f"{self.school_class}: {self.practice}"
