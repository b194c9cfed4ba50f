"""The published outline: what learners progress against, whatever editors change later."""

import uuid

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.catalogue.querysets import CourseQuerySet, LessonQuerySet


class Audience(models.TextChoices):
    """The four doors of the home page: whom a course is written for."""

    CITIZEN = "warga", _("Citizens")
    PUPIL = "pelajar", _("Pupils")
    CIVIL_SERVANT = "asn", _("Civil servants")
    TRAINER = "pelatih", _("Trainers")


class Need(models.TextChoices):
    """What people come to get done."""

    HEALTH = "berobat", _("See a doctor")
    IDENTITY = "ktp", _("Identity card")
    TAX = "pajak", _("Taxes")
    COMPLAINT = "mengadu", _("Report a problem")
    BUSINESS = "usaha", _("Run a business")
    SAFETY = "aman", _("Stay safe")


class Course(models.Model):
    """A course for as long as it is known; what it consists of is in its versions."""

    class Award(models.TextChoices):
        NONE = "none", _("none")
        COMPLETION = "completion", _("tanda selesai")
        TRAINING = "training", _("surat keterangan with JP")

    class Level(models.TextChoices):
        BASIC = "dasar", _("basic")
        INTERMEDIATE = "menengah", _("intermediate")
        ADVANCED = "lanjut", _("advanced")

    code = models.CharField(_("code"), max_length=20, unique=True)
    slug = models.SlugField(_("address"), max_length=80, unique=True)
    current = models.ForeignKey(
        "CourseVersion",
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("current version"),
    )
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    objects = CourseQuerySet.as_manager()

    class Meta:
        verbose_name = _("course")
        verbose_name_plural = _("courses")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.code


class CourseVersion(models.Model):
    """What a course consisted of from one publication to the next."""

    course = models.ForeignKey(
        Course, models.CASCADE, related_name="versions", verbose_name=_("course")
    )
    number = models.PositiveIntegerField(_("number"))
    digest = models.CharField(_("fingerprint of the outline"), max_length=64)
    title = models.CharField(_("title"), max_length=160)
    summary = models.CharField(_("one sentence"), max_length=300)
    level = models.CharField(
        _("level"), max_length=10, choices=Course.Level, default=Course.Level.BASIC
    )
    audiences = models.JSONField(_("for whom"), default=list)
    needs = models.JSONField(_("needs it serves"), default=list)
    minutes = models.PositiveIntegerField(_("minutes"), default=0)
    jp = models.PositiveSmallIntegerField(_("JP"), default=0)
    min_age = models.PositiveSmallIntegerField(_("from age"), null=True, blank=True)
    award = models.CharField(
        _("award"), max_length=12, choices=Course.Award, default=Course.Award.NONE
    )
    picture = models.CharField(_("picture"), max_length=255, blank=True)
    weight_bytes = models.PositiveIntegerField(_("bytes of all its lessons"), default=0)
    # Everything else that describes it (what you will be able to do, framework tags of
    # domain.md 2.11, author, who checked it and when), as the outline stated it.
    details = models.JSONField(_("details"), default=dict)
    published_at = models.DateTimeField(_("published at"), default=timezone.now)

    class Meta:
        verbose_name = _("course version")
        verbose_name_plural = _("course versions")
        ordering = ["course", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["course", "number"], name="one_version_per_number")
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.number})"


class Lesson(models.Model):
    """One thing to do in a course, with a key that never changes: a lesson, or a quiz.

    Its title and place may differ between versions (LessonInVersion); what learners have
    done hangs on the key and so survives every edit.
    """

    class Kind(models.TextChoices):
        LESSON = "lesson", _("lesson")
        QUIZ = "quiz", _("quiz")

    key = models.UUIDField(_("key"), primary_key=True, default=uuid.uuid4, editable=False)
    course = models.ForeignKey(
        Course, models.CASCADE, related_name="lessons", verbose_name=_("course")
    )
    kind = models.CharField(_("kind"), max_length=10, choices=Kind, default=Kind.LESSON)

    objects = LessonQuerySet.as_manager()

    class Meta:
        verbose_name = _("lesson")
        verbose_name_plural = _("lessons")

    def __str__(self) -> str:
        return str(self.key)


class LessonInVersion(models.Model):
    """A lesson as one version of its course has it."""

    version = models.ForeignKey(
        CourseVersion, models.CASCADE, related_name="items", verbose_name=_("version")
    )
    lesson = models.ForeignKey(
        Lesson, models.CASCADE, related_name="appearances", verbose_name=_("lesson")
    )
    position = models.PositiveSmallIntegerField(_("position"))
    slug = models.SlugField(_("address"), max_length=80)
    title = models.CharField(_("title"), max_length=160)
    summary = models.CharField(_("one sentence"), max_length=300, blank=True)
    minutes = models.PositiveSmallIntegerField(_("minutes"), default=0)
    required = models.BooleanField(_("needed to complete the course"), default=True)
    practices = models.JSONField(_("ids of its practices"), default=list)
    # Emptied when a newer version takes over: only what is published can be found.
    text = models.TextField(_("plain text, for the search"), blank=True)

    class Meta:
        verbose_name = _("lesson in a version")
        verbose_name_plural = _("lessons in a version")
        ordering = ["version", "position"]
        constraints = [
            models.UniqueConstraint(fields=["version", "lesson"], name="a_lesson_once_per_version"),
            models.UniqueConstraint(fields=["version", "position"], name="one_lesson_per_position"),
            models.UniqueConstraint(fields=["version", "slug"], name="one_lesson_per_address"),
        ]

    def __str__(self) -> str:
        return self.title


class LearningWish(models.Model):
    """A search that found nothing and that somebody asked us to write about (the demand report)."""

    text = models.CharField(_("what they looked for"), max_length=120)
    asked_at = models.DateTimeField(_("asked at"), default=timezone.now)

    class Meta:
        verbose_name = _("learning wish")
        verbose_name_plural = _("learning wishes")
        ordering = ["-asked_at"]

    def __str__(self) -> str:
        return self.text
