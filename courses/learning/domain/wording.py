"""What is missing, in one plain sentence."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.catalogue.domain import PublishedItem


def sentence_of_missing(items: Sequence[PublishedItem]) -> str:
    """Return what to do next, and how much is left after it; nothing left is said as well."""
    if not items:
        return _("You have done everything in this course.")
    if len(items) == 1:
        return _("One part is left: %(what_to_do)s.") % {"what_to_do": what_to_do(items[0])}
    return ngettext(
        "%(count)d part is left. Next: %(what_to_do)s.",
        "%(count)d parts are left. Next: %(what_to_do)s.",
        len(items),
    ) % {"count": len(items), "what_to_do": what_to_do(items[0])}


def what_to_do(item: PublishedItem) -> str:
    """Return how this item gets done, in the words of its screen."""
    if item.is_quiz:
        return _("pass the quiz “%(title)s”") % {"title": item.title}
    if item.practices:
        return _("do the practice in the lesson “%(title)s”") % {"title": item.title}
    return _("read the lesson “%(title)s” and press “I understand, go on”") % {"title": item.title}
