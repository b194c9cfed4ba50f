"""Everything to look at in one lesson."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.core.cache import caches
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.blocks import COUNTED
from cms.checking.jargon import find_jargon
from cms.checking.readability import (
    LIX_LIMITS,
    SENTENCE_LIMITS,
    Readability,
    measure,
    strictest,
)
from cms.models import LessonPage
from cms.pictures import shown
from cms.plain import prose_of, words_of
from cms.rendering import pictures_in, weight_of

# The whole first visit is at most 100 KB; the shell (style, font, script) takes the rest.
HEAVIEST_LESSON = 60 * 1024
HEAVIEST_PICTURE = 30 * 1024
HOUR = 60 * 60


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at, and whether it is as it should be."""

    is_fine: bool
    sentence: str


def check_lesson(page: LessonPage, audiences: Sequence[str]) -> list[Finding]:
    """Return what was looked at in the lesson, in the order in which to mend it."""
    return [
        *_readability(measure(prose_of(page.body)), audiences),
        *_jargon(page),
        *_pattern(page),
        *_pictures(page),
        *_drafts_of_cards(page),
        _weight(page),
        *_facts(page),
    ]


def reads_too_hard(page: LessonPage, audiences: Sequence[str]) -> bool:
    """Tell whether a live lesson is above the limit of its readers; kept per revision."""
    key = f"lix:{page.pk}:{page.live_revision_id}"
    lix: float | None = caches["local"].get(key)
    if lix is None:
        lix = measure(prose_of(page.body)).lix
        caches["local"].set(key, lix, HOUR)
    return lix > strictest(audiences, LIX_LIMITS)


def _readability(found: Readability, audiences: Sequence[str]) -> Iterator[Finding]:
    limit = strictest(audiences, LIX_LIMITS)
    yield Finding(
        found.lix <= limit,
        _("Readability (LIX) %(lix).1f; at most %(limit)d for these readers.")
        % {"lix": found.lix, "limit": limit},
    )
    yield Finding(
        found.words_per_sentence <= strictest(audiences, SENTENCE_LIMITS),
        _("%(words).1f words in a sentence on average.") % {"words": found.words_per_sentence},
    )
    longest = strictest(audiences, SENTENCE_LIMITS)
    if found.longest_words > longest:
        yield Finding(
            is_fine=False,
            sentence=_(
                "The longest sentence has %(words)d words; %(limit)d are enough: “%(sentence)s”"
            )
            % {"words": found.longest_words, "limit": longest, "sentence": found.longest},
        )


def _jargon(page: LessonPage) -> Iterator[Finding]:
    found = find_jargon(f"{page.title}\n{page.goal}\n{words_of(page.body)}")
    for word, instead in found.items():
        yield Finding(
            is_fine=False,
            sentence=_("“%(word)s”: write “%(instead)s” instead.")
            % {"word": word, "instead": instead},
        )


def _pattern(page: LessonPage) -> Iterator[Finding]:
    kinds = {block.block_type for block in page.body}
    if not kinds & set(COUNTED):
        yield Finding(is_fine=False, sentence=_("There is no practice. Learners learn by doing."))
    if "remember" not in kinds:
        yield Finding(is_fine=False, sentence=_("“Remember” with three things is missing."))
    if "face_to_face" not in kinds:
        yield Finding(is_fine=False, sentence=_("The face-to-face way is missing."))


def _pictures(page: LessonPage) -> Iterator[Finding]:
    missing = sum(block.block_type == "picture" and not block.value["alt"] for block in page.body)
    if missing:
        yield Finding(
            is_fine=False,
            sentence=ngettext(
                "%(count)d picture has no words for those who do not see it.",
                "%(count)d pictures have no words for those who do not see them.",
                missing,
            )
            % {"count": missing},
        )
    for image in pictures_in(page.body):
        picture = shown(image)
        if picture and picture.weight > HEAVIEST_PICTURE:
            yield Finding(
                is_fine=False,
                sentence=_("The picture “%(title)s” weighs %(weight)d KB; at most %(limit)d KB.")
                % {
                    "title": image.title,
                    "weight": picture.weight // 1024,
                    "limit": HEAVIEST_PICTURE // 1024,
                },
            )


def _drafts_of_cards(page: LessonPage) -> Iterator[Finding]:
    for block in page.body:
        card = block.value["card"] if block.block_type == "service_card" else None
        if card is not None and not card.live:
            yield Finding(
                is_fine=False,
                sentence=_("The service card “%(card)s” is a draft: learners do not see it yet.")
                % {"card": card},
            )


def _weight(page: LessonPage) -> Finding:
    weight = weight_of(page)
    return Finding(
        weight <= HEAVIEST_LESSON,
        _("Text and pictures weigh %(weight)d KB; at most %(limit)d KB.")
        % {"weight": max(1, round(weight / 1024)), "limit": HEAVIEST_LESSON // 1024},
    )


def _facts(page: LessonPage) -> Iterator[Finding]:
    if not page.source:
        yield Finding(is_fine=False, sentence=_("No source is named."))
    if page.checked_on is None:
        yield Finding(
            is_fine=False, sentence=_("Nobody has checked the facts yet: fill in “checked on”.")
        )
