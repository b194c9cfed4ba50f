"""How hard the lessons are to read, and words that keep people out."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from cms.checking.jargon import find_jargon
from cms.checking.packages.findings import Finding, TextFile
from cms.checking.packages.sources import CourseSource, Sources
from cms.checking.packages.words import all_words_of, paragraphs_of
from cms.checking.readability import (
    LIX_LIMITS,
    SENTENCE_LIMITS,
    Readability,
    measure,
    strictest,
)


def readability_of(course: CourseSource) -> Readability:
    """Return how the running text of all lessons together reads."""
    return measure(
        paragraph for lesson in course.package.lessons for paragraph in paragraphs_of(lesson)
    )


def check_readability(sources: Sources) -> Iterator[Finding]:
    """Yield the courses and lessons that are too hard for their readers."""
    for course in sources.courses:
        yield from _too_hard(readability_of(course), course.course_file, course.audiences)
        for lesson, file in course.lessons():
            yield from _too_hard(measure(paragraphs_of(lesson)), file, course.audiences)


def _too_hard(found: Readability, file: TextFile, audiences: list[str]) -> Iterator[Finding]:
    limit = strictest(audiences, LIX_LIMITS)
    if found.lix > limit:
        yield file.error(
            "reading.lix",
            _("Readability (LIX) %(lix).1f; at most %(limit)d for these readers.")
            % {"lix": found.lix, "limit": limit},
        )
    limit = strictest(audiences, SENTENCE_LIMITS)
    if found.words_per_sentence > limit:
        yield file.error(
            "reading.sentences",
            _("%(words).1f words in a sentence on average; at most %(limit)d for these readers.")
            % {"words": found.words_per_sentence, "limit": limit},
        )


def check_jargon(sources: Sources) -> Iterator[Finding]:
    """Yield words to be replaced: errors in what we say, advice in examples and answers."""
    for course in sources.courses:
        document = course.package.course
        said = [document.title, document.fields["summary"], *document.fields["can_do"]]
        yield from _jargon(
            "\n".join([*said, document.introduction.markdown]), "", course.course_file
        )
        for lesson, file in course.lessons():
            own = "\n".join([lesson.title, lesson.goal, *paragraphs_of(lesson)])
            yield from _jargon(own, all_words_of(lesson), file)
        if course.package.quiz:
            yield from _jargon("", "\n".join(course.quiz_file.lines), course.quiz_file)
    for exam in sources.exams:
        for file in exam.texts.values():
            yield from _jargon("", "\n".join(file.lines), file)


def _jargon(own: str, examples: str, file: TextFile) -> Iterator[Finding]:
    ours = find_jargon(own)
    for word, instead in (find_jargon(examples) | ours).items():
        report = file.error if word in ours else file.advice
        yield report(
            "reading.jargon",
            _("“%(word)s”: write “%(instead)s” instead.") % {"word": word, "instead": instead},
            word,
        )
