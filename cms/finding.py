"""Find pages by their address in one query, instead of Wagtail's one for each level of the tree."""

from django.db.models import Count, OuterRef, QuerySet, Subquery, Value

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


def course_pages(course: str) -> QuerySet[CoursePage]:
    """Return the course at this address with its published version and the state of the cards."""
    pages = (
        CoursePage.objects.live().filter(url_path=f"{CATALOGUE}{course}/").select_related("picture")
    )
    return _with_state(pages, OuterRef("code"))


def lesson_pages(course: str, lesson: str) -> QuerySet[LessonPage]:
    """Return the lesson at this address with its course's published version and the state of the cards."""
    pages = LessonPage.objects.live().filter(url_path=f"{CATALOGUE}{course}/{lesson}/")
    code = CoursePage.objects.filter(url_path=f"{CATALOGUE}{course}/").values("code")[:1]
    return _with_state(pages.annotate(course_code=Subquery(code)), OuterRef("course_code"))


def lessons_by_key(key: object) -> QuerySet[LessonPage]:
    """Return the lesson with this key; its address says which course it is in."""
    return LessonPage.objects.live().filter(key=key)


def quiz_pages(course: str, quiz: str) -> QuerySet[QuizPage]:
    """Return the quiz at this address."""
    return QuizPage.objects.live().filter(url_path=f"{CATALOGUE}{course}/{quiz}/")


def _with_state[P: (CoursePage, LessonPage)](pages: QuerySet[P], code: OuterRef) -> QuerySet[P]:
    """Add `version_id` of the published outline, and what changes when a service card does."""
    published = Course.objects.published().filter(code=code)
    cards = ServiceCard.objects.order_by()
    return pages.annotate(
        version_id=Subquery(published.values("current_id")[:1]),
        cards_count=Subquery(
            cards.values(all=Value(1)).annotate(count=Count("pk")).values("count")
        ),
        cards_changed=Subquery(cards.order_by("-changed_at").values("changed_at")[:1]),
    ).filter(version_id__isnull=False)


def stamp_of(page: LessonPage | CoursePage) -> str:
    """Return what the rendered page depends on besides its own words."""
    return f"{page.version_id}-{page.cards_count}-{page.cards_changed}"
