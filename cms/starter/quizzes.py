"""quiz.yaml, both ways."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from cms.starter import yaml_text
from cms.starter.containers import write_options
from cms.starter.documents import BlockValue, FileRef, QuizDocument
from cms.starter.reader import Reader

MODES = {"latihan": "practice", "tes": "test"}
FEEDBACKS = {"langsung": "immediate", "akhir": "after"}
KINDS = {
    "tunggal": "single",
    "beberapa": "several",
    "benar_salah": "true_false",
    "urutan": "ordering",
}


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


def read_question(reader: Reader) -> BlockValue:
    """Return one question in the shape of the blocks of cms.blocks.questions. Raises PackageError."""
    kind = KINDS[reader.choice("jenis", KINDS)]
    domain = reader.number("domain", highest=5)
    picture = reader.text("gambar", default="")
    value: dict[str, Any] = {
        "ref": reader.text("id", longest=60),
        "difficulty": reader.choice("tingkat", ("mudah", "sedang", "sulit"), default=""),
        "domain": "" if domain is None else str(domain),
        "bloom": reader.choice("bloom", ("ingat", "terapkan", "analisis"), default=""),
        "lesson_slug": reader.text("pelajaran", default="", longest=80),
        "text": reader.text("tanya"),
        "picture": FileRef(picture) if picture else None,
        "alt": reader.text("gambar_alt", default="", longest=400),
        "feedback": reader.text("umpan", default=""),
        "reason": reader.text("alasan", default=""),
    }
    if picture and not value["alt"]:
        raise reader.refuse("gambar", _("A picture needs “gambar_alt”: what it shows, in words."))
    value |= _answers(kind, reader)
    reader.finish()
    return kind, value


def _answers(kind: str, reader: Reader) -> dict[str, Any]:
    if kind == "true_false":
        return {"answer": reader.choice("jawab", ("benar", "salah"))}
    if kind == "ordering":
        return {"order": reader.texts("urutan_benar", fewest=2)}
    options = []
    for option in reader.readers("pilihan", fewest=2):
        options.append(
            {
                "text": option.text("teks", longest=300),
                "correct": option.flag("benar"),
                "feedback": option.text("umpan", default=""),
            }
        )
        option.finish()
    return {"options": options}


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


def write_question(kind: str, value: Mapping[str, Any]) -> dict[str, Any]:
    """Return one question as it stands in YAML."""
    answers: dict[str, Any] = {}
    if kind == "true_false":
        answers = {"jawab": value["answer"]}
    elif kind == "ordering":
        answers = {"urutan_benar": list(value["order"])}
    else:
        answers = {"pilihan": write_options(value["options"])}
    written = {
        "id": value["ref"],
        "jenis": _name_of(KINDS, kind),
        "tingkat": value["difficulty"],
        "domain": int(value["domain"]) if value["domain"] else None,
        "bloom": value["bloom"],
        "pelajaran": value["lesson_slug"],
        "tanya": value["text"],
        "gambar": value["picture"].path if value["picture"] else "",
        "gambar_alt": value["alt"],
        **answers,
        "umpan": value["feedback"],
        "alasan": value["reason"],
    }
    return {name: part for name, part in written.items() if part not in (None, "", [])}


def _name_of(names: Mapping[str, str], value: str) -> str:
    return next(name for name, known in names.items() if known == value)
