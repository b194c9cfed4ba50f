"""Training of other organisers that a civil servant enters with a document."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from certificates.querysets import ExternalTrainingQuerySet


class ExternalTraining(models.Model):
    """Type, organiser, material, time, JP and evidence of a training that was held elsewhere.

    These six are what a competence-development record holds. It counts once somebody other than
    its holder has looked at the document and agreed.
    """

    class Kind(models.TextChoices):
        COURSE = "kursus", _("course or training")
        TECHNICAL = "diklat_teknis", _("technical training (diklat teknis)")
        WORKSHOP = "workshop", _("workshop or bimtek")
        SEMINAR = "seminar", _("seminar, conference or webinar")
        OTHER = "lainnya", _("other")

    class Answer(models.TextChoices):
        ACCEPTED = "accepted", _("accepted")
        DECLINED = "declined", _("not accepted")

    holder = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="external_trainings",
        verbose_name=_("holder"),
    )
    kind = models.CharField(_("type"), max_length=20, choices=Kind)
    title = models.CharField(_("name of the training"), max_length=250)
    organiser = models.CharField(_("organiser"), max_length=160)
    number = models.CharField(_("number of the certificate"), max_length=120)
    material = models.CharField(_("material"), max_length=600)
    started_on = models.DateField(_("first day"))
    finished_on = models.DateField(_("last day"))
    jp = models.PositiveSmallIntegerField(
        _("JP"), validators=[MinValueValidator(1), MaxValueValidator(400)]
    )
    document_path = models.CharField(_("path"), max_length=200, editable=False)
    document_sha256 = models.CharField(_("fingerprint"), max_length=64, editable=False)
    entered_at = models.DateTimeField(_("entered at"), default=timezone.now)
    answer = models.CharField(_("answer"), max_length=20, choices=Answer, blank=True)
    answer_text = models.CharField(_("words to the holder"), max_length=300, blank=True)
    answered_at = models.DateTimeField(_("answered at"), null=True, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("answered by"),
    )

    objects = ExternalTrainingQuerySet.as_manager()

    class Meta:
        verbose_name = _("external training")
        verbose_name_plural = _("external trainings")
        ordering = ["entered_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(finished_on__gte=models.F("started_on")),
                name="training_ends_after_it_begins",
            ),
            models.CheckConstraint(
                condition=models.Q(answered_by__isnull=True)
                | ~models.Q(answered_by=models.F("holder")),
                name="training_answered_by_a_second_person",
            ),
            models.UniqueConstraint(
                fields=["holder", "document_sha256"], name="one_training_per_document"
            ),
        ]

    def __str__(self) -> str:
        return self.title
