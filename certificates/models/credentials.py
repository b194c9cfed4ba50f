"""What makes a certificate checkable elsewhere: the issuer's keys, badges, status lists, signatures."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from certificates.models.register import Certificate

# W3C Bitstring Status List v1.0 wants at least this many places, so that a place tells nothing.
PLACES_IN_A_LIST = 131_072


class IssuerKey(models.Model):
    """An Ed25519 key of the issuer. Its public half stays for ever; the other half until it retires."""

    public = models.CharField(_("public key"), max_length=60, unique=True)
    secret = models.TextField(_("private key, encrypted"), blank=True)
    made_at = models.DateTimeField(_("made at"), default=timezone.now)
    retired_at = models.DateTimeField(_("retired at"), null=True, blank=True)
    is_current = models.BooleanField(_("signs now"), default=True)

    class Meta:
        verbose_name = _("issuer key")
        verbose_name_plural = _("issuer keys")
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["is_current"], condition=Q(is_current=True), name="one_current_issuer_key"
            ),
            models.CheckConstraint(
                condition=Q(is_current=True, retired_at__isnull=True)
                | Q(is_current=False, retired_at__isnull=False, secret=""),
                name="retired_key_has_no_secret",
            ),
        ]

    def __str__(self) -> str:
        return self.public


class StatusList(models.Model):
    """A public list of bits; which bit belongs to whom is known only to the holder of a badge."""

    number = models.PositiveIntegerField(_("number"), unique=True)
    revision = models.PositiveIntegerField(_("revision"), default=0)

    class Meta:
        verbose_name = _("status list")
        verbose_name_plural = _("status lists")

    def __str__(self) -> str:
        return str(self.number)


class Badge(models.Model):
    """The Open Badge of a certificate, and the statement in its QR: signed once, then kept."""

    class Status(models.TextChoices):
        VALID = "valid", _("valid")
        SUSPENDED = "suspended", _("suspended")
        REVOKED = "revoked", _("revoked")

    certificate = models.OneToOneField(
        Certificate, models.CASCADE, related_name="badge", verbose_name=_("certificate")
    )
    key = models.ForeignKey(
        IssuerKey, models.PROTECT, related_name="badges", verbose_name=_("issuer key")
    )
    status_list = models.ForeignKey(
        StatusList, models.PROTECT, related_name="badges", verbose_name=_("status list")
    )
    status_index = models.PositiveIntegerField(_("place in the list"))
    status = models.CharField(_("status"), max_length=10, choices=Status, default=Status.VALID)
    statement = models.TextField(_("statement in the QR"))
    # The start of the statement's fingerprint, by which the list for checking offline names it.
    statement_mark = models.CharField(_("mark of the statement"), max_length=16, db_index=True)
    document = models.TextField(_("signed badge"))
    made_at = models.DateTimeField(_("made at"), default=timezone.now)

    class Meta:
        verbose_name = _("badge")
        verbose_name_plural = _("badges")
        constraints = [
            models.UniqueConstraint(
                fields=["status_list", "status_index"], name="one_badge_per_place"
            ),
            models.CheckConstraint(
                condition=Q(status_index__lt=PLACES_IN_A_LIST), name="place_inside_the_list"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.status_list_id}:{self.status_index}"


class DocumentSignature(models.Model):
    """Who signs the document of a certificate, and since when it is signed. Holds no secret."""

    class Level(models.TextChoices):
        OWN = "own", _("key of this site")
        SEAL = "seal", _("electronic seal by BSrE")
        PERSONAL = "personal", _("signature of an official by BSrE")

    certificate = models.OneToOneField(
        Certificate, models.CASCADE, related_name="signature", verbose_name=_("certificate")
    )
    level = models.CharField(_("kind"), max_length=10, choices=Level)
    signed_at = models.DateTimeField(_("signed at"), null=True, blank=True)
    signer = models.CharField(_("signer"), max_length=200, blank=True)
    serial = models.CharField(_("serial number of the certificate"), max_length=80, blank=True)
    reference = models.CharField(_("reference of the provider"), max_length=120, blank=True)

    class Meta:
        verbose_name = _("signature")
        verbose_name_plural = _("signatures")
        permissions = [("sign_documents", _("Can have documents signed by BSrE"))]

    def __str__(self) -> str:
        return f"{self.get_level_display()}: {self.certificate_id}"
