"""What the editor's panels show."""

from django import template
from wagtail.models import Page

from cms.checking.lessons import Finding, check_lesson
from cms.models import CoursePage, LessonPage

register = template.Library()


@register.simple_tag
def findings_of(page: LessonPage) -> list[Finding]:
    """Return what was looked at in a lesson that has been saved at least once."""
    if page.pk is None:
        return []
    parent: Page = page.get_parent()
    course = parent.specific
    return check_lesson(page, course.audiences if isinstance(course, CoursePage) else [])
