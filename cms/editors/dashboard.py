"""The first page of the admin."""

from collections.abc import Mapping
from typing import Any

from wagtail.admin.ui.components import Component

from cms.checking.attention import matters_for


class AttentionPanel(Component):
    """Perlu perhatian: what waits for this editor."""

    name = "attention"
    template_name = "cms/admin/attention.html"
    order = 50

    def get_context_data(self, parent_context: Mapping[str, Any]) -> dict[str, Any]:
        """Return what waits."""
        return {"matters": matters_for(parent_context["request"].user)}
