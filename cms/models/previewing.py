"""The three ways an editor looks at a page before it is published."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

PHONE, PROJECTOR, PRINT = "", "projector", "print"


class PreviewModes:
    """Preview as on a phone, on a projector and on paper."""

    preview_modes = [(PHONE, _("Phone")), (PROJECTOR, _("Projector")), (PRINT, _("Print"))]

    def get_preview_template(self, request: HttpRequest, mode_name: str) -> str:
        """Return the template that shows the public page of a draft."""
        return "cms/preview.html"

    def get_preview_context(self, request: HttpRequest, mode_name: str) -> dict[str, Any]:
        """Return the draft and how it is looked at."""
        return {"page": self, "preview_mode": mode_name or "phone", "request": request}
