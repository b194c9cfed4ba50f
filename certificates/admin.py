"""The register for the staff who keep it: everything to read, little to do, nothing to overwrite."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext

from certificates.domain.codes import shown_code
from certificates.domain.outbox import retry_parked
from certificates.domain.signing.choosing import signer_health
from certificates.models import (
    Artifact,
    Certificate,
    CertificateEvent,
    CorrectionRequest,
    DocumentSignature,
    IssuerKey,
    OutboxEntry,
)
from certificates.rules import standing_of
from certificates.views import keeping, signing


class ReadOnly:
    """Rows that only the domain writes."""

    def has_add_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


class EventInline(ReadOnly, admin.TabularInline[CertificateEvent, Certificate]):
    """What happened, oldest first."""

    model = CertificateEvent
    fk_name = "certificate"
    fields = ("at", "kind", "actor", "details")
    extra = 0


class ArtifactInline(ReadOnly, admin.TabularInline[Artifact, Certificate]):
    """The files."""

    model = Artifact
    fields = ("kind", "sha256", "size", "made_at")
    extra = 0


class OutboxInline(ReadOnly, admin.TabularInline[OutboxEntry, Certificate]):
    """The work."""

    model = OutboxEntry
    fields = ("kind", "tries", "leased_until", "done_at", "parked_reason")
    extra = 0


@admin.register(Certificate)
class CertificateAdmin(ReadOnly, admin.ModelAdmin[Certificate]):
    """Search, look, revoke with a reason, replace by a corrected version."""

    list_display = ("number", "version", "printed_name", "title", "jp", "awarded_at", "standing")
    list_filter = ("kind", "series__year", "revoked_at")
    search_fields = ("number", "code", "snapshot__holder_name")
    list_select_related = ("replacement",)
    date_hierarchy = "awarded_at"
    inlines = (EventInline, ArtifactInline, OutboxInline)
    change_form_template = "certificates/admin/change_form.html"
    fields = (
        "number",
        "version",
        "printed_name",
        "title",
        "kind",
        "jp",
        "public_page",
        "standing",
        "awarded_at",
        "name_confirmed_at",
        "replaces",
        "revoked_at",
        "revoked_reason",
    )

    @admin.display(description=_("printed name"))
    def printed_name(self, certificate: Certificate) -> str:
        return keeping.printed_name(certificate)

    @admin.display(description=_("title"))
    def title(self, certificate: Certificate) -> str:
        return str(certificate.snapshot["title"])

    @admin.display(description=_("standing"))
    def standing(self, certificate: Certificate) -> str:
        return str(standing_of(certificate).label)

    @admin.display(description=_("public page"))
    def public_page(self, certificate: Certificate) -> SafeString:
        code = shown_code(certificate.code)
        return format_html('<a href="{}">{}</a>', reverse("certificates:verify", args=[code]), code)

    def get_urls(self) -> list[URLPattern]:
        """Add the two acts beside Django's own pages."""
        wrap = self.admin_site.admin_view
        return [
            path("<uuid:pk>/revoke/", wrap(keeping.revoke), name="certificates-revoke"),
            path("<uuid:pk>/replace/", wrap(keeping.replace), name="certificates-replace"),
            *super().get_urls(),
        ]


@admin.register(CorrectionRequest)
class CorrectionRequestAdmin(ReadOnly, admin.ModelAdmin[CorrectionRequest]):
    """Requests of holders, the most urgent first."""

    list_display = ("certificate", "wish", "asked_at", "hours_left", "answer")
    list_filter = (("answered_at", admin.EmptyFieldListFilter),)
    list_select_related = ("certificate",)
    search_fields = ("certificate__number", "wish")
    change_form_template = "certificates/admin/change_form.html"
    fields = (
        "certificate",
        "wish",
        "asked_at",
        "due_at",
        "answer",
        "answer_text",
        "answered_at",
        "answered_by",
    )

    @admin.display(description=_("hours left"), ordering="due_at")
    def hours_left(self, request: CorrectionRequest) -> str | SafeString:
        if request.answered_at:
            return ""
        hours = int((request.due_at - timezone.now()).total_seconds() // 3600)
        if hours >= 0:
            return str(hours)
        late = ngettext("%(hours)d hour late", "%(hours)d hours late", -hours) % {"hours": -hours}
        return format_html('<strong class="errornote">{}</strong>', late)

    def get_urls(self) -> list[URLPattern]:
        """Add the answer that nothing is changed."""
        wrap = self.admin_site.admin_view
        return [
            path("<int:pk>/decline/", wrap(keeping.decline), name="certificates-decline"),
            *super().get_urls(),
        ]


@admin.register(OutboxEntry)
class OutboxEntryAdmin(ReadOnly, admin.ModelAdmin[OutboxEntry]):
    """Work that waits or was given up."""

    list_display = ("certificate", "kind", "tries", "leased_until", "done_at", "parked_reason")
    list_filter = (
        ("done_at", admin.EmptyFieldListFilter),
        ("parked_reason", admin.EmptyFieldListFilter),
    )
    list_select_related = ("certificate",)
    actions = ("try_again",)

    @admin.action(description=_("Try again what was given up"), permissions=["view"])
    def try_again(self, request: HttpRequest, chosen: QuerySet[OutboxEntry, Any]) -> None:
        """Let parked work begin again."""
        for entry in chosen:
            retry_parked(entry)
        messages.success(request, _("The chosen work will be done within seconds."))


@admin.register(DocumentSignature)
class DocumentSignatureAdmin(ReadOnly, admin.ModelAdmin[DocumentSignature]):
    """Who signed which paper, which papers wait, and how the signer is."""

    list_display = ("certificate", "level", "signed_at", "signer", "serial")
    list_filter = ("level", ("signed_at", admin.EmptyFieldListFilter))
    list_select_related = ("certificate",)
    search_fields = ("certificate__number", "serial")
    change_list_template = "certificates/admin/signatures.html"

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """Tell how the signer is, above the list."""
        return super().changelist_view(
            request, {**(extra_context or {}), "health": signer_health()}
        )

    def get_urls(self) -> list[URLPattern]:
        """Add the page where an official signs what waits."""
        wrap = self.admin_site.admin_view
        return [
            path("sign/", wrap(signing.sign), name="certificates-sign"),
            *super().get_urls(),
        ]


@admin.register(IssuerKey)
class IssuerKeyAdmin(ReadOnly, admin.ModelAdmin[IssuerKey]):
    """The keys of badges and QR codes, without their secrets."""

    list_display = ("public", "is_current", "made_at", "retired_at")
    fields = ("public", "is_current", "made_at", "retired_at")
