"""Certificate programmes in the admin: what they ask for, how they look, who agrees to their JP."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import URLPattern, path
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST
from wagtail.admin.auth import permission_denied, require_admin_access
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    HelpPanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
)
from wagtail.admin.ui.tables import BooleanColumn
from wagtail.admin.viewsets.model import ModelViewSet

from certificates.domain.jp_agreement import JpRefusedError, agree_to_jp
from certificates.domain.previewing import preview_pdf
from certificates.models import JpProposal, Programme
from cms.editors.bulk_issue import bulk_issue, new_bulk_issue
from cms.editors.programme_form import ProgrammeForm
from courses.people.models import User


class PreviewPanel(HelpPanel):
    """Two buttons that show the paper as the form stands, saved or not."""

    def __init__(self, template: str = "cms/admin/programme_preview.html", **options: Any) -> None:
        super().__init__(template=template, **options)


class JpPanel(HelpPanel):
    """Which JP are in force, which wait, and the button to agree."""

    def __init__(self, template: str = "cms/admin/programme_jp.html", **options: Any) -> None:
        super().__init__(template=template, **options)

    class BoundPanel(HelpPanel.BoundPanel):
        def get_context_data(self, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
            """Add the proposals, newest first, and whether this person may agree."""
            context: dict[str, Any] = super().get_context_data(parent_context)
            return context | {
                "proposals": newest_proposals(self.instance),
                "may_agree": self.request.user.has_perm("certificates.approve_jp"),
                "person": self.request.user,
            }


def newest_proposals(programme: Programme) -> list[JpProposal]:
    """Return the last ten, newest first; none of a programme that is only being written."""
    if programme.pk is None:
        return []
    return list(programme.jp_proposals.select_related("proposed_by", "approved_by")[:10])


ASKS = [
    FieldRowPanel([FieldPanel("code"), FieldPanel("kind")]),
    FieldPanel("title"),
    FieldPanel("purpose"),
    FieldPanel("requirements"),
    FieldPanel("is_open"),
]
PAPER = [
    PreviewPanel(heading=gettext_lazy("Preview")),
    FieldPanel("design"),
    MultiFieldPanel(
        [
            FieldPanel("heading"),
            FieldPanel("heading_basis"),
            FieldPanel("statement"),
            FieldPanel("closing"),
            FieldPanel("domains"),
        ],
        heading=gettext_lazy("Wording"),
    ),
    FieldPanel("signers"),
    FieldRowPanel([FieldPanel("series_key"), FieldPanel("number_pattern")]),
]
JP = [
    JpPanel(heading=gettext_lazy("JP in force")),
    FieldPanel("proposed_jp"),
    FieldPanel("proposed_basis"),
]
VALIDITY = [
    FieldPanel("validity_months"),
    FieldPanel("reminder_days"),
    FieldPanel("renewal_key"),
    FieldRowPanel([FieldPanel("renewal_opens_months"), FieldPanel("renewal_closes_months")]),
]


class ProgrammeViewSet(ModelViewSet):
    """Programme by programme, with previews and the agreement to JP."""

    model = Programme
    icon = "form"
    menu_label = gettext_lazy("Certificate programmes")
    menu_order = 400
    add_to_admin_menu = True
    add_to_reference_index = False
    copy_view_enabled = False
    list_display = [
        "title",
        "code",
        "kind",
        "jp",
        BooleanColumn("is_open", label=gettext_lazy("gives certificates")),
    ]
    list_filter = ["kind", "is_open"]
    search_fields = ["title", "code"]
    ordering = ["title"]
    edit_handler = TabbedInterface(
        [
            ObjectList(ASKS, heading=gettext_lazy("What it asks for")),
            ObjectList(PAPER, heading=gettext_lazy("Paper and number")),
            ObjectList(JP, heading=gettext_lazy("JP")),
            ObjectList(VALIDITY, heading=gettext_lazy("Validity and renewal")),
        ],
        base_form_class=ProgrammeForm,
    )

    def get_urlpatterns(self) -> list[URLPattern]:
        """Add the previews and the agreement."""
        return [
            *super().get_urlpatterns(),
            path("preview/", require_admin_access(self.preview), name="preview"),
            path("preview/<int:pk>/", require_admin_access(self.preview), name="preview"),
            path("bulk/new/<int:pk>/", require_admin_access(new_bulk_issue), name="bulk-new"),
            path("bulk/<int:pk>/", require_admin_access(bulk_issue), name="bulk"),
            path("jp/<int:pk>/", require_admin_access(require_POST(agree)), name="agree"),
        ]

    def preview(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        """Show the paper of the form's values as a PDF; nothing is saved."""
        if not self.permission_policy.user_has_any_permission(request.user, {"add", "change"}):
            return permission_denied(request)
        programme = get_object_or_404(Programme, pk=pk) if pk else Programme()
        form = self.get_form_class()(
            request.POST or None, instance=programme, for_user=request.user
        )
        if request.method == "POST" and not form.is_valid():
            return HttpResponse(_told(form), content_type="text/plain; charset=utf-8", status=422)
        if request.method == "POST":
            programme = form.save(commit=False)
            programme.jp = form.cleaned_data["proposed_jp"]
        issuer = import_string(settings.CERTIFICATE_ISSUER)()
        content = preview_pdf(programme, issuer, long_name="panjang" in request.GET)
        return HttpResponse(content, content_type="application/pdf")


def agree(request: HttpRequest, pk: int) -> HttpResponse:
    """Put proposed JP in force, in the name of a second person."""
    if not (isinstance(request.user, User) and request.user.has_perm("certificates.approve_jp")):
        raise PermissionDenied
    proposal = get_object_or_404(JpProposal, pk=pk)
    try:
        agree_to_jp(proposal, request.user)
    except JpRefusedError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _("The JP are in force from now on."))
    return redirect("programme:edit", proposal.programme_id)


def _told(form: ProgrammeForm) -> str:
    """Return what keeps the form from a preview, one sentence a line."""
    lines = [_("The preview needs these things put right first:")]
    for field, errors in form.errors.items():
        label = form.fields[field].label if field in form.fields else ""
        lines += [f"- {label}: {error}" for error in errors]
    return "\n".join(lines)
