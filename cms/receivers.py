"""What cms listens to: pages published, withdrawn and moved; databases migrated."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from django.db import DEFAULT_DB_ALIAS, connections, transaction
from django.db.migrations.executor import MigrationExecutor
from wagtail.models import Page

from cms.founding import set_up_site
from cms.models import LessonPage
from cms.pictures import make_ready
from cms.publishing import bring_up_to_date, course_of
from cms.rendering import pictures_in
from courses.catalogue.domain.publishing import OutlineError
from courses.quizzes.domain.checking import QuizNotPublishable

logger = logging.getLogger(__name__)
_is_listening: ContextVar[bool] = ContextVar("is_listening", default=True)


def found_site_after_migrating(*, using: str = DEFAULT_DB_ALIAS, **rest: Any) -> None:
    """Give a database that has just got all of its tables a home page."""
    executor = MigrationExecutor(connections[using])
    if using == DEFAULT_DB_ALIAS and not executor.migration_plan(
        executor.loader.graph.leaf_nodes()
    ):
        set_up_site()


def bring_course_up_to_date(sender: type[Page], instance: Page, **rest: Any) -> None:
    """Publish or withdraw the course that this page belongs to, once the change is certain."""
    course = course_of(instance) if _is_listening.get() else None
    if course is not None:
        transaction.on_commit(lambda: _bring_up_to_date(course.pk, course.code))


def make_pictures_ready(sender: type[Page], instance: Page, **rest: Any) -> None:
    """Make the files of a lesson's pictures when it is published, so that no reader waits for them."""
    if isinstance(instance, LessonPage):
        make_ready(pictures_in(instance.body))


def _bring_up_to_date(page_id: int, code: str) -> None:
    try:
        bring_up_to_date(page_id, code)
    except (OutlineError, QuizNotPublishable) as refusal:
        # The forms of the editor check this before; here only a timed publication can run into it.
        logger.error("%s stays as it was published before: %s", code, refusal)  # noqa: TRY400 - it says all


@contextmanager
def not_listening() -> Iterator[None]:
    """Let many pages be published as one: the caller publishes the course itself at the end."""
    token = _is_listening.set(False)
    try:
        yield
    finally:
        _is_listening.reset(token)
