"""Show a draft as its public page would be."""

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils.safestring import SafeString
from wagtail.models import Page

from cms.showing import preview_context

register = template.Library()


@register.simple_tag(takes_context=True)
def preview_of(context: Context, page: Page, mode: str) -> SafeString:
    """Return the public page of this draft, looked at in one of the preview modes."""
    shown = {
        **preview_context(page),
        "shell": "base.html",
        "is_signed_in": False,
        "preview_mode": mode,
    }
    return render_to_string(page.template, shown, context.get("request"))
