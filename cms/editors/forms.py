"""What the editor's forms refuse, and only when a page is to be published or sent for review."""

from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from wagtail.admin.forms import WagtailAdminPageForm

from cms.blocks import COUNTED
from courses.quizzes.domain.checking import QuizNotPublishable, check_quiz

GOING_PUBLIC = (
    "action-publish",
    "action-submit",
    "action-restart-workflow",
    "action-resubmit",
    "workflow-action-name",
)


class PublishingForm(WagtailAdminPageForm):
    """A page form that knows whether the page is on its way to the public."""

    def clean(self) -> dict[str, Any]:
        """Check what matters for the public only when it gets there."""
        cleaned: dict[str, Any] = super().clean()
        if any(self.data.get(name) for name in GOING_PUBLIC) and not self.errors:
            self.check_before_publishing(cleaned)
        return cleaned

    def check_before_publishing(self, cleaned: dict[str, Any]) -> None:
        """Add the errors that keep the page from being published."""


class CourseForm(PublishingForm):
    """A course: its code stays, and going public without quiz or source takes a reason."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        if self.instance.first_published_at and "code" in self.fields:
            self.fields["code"].disabled = True

    def clean(self) -> dict[str, Any]:
        """Add up the pillars."""
        cleaned = super().clean()
        weights = [
            cleaned.get(f"pillar_{name}") or 0 for name in ("skills", "ethics", "culture", "safety")
        ]
        if sum(weights) not in {0, 100}:
            self.add_error("pillar_skills", _("The four pillars together are 100."))
        return cleaned

    def check_before_publishing(self, cleaned: dict[str, Any]) -> None:
        """Ask for readers, for words with a picture, and why there is no quiz or no source."""
        if not cleaned.get("audiences"):
            self.add_error("audiences", _("Tick at least one: readability is measured for them."))
        if cleaned.get("picture") and not cleaned.get("picture_alt"):
            self.add_error("picture_alt", _("Say in words what the picture shows."))
        if cleaned.get("exception_reason"):
            return
        if missing := self._missing():
            self.add_error("exception_reason", missing)

    def _missing(self) -> str:
        parts = (
            [page.specific for page in self.instance.get_children().live()]
            if self.instance.pk
            else []
        )
        if not any(part.specific_class.__name__ == "QuizPage" for part in parts):
            return _(
                "This course has no published quiz. Publish one first, or write here why it needs none."
            )
        if any(getattr(part, "source", "there") == "" for part in parts):
            return _(
                "A lesson of this course names no source. Add it, or write here why it needs none."
            )
        return ""


class LessonForm(PublishingForm):
    """A lesson: each practice has an id of its own."""

    def check_before_publishing(self, cleaned: dict[str, Any]) -> None:
        """Refuse two practices with one id: learners' work could not be told apart."""
        ids = [
            block.value["id"] for block in cleaned.get("body") or [] if block.block_type in COUNTED
        ]
        for twice in sorted({one for one in ids if ids.count(one) > 1}):
            sentence = _("Two practices have the id “%(id)s”. Give each its own.") % {"id": twice}
            self.add_error("body", ValidationError(sentence))


class QuizForm(PublishingForm):
    """A quiz: what the quiz engine would refuse is said here first."""

    def check_before_publishing(self, cleaned: dict[str, Any]) -> None:
        """Ask the engine whether it can take the quiz as it will be."""
        from cms.publishing import quiz_spec_of  # noqa: PLC0415 - publishing imports the page models, which name this form

        for name, value in cleaned.items():
            if name in {field.name for field in self.instance._meta.get_fields()}:  # noqa: SLF001 - Django's documented API
                setattr(self.instance, name, value)
        try:
            check_quiz(quiz_spec_of(self.instance))
        except QuizNotPublishable as fault:
            self.add_error("questions", ValidationError(fault.sentences))
