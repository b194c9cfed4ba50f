"""The lines of questions that are answered by typing: a number, a short text, blanks."""

from typing import Any

from cms.starter.questions.words import Value, finished, plain_number, without_nothing
from cms.starter.reader import Reader


def read_numbers(reader: Reader) -> dict[str, Any]:
    """Return the numbers of “jawab” that are right."""
    numbers = [
        finished(
            number,
            {
                "value": number.decimal("angka"),
                "tolerance": number.decimal("kurang_lebih", default=None),
                "unit": number.text("satuan", default="", longest=20),
            },
        )
        for number in reader.readers("jawab")
    ]
    return {"numeric": numbers}


def write_numbers(value: Value) -> dict[str, Any]:
    """Return the numbers as “jawab”."""
    rows = [
        {
            "angka": plain_number(number["value"]),
            "kurang_lebih": plain_number(number["tolerance"]) if number["tolerance"] else None,
            "satuan": number["unit"],
        }
        for number in value["numeric"]
    ]
    return {"jawab": [without_nothing(row) for row in rows]}


def read_short(reader: Reader) -> dict[str, Any]:
    """Return the texts of “jawab” that are right, and how strictly they are read."""
    return {
        "accepted": reader.texts("jawab", fewest=1),
        "case_sensitive": reader.flag("huruf_besar_berarti"),
        "typing_mistakes": reader.number("salah_ketik", highest=3),
    }


def write_short(value: Value) -> dict[str, Any]:
    """Return the texts as “jawab”."""
    return {
        "jawab": list(value["accepted"]),
        "huruf_besar_berarti": value["case_sensitive"] or None,
        "salah_ketik": value["typing_mistakes"],
    }


def read_blanks(reader: Reader) -> dict[str, Any]:
    """Return the text with its blanks, and what belongs in each."""
    blanks = [
        finished(
            blank,
            {
                "name": blank.text("nama", longest=40),
                "accepted": blank.texts("jawab", fewest=1),
                "choices": blank.texts("pilihan"),
            },
        )
        for blank in reader.readers("isian")
    ]
    return {"blank_text": reader.text("teks"), "blanks": blanks}


def write_blanks(value: Value) -> dict[str, Any]:
    """Return the text as “teks” and its blanks as “isian”."""
    rows = [
        {
            "nama": blank["name"],
            "jawab": list(blank["accepted"]),
            "pilihan": list(blank["choices"]),
        }
        for blank in value["blanks"]
    ]
    return {"teks": value["blank_text"], "isian": [without_nothing(row) for row in rows]}
