"""What the Wagtail admin is told of our pages and cards."""

from wagtail.snippets.models import register_snippet

from cms.editors.service_cards import ServiceCardViewSet

register_snippet(ServiceCardViewSet)
