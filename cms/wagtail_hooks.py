"""What the Wagtail admin is told of our pages and cards."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component
from wagtail.admin.viewsets.base import ViewSet
from wagtail.snippets.models import register_snippet

import cms.editors.areas
import cms.editors.carrying
import cms.editors.packages.registering  # noqa: F401 - registers its pages
from cms.editors.dashboard import AttentionPanel
from cms.editors.exchange import exchange_menu_item, exchange_urls
from cms.editors.programmes import ProgrammeViewSet
from cms.editors.question_choosing import question_chooser
from cms.editors.questions import bank_menu_item, bank_urls, essay_menu_item
from cms.editors.service_cards import ServiceCardViewSet
from courses.people.rules import can_enter_administration

register_snippet(ServiceCardViewSet)
hooks.register("register_admin_urls", exchange_urls)
hooks.register("register_admin_urls", bank_urls)
hooks.register("register_admin_menu_item", bank_menu_item)
hooks.register("register_admin_menu_item", essay_menu_item)
hooks.register("register_admin_menu_item", exchange_menu_item)


@hooks.register("register_admin_viewset")
def programme_viewset() -> ProgrammeViewSet:
    """Let certificate programmes be written in the admin."""
    return ProgrammeViewSet("programme")


@hooks.register("construct_homepage_panels")
def add_attention_panel(request: HttpRequest, panels: list[Component]) -> None:
    """Put what waits for the editor on the first page."""
    panels.append(AttentionPanel())


@hooks.register("insert_global_admin_css")
def add_our_colours() -> SafeString:
    """Give the admin the colours of the site."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


class PeopleMenuItem(MenuItem):
    """Leads to people and units whoever looks after some of them."""

    def is_shown(self, request: HttpRequest) -> bool:
        return request.user.is_authenticated and can_enter_administration(request.user)


@hooks.register("register_admin_menu_item")
def people_menu_item() -> MenuItem:
    """Lead to the administration of people."""
    return PeopleMenuItem(
        _("People and units"), reverse("people:administration"), icon_name="group", order=700
    )


@hooks.register("register_admin_menu_item")
def verification_menu_item() -> MenuItem:
    """Lead to the public page that checks certificates."""
    return MenuItem(_("Check a certificate"), "/verifikasi/", icon_name="check", order=800)


@hooks.register("register_admin_viewset")
def question_chooser_viewset() -> ViewSet:
    """Let questions of banks be chosen."""
    return question_chooser
