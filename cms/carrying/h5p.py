"""A practice quiz as a .h5p file: for H5P's own types without libraries, or on our cards with them."""

from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import override

from cms.carrying.gathering import StaysHereError, open_questions_of
from cms.carrying.h5p_cards import card_of, losses_on_cards, our_libraries, our_manifests
from cms.carrying.h5p_questions import library_of, losses_of, params_of, type_of_picture
from courses.packages.domain.h5p.exporting import OpenFile, manifest_for, write_h5p
from courses.quizzes.domain.exchange.markup import words_of_html
from courses.quizzes.domain.exchange.parcels import Loss, Parcel, Written
from courses.quizzes.domain.specs import QuestionSpec
from courses.quizzes.models import QuizVersion

QUESTION_SET = "H5P.QuestionSet 1.20"
IMAGE = "H5P.Image 1.1"
LANGUAGE = settings.LANGUAGE_CODE

LossesOf = Callable[[QuestionSpec], Iterator[Loss]]


def write_content_only(version: QuizVersion) -> Written:
    """Return the quiz for sites that have H5P's own types. Raises StaysHereError."""
    parcel, losses, pictures = _ready(version, losses_of)
    with override(LANGUAGE):
        content = _question_set(version, parcel, pictures)
    used = {one["library"] for one in content["questions"]}
    used |= {IMAGE} if any("media" in one["params"] for one in content["questions"]) else set()
    libraries = [_stated(name) for name in [QUESTION_SET, *sorted(used)]]
    manifest = manifest_for(parcel.title, LANGUAGE, libraries[0], libraries)
    return _file(manifest, content, parcel, pictures, losses)


def write_self_contained(version: QuizVersion) -> Written:
    """Return the quiz on our own cards, with the libraries that play them. Raises StaysHereError."""
    parcel, losses, pictures = _ready(version, losses_on_cards)
    with override(LANGUAGE):
        cards = [
            card_of(
                question, number, pictures.get(question.picture, ""), _own_id(version, question)
            )
            for number, question in enumerate(parcel.questions, start=1)
        ]
    libraries = our_manifests()
    manifest = manifest_for(parcel.title, LANGUAGE, libraries[0], libraries)
    return _file(manifest, {"cards": cards}, parcel, pictures, losses, our_libraries())


FORMS = {"isi": write_content_only, "lengkap": write_self_contained}


def _ready(
    version: QuizVersion, losses_of_one: LossesOf
) -> tuple[Parcel, tuple[Loss, ...], dict[str, str]]:
    """Return what goes, what does not, and where each picture goes."""
    parcel, kept = open_questions_of(version)
    losses = [*kept, *(loss for question in parcel.questions for loss in losses_of_one(question))]
    left_out = {loss.ref for loss in losses if loss.part == "question"}
    without = {loss.ref for loss in losses if loss.part == "picture"}
    questions = tuple(one for one in parcel.questions if one.ref not in left_out)
    if not questions:
        raise StaysHereError(_("None of the questions fits into this format."))
    pictures = {
        one.picture: f"images/{one.picture.rpartition('/')[2]}"
        for one in questions
        if one.picture in parcel.files and one.ref not in without
    }
    return Parcel(parcel.title, questions, files=parcel.files), tuple(losses), pictures


def _question_set(version: QuizVersion, parcel: Parcel, pictures: dict[str, str]) -> dict[str, Any]:
    total = version.items.count()
    percent = version.pass_percent or round(100 * (version.pass_count or 0) / total)
    return {
        "introPage": {
            "showIntroPage": bool(version.instructions),
            "introduction": version.instructions,
            "startButtonText": _("Begin"),
        },
        "progressType": "textual",
        "passPercentage": min(percent, 100),
        "questions": [_question(version, one, pictures) for one in parcel.questions],
        "disableBackwardsNavigation": False,
        "randomQuestions": False,
        "endGame": {
            "showResultPage": True,
            "showSolutionButton": True,
            "showRetryButton": True,
            "noResultMessage": _("Finished"),
            "message": _("Your result:"),
            "solutionButtonText": _("Show what is right"),
            "retryButtonText": _("Try again"),
            "finishButtonText": _("Finish"),
            "showAnimations": False,
        },
        "override": {"checkButton": version.feedback == QuizVersion.Feedback.IMMEDIATE},
        "texts": {
            "prevButton": _("Back"),
            "nextButton": _("Next"),
            "finishButton": _("Finish"),
            "submitButton": _("Finish"),
            "textualProgress": _("Question @current of @total"),
            "jumpToQuestion": _("Question @current of @total")
            .replace("@current", "%d")
            .replace("@total", "%total"),
            "questionLabel": _("Question"),
            "unansweredText": _("Not answered"),
            "answeredText": _("Answered"),
            "currentQuestionText": _("This question"),
        },
    }


def _question(
    version: QuizVersion, question: QuestionSpec, pictures: dict[str, str]
) -> dict[str, Any]:
    library = library_of(question)
    path = pictures.get(question.picture, "")
    own_id = _own_id(version, question)
    return {
        "library": library,
        "params": params_of(question, _image(path, question.picture_alt, own_id) if path else {}),
        "subContentId": own_id,
        "metadata": _metadata(library, words_of_html(question.text_html)[:120]),
    }


def _image(path: str, words: str, own_id: str) -> dict[str, Any]:
    return {
        "library": IMAGE,
        "params": {
            "contentName": "Image",
            "file": {"path": path, "mime": type_of_picture(path), "copyright": {"license": "U"}},
            "alt": words,
        },
        "subContentId": str(uuid5(NAMESPACE_OID, f"{own_id}:{path}")),
        "metadata": _metadata(IMAGE, words[:120]),
    }


def _metadata(library: str, title: str) -> dict[str, str]:
    return {"contentType": library.partition(" ")[0], "license": "U", "title": title or "–"}


def _own_id(version: QuizVersion, question: QuestionSpec) -> str:
    """Return an id that stays the same from one export to the next."""
    return str(uuid5(NAMESPACE_OID, f"{version.quiz_id}:{question.ref}"))


def _stated(library: str) -> dict[str, Any]:
    machine, _space, version = library.partition(" ")
    major, _dot, minor = version.partition(".")
    return {"machineName": machine, "majorVersion": int(major), "minorVersion": int(minor)}


def _file(
    manifest: dict[str, Any],
    content: object,
    parcel: Parcel,
    pictures: dict[str, str],
    losses: Iterable[Loss],
    libraries: Any = (),  # noqa: ANN401 - LibraryToWrite or none
) -> Written:
    target = BytesIO()
    files = {path: _opener(parcel.files[name]) for name, path in pictures.items()}
    write_h5p(target, manifest, content, files, libraries)
    return Written(target.getvalue(), tuple(losses))


def _opener(content: bytes) -> OpenFile:
    return lambda: BytesIO(content)
