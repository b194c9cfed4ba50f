"""The catalogue: published courses, narrowed by plain links."""

from collections.abc import Iterable
from typing import Any
from urllib.parse import urlencode

from django.db.models import Count, Q
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.finding import catalogue_page
from cms.models import choices
from cms.views.public import personal_page, public_page
from courses.catalogue.domain.describing import weight_in_words
from courses.catalogue.models import Course

# The name of each filter in the address, its label, its choices, and where a version keeps it.
FILTERS = {
    "untuk": (choices.AUDIENCES, "audiences"),
    "urusan": (choices.NEEDS, "needs"),
    "tingkat": (choices.LEVELS, "level"),
}


def catalogue(request: HttpRequest) -> HttpResponse:
    """List the courses that fit the chosen filters."""
    page = catalogue_page().first()
    if page is None:
        raise Http404
    courses = sorted(_courses(), key=_place)
    chosen = _chosen(request.GET)

    def build() -> dict[str, Any]:
        fitting = [course for course in courses if _fits(course, chosen)]
        return {
            "page": page,
            "courses": [_row(course) for course in fitting],
            "filters": [_chips(name, chosen) for name in FILTERS],
            "chosen": [dict(FILTERS[name][0])[value] for name, value in chosen.items()],
            "door": chosen.get("untuk", ""),
        }

    if request.user.is_authenticated:
        return personal_page(request, page.template, build())
    state = f"{page.live_revision_id}-{[course.current_id for course in courses]}"
    return public_page(request, page.template, state, build)


def _courses() -> Iterable[Course]:
    return (
        Course.objects.published()
        .with_current()
        .annotate(
            lesson_count=Count("current__items", filter=Q(current__items__lesson__kind="lesson"))
        )
        .order_by("code")
    )


def _place(course: Course) -> tuple[int, str]:
    """Return where the course stands: citizens first, then by code."""
    doors = [door for door, _label in choices.AUDIENCES]
    places = [doors.index(door) for door in course.current.audiences if door in doors]
    return min(places, default=len(doors)), course.code


def _chosen(query: QueryDict) -> dict[str, str]:
    """Return the filters that are chosen; what nobody offers is no filter."""
    return {
        name: query[name]
        for name, (options, _place) in FILTERS.items()
        if query.get(name) in dict(options)
    }


def _fits(course: Course, chosen: dict[str, str]) -> bool:
    return all(
        value == getattr(course.current, place) or value in getattr(course.current, place)
        for name, value in chosen.items()
        for _options, place in [FILTERS[name]]
    )


def _row(course: Course) -> dict[str, str]:
    version = course.current
    facts = [
        ngettext("%(count)d lesson", "%(count)d lessons", course.lesson_count)
        % {"count": course.lesson_count},
        ngettext("%(count)d minute", "%(count)d minutes", version.minutes)
        % {"count": version.minutes},
    ]
    if version.jp:
        facts.append(_("%(count)d JP") % {"count": version.jp})
    if version.weight_bytes:
        facts.append("±\N{NO-BREAK SPACE}" + weight_in_words(version.weight_bytes))
    return {
        "url": f"/katalog/{course.slug}/",
        "title": version.title,
        "summary": version.summary,
        "facts": " · ".join(facts),
        "picture": version.picture,
    }


def _chips(name: str, chosen: dict[str, str]) -> dict[str, Any]:
    options, _place = FILTERS[name]
    labels = {"untuk": _("For whom"), "urusan": _("What it is about"), "tingkat": _("Level")}
    everything = {
        "label": _("All"),
        "url": _address(chosen, name, ""),
        "is_chosen": name not in chosen,
    }
    return {
        "label": labels[name],
        "chips": [
            everything,
            *(
                {
                    "label": label,
                    "url": _address(chosen, name, value),
                    "is_chosen": chosen.get(name) == value,
                }
                for value, label in options
            ),
        ],
    }


def _address(chosen: dict[str, str], name: str, value: str) -> str:
    query = {key: kept for key, kept in {**chosen, name: value}.items() if kept}
    return "/katalog/" + (f"?{urlencode(query)}" if query else "")
