"""The search, and the wish that a search leaves when it finds nothing."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from django.db.models import TextChoices
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from courses.catalogue.domain.describing import size_in_words
from courses.catalogue.domain.search import Answer, Filters, Hit, search
from courses.catalogue.domain.wishes import keep_wish
from courses.catalogue.forms import SearchForm
from courses.catalogue.models import Audience, Course, Need


@dataclass(frozen=True)
class Chip:
    """A filter as a link."""

    label: str
    url: str
    is_chosen: bool


@require_GET
def results(request: HttpRequest) -> HttpResponse:
    """Show what the query and the filters find."""
    form = SearchForm(request.GET)
    query, filters = form.query(), form.filters()
    is_asked = bool(query or any(asdict(filters).values()))
    answer = search(query, filters) if is_asked else Answer(())
    context = {
        "query": query,
        "filters": filters,
        "is_asked": is_asked,
        "rows": [_row(hit) for hit in answer.hits],
        "meant": answer.meant,
        "meant_url": _address(answer.meant, filters),
        "suggested_needs": [_need(need) for need in answer.suggested_needs],
        "all_needs": [_need(need) for need in Need],
        "chip_groups": _chip_groups(query, filters),
        "was_wished": "wished" in request.GET,
    }
    return render(request, "courses/catalogue/search.html", context)


@require_POST
def wish(request: HttpRequest) -> HttpResponse:
    """Keep what was not found as a wish, and thank; a flood of them is thanked and not kept."""
    query = SearchForm(request.POST).query()
    keep_wish(query, str(get_adapter(request).get_client_ip(request)))
    return redirect(f"{_address(query, Filters())}&wished")


def _row(hit: Hit) -> dict[str, object]:
    course = hit.course
    return {
        "url": reverse("course", args=[course.slug]),
        "title": course.title,
        "summary": course.summary,
        "picture": course.picture,
        "facts": size_in_words(
            lessons=course.lesson_count, minutes=course.minutes, weight_bytes=course.weight_bytes
        ),
        "lesson": hit.lesson
        and {
            "title": hit.lesson.title,
            "url": reverse("lesson", args=[course.slug, hit.lesson.slug]),
        },
    }


def _need(need: Need) -> dict[str, str]:
    return {"need": need.value, "label": str(need.label), "url": _address("", Filters(need=need))}


def _chip_groups(query: str, filters: Filters) -> list[dict[str, object]]:
    groups: list[tuple[str, str, type[TextChoices]]] = [
        ("door", _("For whom"), Audience),
        ("need", _("What for"), Need),
        ("level", _("Level"), Course.Level),
    ]
    return [
        {"title": title, "chips": list(_chips(query, filters, name, choices))}
        for name, title, choices in groups
    ]


def _chips(query: str, filters: Filters, name: str, choices: type[TextChoices]) -> Iterable[Chip]:
    """Return "all" and one link for each choice, each keeping the other filters."""
    chosen = getattr(filters, name)
    for value, label in [("", _("All")), *choices.choices]:
        narrowed = Filters(**{**asdict(filters), name: value})
        yield Chip(str(label), _address(query, narrowed), is_chosen=value == chosen)


def _address(query: str, filters: Filters) -> str:
    stated = {"q": query, **asdict(filters)}
    return f"{reverse('catalogue:search')}?{urlencode({k: v for k, v in stated.items() if v})}"
