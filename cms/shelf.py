"""The catalogue as a shelf: published courses, narrowed by plain links."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, F, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from cms.models import choices
from courses.catalogue.domain.describing import weight_in_words
from courses.catalogue.models import Course, CourseVersion


@dataclass(frozen=True)
class Filter:
    """One way to narrow the catalogue: its name in the address, and where a version keeps it."""

    name: str
    place: str
    options: dict[str, Any]


FILTERS = (
    Filter("untuk", "audiences", dict(choices.AUDIENCES)),
    Filter("urusan", "needs", dict(choices.NEEDS)),
    Filter("tingkat", "level", dict(choices.LEVELS)),
)


@dataclass(frozen=True)
class Shelved:
    """A published course on the shelf."""

    course: Course
    version: CourseVersion
    lesson_count: int

    @property
    def place(self) -> tuple[int, str]:
        """Return where it stands: citizens' courses first, then by code."""
        doors = [door for door, _label in choices.AUDIENCES]
        places = [doors.index(door) for door in self.version.audiences if door in doors]
        return min(places, default=len(doors)), self.course.code

    def fits(self, chosen: dict[str, str]) -> bool:
        """Tell whether it has what every chosen filter asks for."""
        kept = {one.name: getattr(self.version, one.place) for one in FILTERS}
        return all(value == kept[name] or value in kept[name] for name, value in chosen.items())


def catalogue_context(page: Page, shelf: list[Shelved], query: Mapping[str, Any]) -> dict[str, Any]:
    """Return what the catalogue page shows to somebody who chose these filters."""
    chosen = _chosen(query)
    return {
        "page": page,
        "courses": [_row(shelved) for shelved in shelf if shelved.fits(chosen)],
        "filters": [_chips(one, chosen) for one in FILTERS],
        "chosen": [one.options[chosen[one.name]] for one in FILTERS if one.name in chosen],
        "door": chosen.get("untuk", ""),
    }


def shelf_of_courses() -> list[Shelved]:
    """Return the published courses in their order. One query."""
    versions = (
        CourseVersion.objects.filter(course__current=F("pk"), course__withdrawn_at__isnull=True)
        .select_related("course")
        .annotate(lesson_count=Count("items", filter=Q(items__lesson__kind="lesson")))
    )
    shelf = [Shelved(version.course, version, version.lesson_count) for version in versions]
    return sorted(shelf, key=lambda shelved: shelved.place)


def _chosen(query: Mapping[str, Any]) -> dict[str, str]:
    """Return the filters that are chosen; what nobody offers is no filter."""
    return {one.name: str(query[one.name]) for one in FILTERS if query.get(one.name) in one.options}


def _row(shelved: Shelved) -> dict[str, str]:
    version = shelved.version
    facts = [
        ngettext("%(count)d lesson", "%(count)d lessons", shelved.lesson_count)
        % {"count": shelved.lesson_count},
        ngettext("%(count)d minute", "%(count)d minutes", version.minutes)
        % {"count": version.minutes},
    ]
    if version.jp:
        facts.append(_("%(count)d JP") % {"count": version.jp})
    if version.weight_bytes:
        facts.append("±\N{NO-BREAK SPACE}" + weight_in_words(version.weight_bytes))
    return {
        "url": f"/katalog/{shelved.course.slug}/",
        "title": version.title,
        "summary": version.summary,
        "facts": " · ".join(facts),
        "picture": version.picture,
    }


def _chips(one: Filter, chosen: dict[str, str]) -> dict[str, Any]:
    labels = {"untuk": _("For whom"), "urusan": _("What it is about"), "tingkat": _("Level")}
    offered = {"": _("All"), **one.options}
    return {
        "label": labels[one.name],
        "chips": [
            {
                "label": label,
                "url": _address(chosen, one.name, value),
                "is_chosen": chosen.get(one.name, "") == value,
            }
            for value, label in offered.items()
        ],
    }


def _address(chosen: dict[str, str], name: str, value: str) -> str:
    query = {key: kept for key, kept in {**chosen, name: value}.items() if kept}
    return "/katalog/" + (f"?{urlencode(query)}" if query else "")
