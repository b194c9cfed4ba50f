"""Statistics of a question in words."""

from courses.quizzes.models import QuestionStatistics

LONGEST = 60


def flags_in_words(one: QuestionStatistics) -> list[str]:
    """Return what an editor should look at, a sentence for each."""
    labels = dict(QuestionStatistics.Flag.choices)
    return [str(labels[flag]) for flag in one.flags]


def choices_in_words(one: QuestionStatistics) -> list[dict[str, object]]:
    """Return how often each option was chosen, in the order of the question, with what is right."""
    answer = one.version.key["answer"]
    right = answer.get("choices") or [answer.get("choice")]
    return [
        {
            "text": option["text"][:LONGEST],
            "times": one.choices.get(option["id"], 0),
            "percent": round(100 * one.choices.get(option["id"], 0) / one.answers),
            "is_right": option["id"] in right,
        }
        for option in one.version.content.get("options", ())
    ]
