"""The lines of questions with options: one right, several, true or false, an order."""

from typing import Any

from cms.starter.containers import write_options
from cms.starter.questions.words import Value, finished
from cms.starter.reader import Reader


def read_options(reader: Reader) -> dict[str, Any]:
    """Return the options of “pilihan”."""
    options = [
        finished(
            option,
            {
                "text": option.text("teks", longest=300),
                "correct": option.flag("benar"),
                "feedback": option.text("umpan", default=""),
            },
        )
        for option in reader.readers("pilihan", fewest=2)
    ]
    return {"options": options}


def write_choices(value: Value) -> dict[str, Any]:
    """Return the options as “pilihan”."""
    return {"pilihan": write_options(value["options"])}


def read_true_false(reader: Reader) -> dict[str, Any]:
    """Return whether “jawab” is benar or salah."""
    return {"answer": reader.choice("jawab", ("benar", "salah"))}


def write_true_false(value: Value) -> dict[str, Any]:
    """Return the answer as “jawab”."""
    return {"jawab": value["answer"]}


def read_order(reader: Reader) -> dict[str, Any]:
    """Return the steps of “urutan_benar” in the right order."""
    return {"order": reader.texts("urutan_benar", fewest=2)}


def write_order(value: Value) -> dict[str, Any]:
    """Return the steps as “urutan_benar”."""
    return {"urutan_benar": list(value["order"])}
