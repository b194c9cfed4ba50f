"""A question of a package as the quizzes take it, and back."""

from dataclasses import replace
from typing import Any

from cms.questions import question_spec_of, value_of
from cms.starter import prose
from cms.starter.documents import BlockValue, Prose
from cms.starter.questions.words import Value
from courses.quizzes.domain.specs import QuestionSpec


def document_spec(kind: str, value: Value) -> QuestionSpec:
    """Return what a question of a package states; its picture is known by its path."""
    more = prose.html_of_markdown(value["more"].markdown)
    spec = question_spec_of(kind, {**value, "picture": None, "more": more})
    return replace(spec, picture=value["picture"].path) if value["picture"] else spec


def document_of(spec: QuestionSpec) -> BlockValue:
    """Return the question as it stands in a package; its picture is left to the caller."""
    value = {name: _without_ids(part) for name, part in value_of(spec).items()}
    return spec.kind, value | {"more": Prose(prose.markdown_of_html(value["more"]))}


def _without_ids(value: Any) -> Any:  # noqa: ANN401 - values of blocks, as many types as there are
    """Return lists without the ids that the admin gives their entries."""
    if isinstance(value, list):
        return [_without_ids(part) for part in value]
    if isinstance(value, dict):
        if set(value) == {"type", "id", "value"}:
            return _without_ids(value["value"])
        return {name: _without_ids(part) for name, part in value.items()}
    return value
