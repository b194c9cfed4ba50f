"""Read published outlines: a version never changes, so each process keeps those it has read."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from django.core.cache import caches
from django.db.models import Prefetch

from courses.catalogue.models import CourseVersion, Lesson, LessonInVersion

HOUR = 60 * 60


@dataclass(frozen=True)
class PublishedItem:
    """One lesson or quiz of a version; `position` counts from 1."""

    key: UUID
    kind: str
    position: int
    slug: str
    title: str
    summary: str
    minutes: int
    required: bool
    practices: tuple[str, ...]

    @property
    def is_quiz(self) -> bool:
        """Tell whether it is done by passing."""
        return self.kind == Lesson.Kind.QUIZ


@dataclass(frozen=True)
class PublishedOutline:
    """One version of a course with its items in order."""

    version_id: int
    course_id: int
    code: str
    slug: str
    title: str
    award: str
    jp: int
    minutes: int
    asn_domains: tuple[int, ...]
    items: tuple[PublishedItem, ...]

    @cached_property
    def by_key(self) -> dict[UUID, PublishedItem]:
        """Return the items by their key."""
        return {item.key: item for item in self.items}

    @cached_property
    def required(self) -> tuple[PublishedItem, ...]:
        """Return the items that a learner needs to complete the course."""
        return tuple(item for item in self.items if item.required)


def outline_of(version_id: int) -> PublishedOutline:
    """Return one version's outline. Raises KeyError for a version that does not exist."""
    return outlines_of([version_id])[version_id]


def outlines_of(version_ids: Iterable[int]) -> dict[int, PublishedOutline]:
    """Return outlines by version id: from this process's memory, the rest in two queries."""
    wanted = set(version_ids)
    kept = caches["local"].get_many([_place(version_id) for version_id in wanted])
    found: dict[int, PublishedOutline] = {outline.version_id: outline for outline in kept.values()}
    if missing := wanted - found.keys():
        read = {version.pk: _outline(version) for version in _versions(missing)}
        caches["local"].set_many({_place(pk): outline for pk, outline in read.items()}, HOUR)
        found |= read
    return found


def dropped_items(course_id: int, lessons: Iterable[UUID]) -> dict[UUID, PublishedItem]:
    """Return lessons of the course as the last version that had them stated them, by key."""
    if not (wanted := set(lessons)):
        return {}
    appearances = (
        LessonInVersion.objects.filter(version__course=course_id, lesson__in=wanted)
        .select_related("lesson")
        .defer("text")
        .order_by("version__number")
    )
    return {appearance.lesson_id: _item(appearance) for appearance in appearances}


def _place(version_id: int) -> str:
    return f"outline:{version_id}"


def _versions(version_ids: set[int]) -> Iterable[CourseVersion]:
    items = LessonInVersion.objects.select_related("lesson").defer("text").order_by("position")
    return (
        CourseVersion.objects.filter(pk__in=version_ids)
        .select_related("course")
        .prefetch_related(Prefetch("items", items))
    )


def _outline(version: CourseVersion) -> PublishedOutline:
    return PublishedOutline(
        version_id=version.pk,
        course_id=version.course_id,
        code=version.course.code,
        slug=version.course.slug,
        title=version.title,
        award=version.award,
        jp=version.jp,
        minutes=version.minutes,
        asn_domains=tuple(version.details.get("asn_domains", ())),
        items=tuple(_item(item) for item in version.items.all()),
    )


def _item(item: LessonInVersion) -> PublishedItem:
    return PublishedItem(
        key=item.lesson_id,
        kind=item.lesson.kind,
        position=item.position,
        slug=item.slug,
        title=item.title,
        summary=item.summary,
        minutes=item.minutes,
        required=item.required,
        practices=tuple(item.practices),
    )
