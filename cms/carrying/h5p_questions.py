"""Questions as H5P's own content types hold them, and what those cannot hold.

The versions are those that H5P.QuestionSet 1.20 lists in its semantics.json: it takes no others.
"""

from collections.abc import Callable, Iterator
from decimal import Decimal
from html import escape
from typing import Any

from django.utils.translation import gettext as _

from courses.quizzes.domain.exchange.blanks import with_gaps
from courses.quizzes.domain.exchange.markup import html_of_text, one_line, text_of_html
from courses.quizzes.domain.exchange.parcels import Loss
from courses.quizzes.domain.kinds.numeric import in_figures
from courses.quizzes.domain.specs import QuestionSpec

MULTI_CHOICE = "H5P.MultiChoice 1.16"
TRUE_FALSE = "H5P.TrueFalse 1.8"
BLANKS = "H5P.Blanks 1.14"
DRAG_TEXT = "H5P.DragText 1.10"
# What marks a gap, its other answers and its tip; none of them can be escaped.
SIGNS = "*/:\\"
ALIKE = str.maketrans({"*": "∗", ":": "∶", "\\": "⧵"})
PICTURES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".gif": "image/gif"}

Params = dict[str, Any]


def library_of(question: QuestionSpec) -> str:
    """Return the content type that holds the question, or nothing."""
    if question.kind in ("single", "several"):
        return MULTI_CHOICE
    if question.kind == "true_false":
        return TRUE_FALSE
    if question.kind == "blanks":
        is_chosen = all(blank.choices for blank in question.blanks)
        return DRAG_TEXT if is_chosen else _typed(blank.accepted for blank in question.blanks)
    if question.kind in ("matching", "categorise", "ordering"):
        return DRAG_TEXT
    if question.kind == "short" and question.text_key:
        return _typed([question.text_key.accepted])
    if question.kind == "numeric" and not any(key.tolerance for key in question.numeric):
        return BLANKS
    return ""


def losses_of(question: QuestionSpec) -> Iterator[Loss]:
    """Yield each part of the question that H5P's own types do not keep."""
    ref, library = question.ref, library_of(question)
    if not library:
        yield Loss(ref, "question", _why_left_out(question))
        return
    if question.picture and (library == DRAG_TEXT or not type_of_picture(question.picture)):
        yield Loss(ref, "picture", _("H5P shows only PNG, JPEG and GIF, and none beside dragging."))
    if question.reason:
        yield Loss(ref, "reason", _("H5P has no place for why the key is right."))
    if question.partial == "none" and library in (BLANKS, DRAG_TEXT) and _parts(question) > 1:
        yield Loss(ref, "partial", _("H5P always gives a share of the points for a part."))
    if question.kind in ("matching", "categorise", "ordering"):
        yield Loss(ref, "kind", _("Matching, sorting and ordering become dragging words."))
    if question.kind == "blanks":
        yield from _losses_of_blanks(question, library)
    if question.kind == "numeric":
        yield Loss(ref, "numeric", _("H5P compares numbers as words: other ways of writing fail."))
    if question.text_key and question.text_key.typing_mistakes:
        yield Loss(ref, "text_key", _("H5P decides itself how many typing mistakes it forgives."))
    if library == DRAG_TEXT and any(option.feedback for option in question.options):
        yield Loss(ref, "options", _("H5P says nothing about single words that are dragged."))
    if question.tags:
        yield Loss(ref, "tags", _("H5P has no tags."))


def params_of(question: QuestionSpec, media: Params) -> Params:
    """Return what the content type of the question is given; `media` is its picture."""
    params = WRITERS[question.kind](question)
    if media and library_of(question) != DRAG_TEXT:
        params["media"] = {"type": media}
    return params


def type_of_picture(path: str) -> str:
    """Return the media type of a picture that H5P shows, or nothing."""
    return PICTURES.get(path[path.rfind(".") :].lower(), "")


def _typed(answers: Any) -> str:  # noqa: ANN401 - lists and tuples of texts alike
    is_plain = not any(set(SIGNS) & set(text) for accepted in answers for text in accepted)
    return BLANKS if is_plain else ""


def _why_left_out(question: QuestionSpec) -> str:
    if question.kind == "numeric":
        return _("H5P knows no tolerance of numbers; the question is left out.")
    if question.kind in ("short", "blanks"):
        return _("H5P cannot ask for an answer with * / : or \\; the question is left out.")
    return _("H5P's quiz has no such kind of question; it is left out.")


def _losses_of_blanks(question: QuestionSpec, library: str) -> Iterator[Loss]:
    if library == DRAG_TEXT:
        yield Loss(question.ref, "blanks", _("The choices of all gaps become one heap of words."))
    elif any(blank.choices for blank in question.blanks):
        yield Loss(question.ref, "blanks", _("Gaps with choices become gaps to type in."))


def _parts(question: QuestionSpec) -> int:
    return len(question.blanks) or len(question.pairs) or len(question.options) or 1


# --- The types --------------------------------------------------------------------------------


def _choice(question: QuestionSpec) -> Params:
    is_single = question.kind == "single"
    return {
        "question": question.text_html,
        "answers": [
            {
                "text": f"<div>{escape(option.text, quote=False)}</div>",
                "correct": option.correct,
                "tipsAndFeedback": {
                    "tip": "",
                    "chosenFeedback": html_of_text(option.feedback),
                    "notChosenFeedback": "",
                },
            }
            for option in question.options
        ],
        "overallFeedback": _overall(question),
        "behaviour": _behaviour()
        | {
            "type": "single" if is_single else "multi",
            "singlePoint": is_single or question.partial == "none",
            "randomAnswers": True,
            "passPercentage": 100,
        },
        "UI": {
            "checkAnswerButton": _("Check"),
            "submitAnswerButton": _("Check"),
            "showSolutionButton": _("Show what is right"),
            "tryAgainButton": _("Try again"),
            "noInput": _("Choose an answer first."),
        },
    }


def _true_false(question: QuestionSpec) -> Params:
    right = next(option for option in question.options if option.correct)
    said = {option.correct: option.feedback or question.feedback for option in question.options}
    return {
        "question": question.text_html,
        "correct": right.id,
        "behaviour": _behaviour()
        | {"feedbackOnCorrect": said.get(True, ""), "feedbackOnWrong": said.get(False, "")},
        "l10n": {
            "trueText": _("True"),
            "falseText": _("False"),
            "checkAnswer": _("Check"),
            "submitAnswer": _("Check"),
            "showSolutionButton": _("Show what is right"),
            "tryAgain": _("Try again"),
            "wrongAnswerMessage": _("Not right yet"),
            "correctAnswerMessage": _("Right"),
        },
    }


def _blanks(question: QuestionSpec) -> Params:
    if library_of(question) == DRAG_TEXT:
        return _dragged_blanks(question)
    accepted = {blank.id: "/".join(blank.accepted) for blank in question.blanks}
    text = with_gaps(question.blank_text.translate(ALIKE), lambda id: f"*{accepted[id]}*")
    return _typing(question, text, is_strict=False, forgives=False)


def _dragged_blanks(question: QuestionSpec) -> Params:
    right = {blank.id: blank.accepted[0] for blank in question.blanks}
    text = with_gaps(
        text_of_html(question.blank_text).translate(ALIKE), lambda id: _drag(right[id])
    )
    used = set(right.values())
    others = {choice for blank in question.blanks for choice in blank.choices} - used
    return _dragging(question, text, sorted(others))


def _short(question: QuestionSpec) -> Params:
    key = question.text_key
    if key is None:
        raise ValueError(question.ref)
    text = f"<p>*{'/'.join(one_line(one) for one in key.accepted)}*</p>"
    return _typing(question, text, is_strict=key.case_sensitive, forgives=key.typing_mistakes > 0)


def _numeric(question: QuestionSpec) -> Params:
    forms = [form for key in question.numeric for form in _figures(key.value, key.unit)]
    return _typing(question, f"<p>*{'/'.join(forms)}*</p>", is_strict=False, forgives=False)


def _figures(value: Decimal, unit: str) -> list[str]:
    """Return the ways in which the number is most likely written."""
    plain = in_figures(value)
    forms = list(dict.fromkeys([plain, plain.replace(".", ",")]))
    unit = one_line(unit.replace("/", " per "))
    return [f"{form} {unit}" for form in forms] if unit else forms


def _matching(question: QuestionSpec) -> Params:
    lines = [f"{_plain(pair.left)} → {_drag(pair.right)}" for pair in question.pairs if pair.left]
    rights = {pair.right for pair in question.pairs if pair.left}
    others = [pair.right for pair in question.pairs if not pair.left and pair.right not in rights]
    return _dragging(question, "\n".join(lines), others)


def _categorise(question: QuestionSpec) -> Params:
    titles = {group.id: group.title for group in question.groups}
    lines = [f"{_plain(one.text)} → {_drag(titles[one.group])}" for one in question.options]
    return _dragging(question, "\n".join(lines), [])


def _ordering(question: QuestionSpec) -> Params:
    lines = [f"{place}. {_drag(one.text)}" for place, one in enumerate(question.options, start=1)]
    return _dragging(question, "\n".join(lines), [])


def _typing(question: QuestionSpec, text: str, *, is_strict: bool, forgives: bool) -> Params:
    return {
        "text": question.text_html,
        "questions": [text],
        "overallFeedback": _overall(question),
        "behaviour": _behaviour() | {"caseSensitive": is_strict, "acceptSpellingErrors": forgives},
        "showSolutions": _("Show what is right"),
        "tryAgain": _("Try again"),
        "checkAnswer": _("Check"),
        "submitAnswer": _("Check"),
        "notFilledOut": _("Fill in every gap first."),
        "answerIsCorrect": _("“:ans” is right"),
        "answerIsWrong": _("“:ans” is not right yet"),
    }


def _dragging(question: QuestionSpec, text: str, others: list[str]) -> Params:
    return {
        "taskDescription": question.text_html,
        "textField": text,
        "distractors": " ".join(_drag(one) for one in others),
        "overallFeedback": _overall(question),
        "behaviour": _behaviour() | {"instantFeedback": False},
        "checkAnswer": _("Check"),
        "submitAnswer": _("Check"),
        "tryAgain": _("Try again"),
        "showSolution": _("Show what is right"),
        "correctText": _("Right"),
        "incorrectText": _("Not right yet"),
    }


def _overall(question: QuestionSpec) -> list[Params]:
    return [{"from": 0, "to": 100, "feedback": question.feedback}]


def _behaviour() -> Params:
    return {"enableRetry": True, "enableSolutionsButton": True}


def _plain(text: str) -> str:
    return escape(one_line(text), quote=False).translate(ALIKE)


def _drag(text: str) -> str:
    return f"*{_plain(text)}*"


WRITERS: dict[str, Callable[[QuestionSpec], Params]] = {
    "single": _choice,
    "several": _choice,
    "true_false": _true_false,
    "blanks": _blanks,
    "short": _short,
    "numeric": _numeric,
    "matching": _matching,
    "categorise": _categorise,
    "ordering": _ordering,
}
