"""What kinds of certificate there are; said once, for the register and for the programmes."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class CertificateKind(models.TextChoices):
    """What a certificate states about its holder."""

    PASS = "pass", _("certificate of a supervised pass")
    TRAINING = "training", _("statement of training")
    COMPLETION = "completion", _("proof of completion")
    FACILITATOR = "facilitator", _("certificate of a facilitator")
