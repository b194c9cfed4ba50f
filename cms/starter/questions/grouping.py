"""The lines of questions that put together what belongs together: pairs, and groups."""

from typing import Any

from cms.starter.questions.words import Value, finished, without_nothing
from cms.starter.reader import Reader


def read_pairs(reader: Reader) -> dict[str, Any]:
    """Return the pairs of “pasangan”."""
    pairs = [
        finished(
            pair,
            {
                "left": pair.text("kiri", default="", longest=300),
                "right": pair.text("kanan", longest=300),
            },
        )
        for pair in reader.readers("pasangan", fewest=2)
    ]
    return {"pairs": pairs}


def write_pairs(value: Value) -> dict[str, Any]:
    """Return the pairs as “pasangan”."""
    rows = [{"kiri": pair["left"], "kanan": pair["right"]} for pair in value["pairs"]]
    return {"pasangan": [without_nothing(row) for row in rows]}


def read_groups(reader: Reader) -> dict[str, Any]:
    """Return the groups of “kelompok” with what belongs in each."""
    groups = [
        finished(
            group,
            {"title": group.text("nama", longest=120), "items": group.texts("isi", fewest=1)},
        )
        for group in reader.readers("kelompok", fewest=2)
    ]
    return {"groups": groups}


def write_groups(value: Value) -> dict[str, Any]:
    """Return the groups as “kelompok”."""
    return {
        "kelompok": [
            {"nama": group["title"], "isi": list(group["items"])} for group in value["groups"]
        ]
    }
