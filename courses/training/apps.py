"""The JP of civil servants: overview by unit, Rekap SIASN, training of others."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TrainingConfig(AppConfig):
    """Pages over the register of certificates, by who belongs to which unit. Holds no rows of its own."""

    name = "courses.training"
    label = "training"
    verbose_name = _("Training of civil servants")
