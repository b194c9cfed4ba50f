"""Read Moodle XML."""

from dataclasses import replace
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from courses.quizzes.domain.exchange.gathering import Gathering
from courses.quizzes.domain.exchange.markup import one_line
from courses.quizzes.domain.exchange.moodle.kinds import READERS, UNREADABLE
from courses.quizzes.domain.exchange.moodle.source import Source, number_of
from courses.quizzes.domain.exchange.parcels import ExchangeRefused, Parcel, QuestionRefused
from courses.quizzes.domain.exchange.tagging import tags_of_words
from courses.quizzes.domain.exchange.xml import child, children, name_of, read_xml, text_at
from courses.quizzes.domain.specs import QuestionSpec

COMBINED = ("correctfeedback", "partiallycorrectfeedback", "incorrectfeedback")
SAID_BY_MOODLE = {
    "",
    "Your answer is correct.",
    "Your answer is partially correct.",
    "Your answer is incorrect.",
    "Jawaban Anda benar.",
    "Jawaban Anda benar sebagian.",
    "Jawaban Anda salah.",
}


def read_moodle(content: bytes) -> Parcel:
    """Return the questions of a Moodle XML file. Raises ExchangeRefused."""
    root = read_xml(content)
    if name_of(root) != "quiz":
        raise ExchangeRefused(
            _(
                "This is XML, but not Moodle's: it should begin with <quiz>. Export it again from Moodle."
            )
        )
    gathering = Gathering()
    for element in children(root, "question"):
        if element.get("type") == "category":
            gathering.name_after(_category(element))
        else:
            _take(gathering, element)
    return gathering.parcel()


def _category(element: Element) -> str:
    """Return the last part of a path such as $course$/top/Default for X."""
    return one_line(text_at(element, "category", "text")).rpartition("/")[2]


def _take(gathering: Gathering, element: Element) -> None:
    source = Source(element)
    name = source.words("name", "text")
    with gathering.question(name) as place:
        ref = gathering.names.name(source.words("idnumber") or name, place)
        question = replace(_question(source), ref=ref)
        gathering.keep(question, source.remarks, source.files)


def _question(source: Source) -> QuestionSpec:
    kind = source.element.get("type", "")
    if kind not in READERS:
        raise QuestionRefused(
            UNREADABLE.get(kind)
            or _("its kind (%(kind)s) does not exist here.") % {"kind": kind[:40]}
        )
    question = READERS[kind](source)
    words = [text_at(tag, "text") for tag in children(_tags(source), "tag")]
    tags, lesson = tags_of_words(words)
    _say_what_is_left_out(source)
    feedback = "\n\n".join(filter(None, (source.text("generalfeedback"), question.feedback)))
    return replace(question, tags=tags, lesson_slug=lesson, feedback=feedback)


def _tags(source: Source) -> Element:
    found = child(source.element, "tags")
    return Element("tags") if found is None else found


def _say_what_is_left_out(source: Source) -> None:
    if any(source.text(name) not in SAID_BY_MOODLE for name in COMBINED):
        source.remarks.append(_("What Moodle says to a right or a wrong answer was left out."))
    if children(source.element, "hint"):
        source.remarks.append(_("Its hints were left out."))
    worth = source.words("defaultgrade")
    if worth and number_of(worth) not in {0, 1}:
        source.remarks.append(_("In Moodle it counts more or less than one point; here one."))
