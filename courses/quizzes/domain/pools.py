"""The pool of questions behind a paper: a version's items, and what is drawn from them."""

from collections.abc import Iterable

from django.core.cache import caches

from courses.quizzes.domain.drawing import Candidate, Cell, draw, paper_item
from courses.quizzes.domain.papers import PaperItem
from courses.quizzes.models import Attempt, QuestionVersion, QuizItem, QuizVersion

Pool = list[tuple[int, str, dict[str, object]]]

# The tags that a blueprint may ask for.
TAGS = ("domain", "bloom", "difficulty", "pilar", "element", "kka_element", "competency")


def paper_for(version: QuizVersion, seed: int) -> list[PaperItem]:
    """Return the paper of these rules: all their questions, or those drawn by the blueprint.

    Raises drawing.PoolTooSmall. One statement when the pool is known to this process.
    """
    if not version.blueprint:
        items = version.items.select_related("question").order_by("position")
        return [paper_item(item.question, seed) for item in items]
    pool = pool_of(version)
    names = {name: pk for pk, name, _tags in pool}
    candidates = [Candidate(name, tags) for _pk, name, tags in pool]
    drawn = [names[one.name] for one in draw(candidates, cells_of(version), seed)]
    wordings = QuestionVersion.objects.only("kind", "content", "key").in_bulk(drawn)
    return [paper_item(wordings[pk], seed) for pk in drawn]


def cells_of(version: QuizVersion) -> list[Cell]:
    """Return the blueprint of the rules."""
    return [Cell(cell["tags"], cell["questions"]) for cell in version.blueprint]


def pool_of(version: QuizVersion) -> Pool:
    """Return (id of the wording, name of the question, its tags) of each question in the pool.

    A version never changes, so each process keeps what it has read.
    """
    key = f"quiz-pool:{version.pk}:{version.digest}"
    pool: Pool | None = caches["local"].get(key)
    if pool is None:
        pool = rows_of(item.question for item in _items_of(version))
        caches["local"].set(key, pool)
    return pool


def _items_of(version: QuizVersion) -> Iterable[QuizItem]:
    return version.items.select_related("question").only("question__question", "question__tags")


def rows_of(questions: Iterable[QuestionVersion]) -> Pool:
    """Return what drawing needs to know of questions."""
    return [
        (one.pk, str(one.question_id), {tag: one.tags[tag] for tag in TAGS if tag in one.tags})
        for one in questions
    ]


def replay(attempt: Attempt) -> list[PaperItem]:
    """Return the paper that the attempt's seed and rules draw: it must be the one that was stored."""
    return paper_for(attempt.version, attempt.seed)
