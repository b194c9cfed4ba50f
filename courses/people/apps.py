"""People: who somebody is, where they belong and what they may see."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """Users, profiles, units, schools, areas, roles and the ways to get in."""

    name = "courses.people"
    verbose_name = _("People")
