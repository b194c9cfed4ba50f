"""Turn an outline into the current version of its course, and take a course out of the catalogue."""

import hashlib
import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import asdict

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.catalogue.domain.outline import Outline
from courses.catalogue.models import Course, CourseVersion, Lesson, LessonInVersion
from courses.catalogue.signals import course_published

# Fields of an outline that have a column of their own in CourseVersion; the rest are details.
IN_COLUMNS = (
    "title",
    "summary",
    "level",
    "audiences",
    "needs",
    "minutes",
    "jp",
    "min_age",
    "award",
    "picture",
    "weight_bytes",
)
NOT_DETAILS = {*IN_COLUMNS, "code", "slug", "items"}


class OutlineError(ValueError):
    """An outline that would damage what is published; the message says what to change."""


@transaction.atomic
def publish_outline(outline: Outline) -> CourseVersion:
    """Make this outline the current version of its course; the same outline again changes nothing.

    Lessons keep their key from version to version, so a lesson that was dropped and comes
    back finds the results that learners had in it. Raises OutlineError.
    """
    course = _course_of(outline)
    _refuse_what_would_mix_up_results(outline, course)
    digest = fingerprint(outline)
    if course.current and course.current.digest == digest:
        _show(course, outline.slug, course.current)
        return course.current
    version = _new_version(course, outline, digest)
    _show(course, outline.slug, version)
    transaction.on_commit(lambda: course_published.send(CourseVersion, version=version))
    return version


def withdraw_course(code: str) -> None:
    """Take a course out of the catalogue; what learners did in it stays. Unknown codes are no error."""
    Course.objects.filter(code=code, withdrawn_at__isnull=True).update(withdrawn_at=timezone.now())


def fingerprint(outline: Outline) -> str:
    """Return the SHA-256 of everything the outline states."""
    canonical = json.dumps(asdict(outline), sort_keys=True, default=str, ensure_ascii=False)
    return hashlib.sha256(canonical.encode()).hexdigest()


def _course_of(outline: Outline) -> Course:
    """Return the course, locked, so that two publications of it follow each other."""
    Course.objects.bulk_create(
        [Course(code=outline.code, slug=outline.slug)], ignore_conflicts=True
    )
    course = Course.objects.select_for_update(of=("self",)).filter(code=outline.code).first()
    if course is None or Course.objects.filter(slug=outline.slug).exclude(pk=course.pk).exists():
        raise OutlineError(
            _("Another course already has the address “%(slug)s”. Choose another one.")
            % {"slug": outline.slug}
        )
    return course


def _refuse_what_would_mix_up_results(outline: Outline, course: Course) -> None:
    if twice := _twice(str(item.key) for item in outline.items):
        raise OutlineError(
            _("The key %(key)s stands twice in the course. Give each lesson its own.")
            % {"key": twice}
        )
    if twice := _twice(item.slug for item in outline.items):
        raise OutlineError(
            _("Two lessons have the address “%(slug)s”. Change one of them.") % {"slug": twice}
        )
    kinds = {item.key: item.kind for item in outline.items}
    for lesson in Lesson.objects.filter(key__in=kinds).select_related("course"):
        if lesson.course_id != course.pk or lesson.kind != kinds[lesson.key]:
            raise OutlineError(
                _(
                    "The key %(key)s belongs to another lesson, of the course %(code)s."
                    " Give this lesson a new key."
                )
                % {"key": lesson.key, "code": lesson.course.code}
            )


def _twice(values: Iterable[str]) -> str:
    return next((value for value, count in Counter(values).items() if count > 1), "")


def _new_version(course: Course, outline: Outline, digest: str) -> CourseVersion:
    previous = course.versions.order_by("-number").first()
    stated = json.loads(json.dumps(asdict(outline), default=str))
    version = CourseVersion.objects.create(
        course=course,
        number=previous.number + 1 if previous else 1,
        digest=digest,
        details={name: value for name, value in stated.items() if name not in NOT_DETAILS},
        **{name: stated[name] for name in IN_COLUMNS},
    )
    if previous:
        previous.items.update(text="")
    Lesson.objects.bulk_create(
        [Lesson(key=item.key, course=course, kind=item.kind) for item in outline.items],
        ignore_conflicts=True,
    )
    LessonInVersion.objects.bulk_create(_items_of(version, outline))
    return version


def _items_of(version: CourseVersion, outline: Outline) -> list[LessonInVersion]:
    return [
        LessonInVersion(
            version=version,
            lesson_id=item.key,
            position=position,
            slug=item.slug,
            title=item.title,
            summary=item.summary,
            minutes=item.minutes,
            required=item.required,
            practices=list(item.practices),
            text=item.text,
        )
        for position, item in enumerate(outline.items, start=1)
    ]


def _show(course: Course, slug: str, version: CourseVersion) -> None:
    """Point the course at the version; also brings back a course that was withdrawn."""
    course.slug, course.current, course.withdrawn_at = slug, version, None
    course.save(update_fields=["slug", "current", "withdrawn_at"])
