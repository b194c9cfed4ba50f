"""The rendered body of a page, kept for as long as nothing in it has changed."""

import gzip
from collections.abc import Container, Iterator, Mapping
from typing import Any

from django.core.cache import caches
from django.db.models import Count, Max
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from wagtail.blocks import StreamValue
from wagtail.images.models import AbstractImage

from cms.films import film_address
from cms.models import LessonPage, ServiceCard
from cms.pictures import shown
from cms.plain import NOT_FOR_LEARNERS

# A revision never changes, but a picture's file may be replaced under it.
SECONDS = 10 * 60
CSRF_PLACE = "<!--csrf-->"


def body_of(page: LessonPage, stamp: str, *, saves_data: bool = False) -> SafeString:
    """Return the page's body as HTML, kept per revision and state of the service cards.

    `stamp` is the cards' (see stamp_of_cards). The day is part of the key because a card grows stale.
    Where the reader `saves_data`, each picture waits until it is asked for.
    """
    key = ":".join(
        [
            "body",
            str(page.pk),
            str(page.live_revision_id or page.last_published_at),
            stamp,
            str(timezone.localdate()),
            str(get_language()),
            "light" if saves_data else "whole",
        ]
    ).replace(" ", "_")
    html = caches["local"].get(key)
    if html is None:
        html = render_body(page, saves_data=saves_data)
        caches["local"].set(key, html, SECONDS)
    return mark_safe(html)  # noqa: S308 - rendered by our own templates


def render_body(
    page: LessonPage,
    tries: Mapping[str, Any] | None = None,
    *,
    saves_data: bool = False,
    leaving_out: Container[str] = NOT_FOR_LEARNERS,
) -> SafeString:
    """Render the body now, with what a learner without JavaScript has tried in its practices."""
    context = {"lesson_key": page.key, "tries": tries or {}, "saves_data": saves_data}
    return mark_safe(  # noqa: S308 - rendered by our own templates
        "\n".join(
            block.render(context=context | {"film_address": film_address(page, block.id)})
            for block in page.body
            if block.block_type not in leaving_out
        )
    )


def stamp_of_cards() -> str:
    """Return a value that changes whenever a service card does. Costs a query."""
    state = ServiceCard.objects.aggregate(count=Count("pk"), newest=Max("changed_at"))
    return f"{state['count']}-{state['newest']}"


def weight_of(page: LessonPage) -> int:
    """Return how many bytes the lesson's own text and pictures cost a phone."""
    text = len(gzip.compress(render_body(page).encode(), mtime=0))
    return text + sum(
        picture.weight for image in pictures_in(page.body) if (picture := shown(image))
    )


def pictures_in(body: StreamValue) -> Iterator[AbstractImage]:
    """Yield the pictures of the body, each once."""
    seen = set()
    for block in body:
        image = block.value["picture"] if block.block_type == "picture" else None
        if image is not None and image.pk not in seen:
            seen.add(image.pk)
            yield image
