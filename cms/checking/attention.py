"""What waits for an editor: the panel "Perlu perhatian"."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.models import Page, TaskState

from cms.checking.certificates import certificate_matters
from cms.checking.lessons import reads_too_hard
from cms.checking.questions_waiting import question_matters
from cms.models import FRESH_FOR, CoursePage, LessonPage, ServiceCard
from courses.people.models import User

FORGOTTEN_AFTER = timedelta(days=30)
MOST_SHOWN = 6


@dataclass(frozen=True)
class Matter:
    """One kind of thing that waits: how many, and the first few with the place to mend each."""

    title: str
    count: int
    links: tuple[tuple[str, str], ...]


def matters_for(person: User) -> list[Matter]:
    """Return what waits for somebody, without the kinds of which there is nothing."""
    return [
        matter
        for matter in (
            *(
                Matter(title, count, tuple(links))
                for title, count, links in certificate_matters(person)
            ),
            *(
                Matter(title, count, tuple(links))
                for title, count, links in question_matters(person)
            ),
            _stale_cards(),
            _hard_lessons(),
            _reviews(person),
            _old_drafts(),
        )
        if matter.count
    ]


def _stale_cards() -> Matter:
    cards = ServiceCard.objects.published().stale(timezone.localdate(), FRESH_FOR)
    place = ServiceCard.snippet_viewset.get_url_name("edit")
    return _matter(
        _("Service cards that nobody has checked for 180 days"),
        [(str(card), reverse(place, args=[card.pk])) for card in cards],
    )


def _hard_lessons() -> Matter:
    courses = dict(CoursePage.objects.values_list("path", "audiences"))
    step = Page.steplen
    hard = [
        page
        for page in LessonPage.objects.live()
        if reads_too_hard(page, courses.get(page.path[:-step], []))
    ]
    return _matter(_("Lessons that are hard to read"), _edit_links(hard))


def _reviews(person: User) -> Matter:
    states = TaskState.objects.reviewable_by(person).filter(workflow_state__isnull=False)
    return _matter(_("Waiting for your review"), list(_links_of_reviews(states)))


def _links_of_reviews(states: Iterable[TaskState]) -> Iterator[tuple[str, str]]:
    for state in states:
        content = state.workflow_state.content_object
        if isinstance(content, Page):
            yield (
                content.get_admin_display_title(),
                reverse("wagtailadmin_pages:edit", args=[content.pk]),
            )
        elif isinstance(content, ServiceCard):
            yield (
                str(content),
                reverse(ServiceCard.snippet_viewset.get_url_name("edit"), args=[content.pk]),
            )


def _old_drafts() -> Matter:
    drafts = Page.objects.filter(
        has_unpublished_changes=True,
        latest_revision_created_at__lt=timezone.now() - FORGOTTEN_AFTER,
    )
    return _matter(_("Drafts older than 30 days"), _edit_links(drafts))


def _edit_links(pages: Iterable[Page]) -> list[tuple[str, str]]:
    return [
        (page.get_admin_display_title(), reverse("wagtailadmin_pages:edit", args=[page.pk]))
        for page in pages
    ]


def _matter(title: str, links: list[tuple[str, str]]) -> Matter:
    return Matter(title, len(links), tuple(links[:MOST_SHOWN]))
