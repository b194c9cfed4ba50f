"""What a certificate is given for, and what each person has done towards it."""

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from certificates.models.kinds import CertificateKind
from certificates.querysets import AttainmentQuerySet, ProgrammeQuerySet


def days_before_expiry() -> list[int]:
    """Return when a holder is reminded that a certificate runs out, unless the programme says more."""
    return [90, 30, 7]


class Programme(models.Model):
    """A certificate that is given to whoever meets its requirements.

    Its words are frozen into every certificate, so that a change here touches no earlier one.
    `jp` is None until somebody has agreed to the first proposal. `requirements` and `signers`
    hold what `certificates.domain.requirements` reads and writes.
    """

    class Design(models.TextChoices):
        CERTIFICATE = "certificate", _("certificate, landscape, materials on page two")
        LETTER = "letter", _("statement, portrait, with the materials")
        COMPLETION = "completion", _("proof of completion, one landscape page")
        FACILITATOR = "facilitator", _("certificate of a facilitator, landscape")

    code = models.SlugField(_("code"), max_length=40, unique=True)
    title = models.CharField(_("title"), max_length=250)
    kind = models.CharField(_("kind"), max_length=20, choices=CertificateKind)
    purpose = models.TextField(_("what it proves"), blank=True)
    requirements = models.JSONField(_("requirements"), default=list)
    design = models.CharField(
        _("design"), max_length=20, choices=Design, default=Design.CERTIFICATE
    )
    heading = models.CharField(_("heading on the paper"), max_length=80, blank=True)
    heading_basis = models.CharField(
        _("legal basis of a reserved heading"), max_length=200, blank=True
    )
    statement = models.CharField(_("sentence before the title"), max_length=200, blank=True)
    closing = models.TextField(_("closing words"), max_length=600, blank=True)
    jp = models.PositiveSmallIntegerField(_("JP agreed"), null=True, blank=True, editable=False)
    jp_basis = models.CharField(
        _("legal basis of the JP"), max_length=300, blank=True, editable=False
    )
    domains = models.JSONField(_("fields of competence"), default=list, blank=True)
    signers = models.JSONField(_("signers"), default=list, blank=True)
    series_key = models.CharField(_("number series"), max_length=60, default="SK")
    number_pattern = models.CharField(
        _("number pattern"), max_length=120, default="{series}/{sequence:06d}/{unit}/{year}"
    )
    validity_months = models.PositiveSmallIntegerField(
        _("valid for (months)"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(240)],
    )
    reminder_days = models.JSONField(
        _("reminders before expiry (days)"), default=days_before_expiry
    )
    renewal_key = models.CharField(_("what renews it"), max_length=80, blank=True)
    renewal_opens_months = models.PositiveSmallIntegerField(
        _("renewal opens before expiry (months)"), default=6
    )
    renewal_closes_months = models.PositiveSmallIntegerField(
        _("renewal closes after expiry (months)"), default=6
    )
    is_open = models.BooleanField(_("gives certificates"), default=False)
    is_example = models.BooleanField(_("example that ships with the product"), default=False)
    changed_at = models.DateTimeField(_("changed at"), auto_now=True)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = _("certificate programme")
        verbose_name_plural = _("certificate programmes")
        ordering = ["title"]
        permissions = [("approve_jp", _("Can approve the JP of a programme"))]

    def __str__(self) -> str:
        return self.title


class JpProposal(models.Model):
    """How many JP a programme counts, on what legal basis; in force once a second person agrees."""

    programme = models.ForeignKey(
        Programme, models.CASCADE, related_name="jp_proposals", verbose_name=_("programme")
    )
    jp = models.PositiveSmallIntegerField(_("JP"), validators=[MaxValueValidator(400)])
    legal_basis = models.CharField(_("legal basis"), max_length=300)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("proposed by"),
    )
    proposed_at = models.DateTimeField(_("proposed at"), default=timezone.now)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("approved by"),
    )
    approved_at = models.DateTimeField(_("approved at"), null=True, blank=True)
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    class Meta:
        verbose_name = _("JP of a programme")
        verbose_name_plural = _("JP of programmes")
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(approved_by__isnull=True)
                | models.Q(proposed_by__isnull=True)
                | ~models.Q(approved_by=models.F("proposed_by")),
                name="jp_approved_by_a_second_person",
            ),
            models.UniqueConstraint(
                fields=["programme"],
                condition=models.Q(approved_at__isnull=True, withdrawn_at__isnull=True),
                name="one_open_jp_proposal_per_programme",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.jp} JP: {self.legal_basis}"


class Portfolio(models.Model):
    """What one person has met, of whatever programme; its row is the lock while more comes in."""

    person_id = models.CharField(_("id of the person"), max_length=36, unique=True)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("account"),
    )
    holder = models.JSONField(_("the person as last told"), default=dict)
    entries = models.PositiveIntegerField(_("entries so far"), default=0)

    class Meta:
        verbose_name = _("portfolio")
        verbose_name_plural = _("portfolios")

    def __str__(self) -> str:
        return self.person_id


class Attainment(models.Model):
    """One requirement that a person has met: a course, an exam, attendance, a workshop led."""

    portfolio = models.ForeignKey(
        Portfolio, models.CASCADE, related_name="attainments", verbose_name=_("portfolio")
    )
    key = models.CharField(_("what was met"), max_length=80, db_index=True)
    reference = models.CharField(_("reference"), max_length=80)
    title = models.CharField(_("title"), max_length=250)
    started_on = models.DateField(_("started on"))
    met_on = models.DateField(_("met on"))
    minutes = models.PositiveIntegerField(_("minutes"), default=0)
    jp = models.PositiveSmallIntegerField(_("JP"), default=0)
    score = models.PositiveSmallIntegerField(_("score (percent)"), null=True, blank=True)
    domain_scores = models.JSONField(_("scores by domain (percent)"), default=dict)
    supervised = models.BooleanField(_("supervised"), default=False)
    share = models.PositiveSmallIntegerField(
        _("attended (percent of the planned sessions)"), null=True, blank=True
    )
    count = models.PositiveSmallIntegerField(_("how many"), default=1)
    recorded_at = models.DateTimeField(_("recorded at"), default=timezone.now)

    objects = AttainmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("attainment")
        verbose_name_plural = _("attainments")
        ordering = ["met_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["portfolio", "key", "reference"], name="one_attainment_per_reference"
            )
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.met_on:%Y-%m-%d}"
