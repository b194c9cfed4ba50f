"""The facts of this regency: another regency runs the same code with other rows."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting


@register_setting(icon="home", order=1)
class SiteSettings(BaseSiteSetting):
    """Name, contacts and the issuer of certificates."""

    name = models.CharField(
        _("name of the regency"), max_length=120, default="Kabupaten Lampung Utara"
    )
    site_title = models.CharField(_("name of the site"), max_length=60, default="Literasi")
    emblem = models.ForeignKey(
        "wagtailimages.Image",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("emblem"),
        help_text=_("Only with the written leave of the regency."),
    )
    time_zone = models.CharField(_("time zone"), max_length=40, default="Asia/Jakarta")

    helpdesk_phone = models.CharField(_("help by telephone"), max_length=40, blank=True)
    helpdesk_whatsapp = models.CharField(_("help by WhatsApp"), max_length=40, blank=True)
    helpdesk_email = models.EmailField(_("help by e-mail"), blank=True)
    helpdesk_hours = models.CharField(_("hours of the help desk"), max_length=120, blank=True)
    office_address = models.CharField(_("address of the office"), max_length=300, blank=True)
    complaint_url = models.URLField(
        _("official complaints channel"), default="https://www.lapor.go.id"
    )

    tdpse = models.CharField(_("TDPSE number"), max_length=80, blank=True)
    dpo_name = models.CharField(
        _("data protection officer (Pejabat PDP)"), max_length=160, blank=True
    )
    dpo_contact = models.CharField(
        _("how to reach the data protection officer"), max_length=200, blank=True
    )

    issuer_institution = models.CharField(
        _("issuer of certificates"),
        max_length=160,
        default="Pemerintah Kabupaten Lampung Utara – BKPSDM",
    )
    issuer_city = models.CharField(_("place of issue"), max_length=80, default="Kotabumi")
    signer_name = models.CharField(_("name of the signer"), max_length=160, blank=True)
    signer_position = models.CharField(_("position of the signer"), max_length=160, blank=True)

    panels = [
        MultiFieldPanel(
            [
                FieldPanel("name"),
                FieldPanel("site_title"),
                FieldPanel("emblem"),
                FieldPanel("time_zone"),
            ],
            heading=_("Regency"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("helpdesk_phone"),
                FieldPanel("helpdesk_whatsapp"),
                FieldPanel("helpdesk_email"),
                FieldPanel("helpdesk_hours"),
                FieldPanel("office_address"),
                FieldPanel("complaint_url"),
            ],
            heading=_("Help"),
        ),
        MultiFieldPanel(
            [FieldPanel("tdpse"), FieldPanel("dpo_name"), FieldPanel("dpo_contact")],
            heading=_("Duties"),
        ),
        MultiFieldPanel(
            [
                FieldPanel("issuer_institution"),
                FieldPanel("issuer_city"),
                FieldPanel("signer_name"),
                FieldPanel("signer_position"),
            ],
            heading=_("Certificates"),
        ),
    ]

    class Meta:
        verbose_name = _("facts of the regency")
        verbose_name_plural = _("facts of the regency")
