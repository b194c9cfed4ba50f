"""quiz.yaml, both ways."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from cms.starter import yaml_text
from cms.starter.documents import QuizDocument
from cms.starter.questions import read_question, write_question
from cms.starter.reader import Reader

MODES = {"latihan": "practice", "tes": "test"}
FEEDBACKS = {"langsung": "immediate", "akhir": "after"}


def read_quiz(text: str, file: str) -> QuizDocument:
    """Return the quiz that the file states. Raises PackageError."""
    reader = Reader.of_text(text, file, 1)
    quiz = QuizDocument(
        code=reader.text("kuis", longest=60),
        title=reader.text("judul", longest=160),
        instructions=reader.text("petunjuk", default=""),
        key=reader.key("kunci"),
        mode=MODES[reader.choice("mode", MODES)],
        feedback=FEEDBACKS[reader.choice("umpan", FEEDBACKS)],
        pass_count=reader.number("lulus"),
        pass_percent=reader.number("lulus_persen", highest=100),
        attempts_allowed=reader.number("percobaan", highest=100),
        wait_hours=reader.number("jeda_jam"),
        questions=tuple(read_question(one) for one in reader.readers("soal")),
    )
    reader.finish()
    if (quiz.pass_count is None) == (quiz.pass_percent is None):
        raise reader.refuse(
            "lulus", _("State “lulus” (a number) or “lulus_persen”, one of the two.")
        )
    return quiz


def write_quiz(quiz: QuizDocument) -> str:
    """Return the file of the quiz in canonical form."""
    rules = (
        {"lulus": quiz.pass_count}
        if quiz.pass_count is not None
        else {"lulus_persen": quiz.pass_percent}
    )
    return yaml_text.dump(
        {
            "kuis": quiz.code,
            "judul": quiz.title,
            "petunjuk": quiz.instructions,
            "kunci": str(quiz.key),
            "mode": _name_of(MODES, quiz.mode),
            "umpan": _name_of(FEEDBACKS, quiz.feedback),
            **rules,
            "percobaan": quiz.attempts_allowed,
            "jeda_jam": quiz.wait_hours,
            "soal": [write_question(kind, value) for kind, value in quiz.questions],
        }
    )


def _name_of(names: Mapping[str, str], value: str) -> str:
    return next(name for name, known in names.items() if known == value)
