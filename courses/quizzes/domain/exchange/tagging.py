"""Tags of a question as the words that other systems keep: "domain:3", "bloom:terapkan"."""

from collections.abc import Iterable

from courses.quizzes.domain.exchange.markup import one_line
from courses.quizzes.domain.specs import QuestionSpec

KNOWN = ("pilar", "domain", "element", "kka_element", "competency", "difficulty", "bloom")
CHOICES = {
    "difficulty": ("mudah", "sedang", "sulit"),
    "bloom": ("ingat", "terapkan", "analisis"),
}
LESSON = "lesson"
LONGEST_LESSON = 80


def words_of_tags(question: QuestionSpec) -> list[str]:
    """Return what is known about the question, a word with its value for each."""
    words = [
        f"{name}:{one_line(str(one))}" for name in KNOWN for one in _each(question.tags.get(name))
    ]
    lesson = question.lesson_slug or question.tags.get(LESSON)
    return [*words, f"{LESSON}:{lesson}"] if lesson else words


def tags_of_words(words: Iterable[str]) -> tuple[dict[str, object], str]:
    """Return the tags among the words, and the lesson; other words mean nothing here."""
    tags: dict[str, object] = {}
    lesson = ""
    for word in words:
        name, colon, value = one_line(word).partition(":")
        name, value = name.strip().lower(), value.strip()
        if not colon or not value:
            continue
        if name == LESSON and len(value) <= LONGEST_LESSON:
            lesson = value
        elif name in KNOWN:
            _add(tags, name, value)
    return tags, lesson


def _add(tags: dict[str, object], name: str, value: str) -> None:
    if name == "domain":
        if value in {"1", "2", "3", "4", "5"}:
            tags[name] = int(value)
    elif value in CHOICES.get(name, (value,)):
        before = tags.get(name)
        tags[name] = value if before is None else [*_each(before), value]


def _each(value: object) -> list[object]:
    if isinstance(value, list | tuple):
        return list(value)
    return [] if value in (None, "") else [value]
