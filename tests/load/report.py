"""What came of an exam day: requests, errors, waiting, and whether an answer was lost."""

from dataclasses import dataclass

from courses.quizzes.models import Answer, Attempt
from tests.load.candidate import Asked, Candidate


@dataclass(frozen=True)
class Line:
    """One kind of request; milliseconds from the moment it was due."""

    name: str
    requests: int
    errors: int
    p50: float
    p95: float
    p99: float


def lines_of(candidates: list[Candidate]) -> list[Line]:
    """Return a line for each kind of request, and one for all of them."""
    asked = [one for candidate in candidates for one in candidate.asked]
    names = list(dict.fromkeys(one.name for one in asked))
    return [_line(name, [one for one in asked if one.name == name]) for name in names] + [
        _line("all", asked)
    ]


def _line(name: str, asked: list[Asked]) -> Line:
    times = sorted(1000 * one.seconds for one in asked)
    errors = sum(one.status == 0 or one.status >= 400 for one in asked)
    return Line(name, len(asked), errors, *(_share(times, share) for share in (0.5, 0.95, 0.99)))


def _share(times: list[float], share: float) -> float:
    return times[min(int(share * len(times)), len(times) - 1)] if times else 0


def table(lines: list[Line]) -> str:
    """Return the lines as they are printed."""
    rows = ["request            requests  errors   p50 ms   p95 ms   p99 ms"]
    rows += [
        f"{one.name:<18} {one.requests:>8} {one.errors:>7} {one.p50:>8.0f} {one.p95:>8.0f} {one.p99:>8.0f}"
        for one in lines
    ]
    return "\n".join(rows)


def answers_lost(acknowledged: dict[str, dict[str, list[object]]]) -> int:
    """Return how many answers that the server acknowledged are not what it holds now.

    {id of the attempt: {position: [sequence, response]}}
    """
    stored = {
        (str(attempt), position): (sequence, response)
        for attempt, position, sequence, response in Answer.objects.values_list(
            "attempt", "position", "sequence", "response"
        )
    }
    return sum(
        stored.get((attempt, int(position))) != (sequence, response)
        for attempt, answers in acknowledged.items()
        for position, (sequence, response) in answers.items()
    )


def not_handed_in() -> int:
    """Return how many attempts are not closed, marked and receipted."""
    done = Attempt.objects.submitted().filter(passed__isnull=False).exclude(receipt="")
    return Attempt.objects.filter(supervised=True).count() - done.filter(supervised=True).count()
