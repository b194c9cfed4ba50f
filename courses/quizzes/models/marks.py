"""What a person said about an essay."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.quizzes.models.attempts import Answer


class EssayMark(models.Model):
    """A marking of one essay by the rows of its rubric; never changed, the newest counts.

    `levels` are the points of the chosen level by the id of the row; `points` is their share of
    what can be reached, 0 to 1. The comment is for the taker.
    """

    answer = models.ForeignKey(
        Answer, models.CASCADE, related_name="marks", verbose_name=_("answer")
    )
    marker = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("marker"),
    )
    levels = models.JSONField(_("levels"))
    points = models.DecimalField(_("points"), max_digits=5, decimal_places=4)
    comment = models.TextField(_("comment"), blank=True)
    marked_at = models.DateTimeField(_("marked at"), default=timezone.now)

    class Meta:
        verbose_name = _("essay mark")
        verbose_name_plural = _("essay marks")
        ordering = ["-marked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(points__gte=0, points__lte=1), name="essay_points_are_a_share"
            )
        ]

    def __str__(self) -> str:
        return f"{self.answer}: {self.points}"
