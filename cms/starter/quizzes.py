"""quiz.yaml, both ways."""

from collections.abc import Mapping
from datetime import datetime

from django.utils.timezone import is_aware, make_aware
from django.utils.translation import gettext as _

from cms.starter import yaml_text
from cms.starter.documents import QuizDocument
from cms.starter.questions import read_question, write_question
from cms.starter.reader import Reader

MODES = {"latihan": "practice", "tes": "test"}
FEEDBACKS = {"langsung": "immediate", "akhir": "after", "tidak": "never"}


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
        minutes_allowed=reader.number("menit", highest=1000),
        opens_at=_moment(reader, "buka"),
        closes_at=_moment(reader, "tutup"),
        draw_easy=reader.number("ambil_mudah", highest=200),
        draw_medium=reader.number("ambil_sedang", highest=200),
        draw_hard=reader.number("ambil_sulit", highest=200),
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
            **_later_rules(quiz),
            "soal": [write_question(kind, value) for kind, value in quiz.questions],
        }
    )


def _later_rules(quiz: QuizDocument) -> dict[str, object]:
    """Return the rules that most quizzes do without: they stand in the file only where they say something."""
    stated = {
        "menit": quiz.minutes_allowed,
        "buka": quiz.opens_at and quiz.opens_at.isoformat(),
        "tutup": quiz.closes_at and quiz.closes_at.isoformat(),
        "ambil_mudah": quiz.draw_easy,
        "ambil_sedang": quiz.draw_medium,
        "ambil_sulit": quiz.draw_hard,
    }
    return {name: value for name, value in stated.items() if value}


def _moment(reader: Reader, name: str) -> datetime | None:
    """Read a day and a time; without a zone it is the regency's."""
    text = reader.text(name, default="")
    try:
        moment = datetime.fromisoformat(text) if text else None
    except ValueError as problem:
        raise reader.refuse(name, _("Write a day and a time, like 2026-12-01T08:00.")) from problem
    return moment if moment is None or is_aware(moment) else make_aware(moment)


def _name_of(names: Mapping[str, str], value: str) -> str:
    return next(name for name, known in names.items() if known == value)
