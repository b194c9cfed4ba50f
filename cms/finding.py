"""Find pages by their address in one query, instead of Wagtail's one for each level of the tree."""

from functools import cache
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Length, Substr

from cms.founding import CATALOGUE_SLUG, HOME_SLUG
from cms.models import CataloguePage, CoursePage, HomePage, LessonPage, QuizPage, ServiceCard
from courses.catalogue.models import Course

HOME = f"/{HOME_SLUG}/"
CATALOGUE = f"{HOME}{CATALOGUE_SLUG}/"


def home_page() -> QuerySet[HomePage]:
    """Return the home page, if it is live."""
    return HomePage.objects.live().filter(url_path=HOME)


def catalogue_page() -> QuerySet[CataloguePage]:
    """Return the catalogue page, if it is live."""
    return CataloguePage.objects.live().filter(url_path=CATALOGUE)


def course_at(course: str) -> CoursePage | None:
    """Return the course at this address with its published version and the state of the cards."""
    return _published(_courses().filter(url_path=f"{CATALOGUE}{course}/"))


def lesson_at(course: str, lesson: str) -> LessonPage | None:
    """Return the lesson at this address with its course's published version and the state of the cards."""
    return _published(_lessons().filter(url_path=f"{CATALOGUE}{course}/{lesson}/"))


def lessons_by_key(key: object) -> QuerySet[LessonPage]:
    """Return the lesson with this key; its address says which course it is in."""
    return LessonPage.objects.live().filter(key=key)


def lessons_by_short_key(beginning: str) -> QuerySet[LessonPage]:
    """Return the lesson whose key begins with these eight hexadecimal digits."""
    first, last = (UUID(beginning.ljust(32, filler)) for filler in "0f")
    return LessonPage.objects.live().filter(key__range=(first, last))


def quiz_pages(course: str, quiz: str) -> QuerySet[QuizPage]:
    """Return the quiz at this address."""
    return QuizPage.objects.live().filter(url_path=f"{CATALOGUE}{course}/{quiz}/")


# Putting these queries together costs more than asking them, so it is done once in a process.


@cache
def _courses() -> QuerySet[CoursePage]:
    return _with_state(CoursePage.objects.live().select_related("picture"), OuterRef("code"))


@cache
def _lessons() -> QuerySet[LessonPage]:
    # A page's path is its parent's and one step more.
    parent = Substr(OuterRef("path"), 1, Length(OuterRef("path")) - LessonPage.steplen)
    code = CoursePage.objects.order_by().filter(path=parent).values("code")[:1]
    lessons = LessonPage.objects.live().annotate(course_code=Subquery(code))
    course = Course.objects.published().filter(code=OuterRef("course_code"))
    lessons = lessons.annotate(audiences=Subquery(course.values("current__audiences")[:1]))
    return _with_state(lessons, OuterRef("course_code"))


def _with_state[P: (CoursePage, LessonPage)](pages: QuerySet[P], code: OuterRef) -> QuerySet[P]:
    """Add `version_id` of the published outline, and what changes when a service card does."""
    published = Course.objects.published().filter(code=code)
    cards = ServiceCard.objects.order_by()
    return pages.order_by().annotate(
        version_id=Subquery(published.values("current_id")[:1]),
        cards_count=Subquery(
            cards.values(all=Value(1)).annotate(count=Count("pk")).values("count")
        ),
        cards_changed=Subquery(cards.order_by("-changed_at").values("changed_at")[:1]),
    )


def _published[P: (CoursePage, LessonPage)](pages: QuerySet[P]) -> P | None:
    """Return the one page, unless its course has no published version."""
    page = next(iter(pages[:1]), None)
    return page if page and page.version_id else None


def stamp_of(page: LessonPage | CoursePage) -> str:
    """Return what the rendered page depends on besides its own words."""
    return f"{page.version_id}-{page.cards_count}-{page.cards_changed}"
