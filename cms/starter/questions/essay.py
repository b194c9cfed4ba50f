"""The lines of an essay: its rubric."""

from typing import Any

from cms.starter.questions.words import Value, finished
from cms.starter.reader import Reader


def read_rubric(reader: Reader) -> dict[str, Any]:
    """Return the rows of “rubrik” and how long the essay may be."""
    rows = [
        finished(
            row,
            {
                "title": row.text("dilihat", longest=160),
                "levels": [
                    finished(
                        level,
                        {
                            "points": level.number("nilai", default=0, highest=100),
                            "text": level.text("teks", longest=300),
                        },
                    )
                    for level in row.readers("tingkat", fewest=2)
                ],
            },
        )
        for row in reader.readers("rubrik")
    ]
    return {"rubric": rows, "max_words": reader.number("paling_banyak_kata", highest=2000)}


def write_rubric(value: Value) -> dict[str, Any]:
    """Return the rubric as “rubrik”."""
    return {
        "paling_banyak_kata": value["max_words"],
        "rubrik": [
            {
                "dilihat": row["title"],
                "tingkat": [
                    {"nilai": level["points"], "teks": level["text"]} for level in row["levels"]
                ],
            }
            for row in value["rubric"]
        ],
    }
