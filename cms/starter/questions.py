"""A question of quiz.yaml or of a bank, both ways; each kind has its own lines for the answer."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from cms.questions import points_of, question_spec_of, value_of
from cms.starter import prose
from cms.starter.containers import write_options
from cms.starter.documents import BlockValue, FileRef, Prose
from cms.starter.reader import Reader
from courses.quizzes.domain.specs import QuestionSpec

BANKED = "banked"
KINDS = {
    "tunggal": "single",
    "beberapa": "several",
    "benar_salah": "true_false",
    "urutan": "ordering",
    "angka": "numeric",
    "isian": "short",
    "jodoh": "matching",
    "rumpang": "blanks",
    "kelompok": "categorise",
    "tunjuk": "hotspot",
    "uraian": "essay",
    "bank": BANKED,
}
SHARING = {"several", "ordering", "matching", "blanks", "categorise"}
PARTIAL = {"penuh": "none", "sebagian": "share"}
SHAPES = {"lingkaran": "circle", "kotak": "rect", "bidang": "polygon"}
PILLARS = ("cakap", "etika", "budaya", "aman")
ELEMENTS = ("BK", "LD", "AD", "AP")

Value = Mapping[str, Any]


def read_question(reader: Reader) -> BlockValue:
    """Return one question in the shape of the blocks of cms.blocks.questions. Raises PackageError."""
    kind = KINDS[reader.choice("jenis", KINDS)]
    if kind == BANKED:
        return _read_banked(reader)
    domain = reader.number("domain", highest=5)
    picture = reader.text("gambar", default="")
    value: dict[str, Any] = {
        "ref": reader.text("id", longest=60),
        "difficulty": reader.choice("tingkat", ("mudah", "sedang", "sulit"), default=""),
        "domain": "" if domain is None else str(domain),
        "bloom": reader.choice("bloom", ("ingat", "terapkan", "analisis"), default=""),
        "pilar": reader.choice("pilar", PILLARS, default=""),
        "element": reader.choice("elemen", ELEMENTS, default=""),
        "kka_element": reader.text("elemen_kka", default="", longest=60),
        "competency": reader.text("kompetensi", default="", longest=160),
        "lesson_slug": reader.text("pelajaran", default="", longest=80),
        "text": reader.text("tanya"),
        "more": _prose(reader),
        "picture": FileRef(picture) if picture else None,
        "alt": reader.text("gambar_alt", default="", longest=400),
        "feedback": reader.text("umpan", default=""),
        "reason": reader.text("alasan", default=""),
    }
    if picture and not value["alt"]:
        raise reader.refuse("gambar", _("A picture needs “gambar_alt”: what it shows, in words."))
    if kind in SHARING:
        value["partial"] = PARTIAL[reader.choice("nilai", PARTIAL, default="penuh")]
    value |= READERS[kind](reader)
    reader.finish()
    return kind, value


def _prose(reader: Reader) -> Prose:
    text = reader.text("bahan", default="")
    line = reader.lines.get((*reader.path, "bahan"), 1)
    return Prose(prose.write_markdown(prose.read_markdown(text, reader.file, line)))


def _read_banked(reader: Reader) -> BlockValue:
    value = {"bank": reader.text("bank", longest=40), "ref": reader.text("id", longest=60)}
    reader.finish()
    return BANKED, value


def document_spec(kind: str, value: Value) -> QuestionSpec:
    """Return what a question of a package states; its picture is known by its path."""
    more = prose.html_of_markdown(value["more"].markdown)
    spec = question_spec_of(kind, {**value, "picture": None, "more": more})
    return replace(spec, picture=value["picture"].path) if value["picture"] else spec


def document_of(spec: QuestionSpec) -> BlockValue:
    """Return the question as it stands in a package; its picture is left to the caller."""
    value = {name: _without_ids(part) for name, part in value_of(spec).items()}
    return spec.kind, value | {"more": Prose(prose.markdown_of_html(value["more"]))}


def _without_ids(value: Any) -> Any:  # noqa: ANN401 - values of blocks, as many types as there are
    """Return lists without the ids that the admin gives their entries."""
    if isinstance(value, list):
        return [_without_ids(part) for part in value]
    if isinstance(value, dict):
        if set(value) == {"type", "id", "value"}:
            return _without_ids(value["value"])
        return {name: _without_ids(part) for name, part in value.items()}
    return value


# --- The answer of each kind, read -----------------------------------------------------------------


def _finished(reader: Reader, value: dict[str, Any]) -> dict[str, Any]:
    reader.finish()
    return value


def _read_options(reader: Reader) -> dict[str, Any]:
    options = [
        _finished(
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


def _read_numbers(reader: Reader) -> dict[str, Any]:
    numbers = [
        _finished(
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


def _read_short(reader: Reader) -> dict[str, Any]:
    return {
        "accepted": reader.texts("jawab", fewest=1),
        "case_sensitive": reader.flag("huruf_besar_berarti"),
        "typing_mistakes": reader.number("salah_ketik", highest=3),
    }


def _read_pairs(reader: Reader) -> dict[str, Any]:
    pairs = [
        _finished(
            pair,
            {
                "left": pair.text("kiri", default="", longest=300),
                "right": pair.text("kanan", longest=300),
            },
        )
        for pair in reader.readers("pasangan", fewest=2)
    ]
    return {"pairs": pairs}


def _read_blanks(reader: Reader) -> dict[str, Any]:
    blanks = [
        _finished(
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


def _read_groups(reader: Reader) -> dict[str, Any]:
    groups = [
        _finished(
            group,
            {"title": group.text("nama", longest=120), "items": group.texts("isi", fewest=1)},
        )
        for group in reader.readers("kelompok", fewest=2)
    ]
    return {"groups": groups}


def _read_areas(reader: Reader) -> dict[str, Any]:
    areas = [
        _finished(
            area,
            {
                "label": area.text("teks", longest=160),
                "shape": SHAPES[area.choice("bentuk", SHAPES, default="kotak")],
                "points": _points(area),
                "correct": area.flag("benar"),
            },
        )
        for area in reader.readers("bidang")
    ]
    return {"areas": areas}


def _points(area: Reader) -> str:
    points = points_of(area.text("titik", longest=400))
    if not points:
        raise area.refuse(
            "titik", _("“titik” is numbers from 0 to 1000 with commas, such as 40, 146, 960, 245.")
        )
    return ", ".join(map(str, points))


def _read_rubric(reader: Reader) -> dict[str, Any]:
    rows = [
        _finished(
            row,
            {
                "title": row.text("dilihat", longest=160),
                "levels": [
                    _finished(
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


READERS: dict[str, Callable[[Reader], dict[str, Any]]] = {
    "single": _read_options,
    "several": _read_options,
    "true_false": lambda reader: {"answer": reader.choice("jawab", ("benar", "salah"))},
    "ordering": lambda reader: {"order": reader.texts("urutan_benar", fewest=2)},
    "numeric": _read_numbers,
    "short": _read_short,
    "matching": _read_pairs,
    "blanks": _read_blanks,
    "categorise": _read_groups,
    "hotspot": _read_areas,
    "essay": _read_rubric,
}


# --- And written -----------------------------------------------------------------------------------


def write_question(kind: str, value: Value) -> dict[str, Any]:
    """Return one question as it stands in YAML."""
    if kind == BANKED:
        return {"jenis": "bank", "bank": value["bank"], "id": value["ref"]}
    written = {
        "id": value["ref"],
        "jenis": name_of(KINDS, kind),
        "tingkat": value["difficulty"],
        "domain": int(value["domain"]) if value["domain"] else None,
        "bloom": value["bloom"],
        "pilar": value["pilar"],
        "elemen": value["element"],
        "elemen_kka": value["kka_element"],
        "kompetensi": value["competency"],
        "pelajaran": value["lesson_slug"],
        "tanya": value["text"],
        "bahan": value["more"].markdown,
        "gambar": value["picture"].path if value["picture"] else "",
        "gambar_alt": value["alt"],
        "nilai": "sebagian" if kind in SHARING and value.get("partial") == "share" else "",
        **WRITERS[kind](value),
        "umpan": value["feedback"],
        "alasan": value["reason"],
    }
    return _without_nothing(written)


def name_of(names: Mapping[str, str], value: str) -> str:
    """Return the word of a package for a value of ours."""
    return next(name for name, known in names.items() if known == value)


def _without_nothing(written: dict[str, Any]) -> dict[str, Any]:
    return {name: part for name, part in written.items() if part not in (None, "", [])}


def _number(value: object) -> int | float:
    number = Decimal(str(value))
    return int(number) if number == number.to_integral_value() else float(number)


def _write_numbers(value: Value) -> dict[str, Any]:
    rows = [
        {
            "angka": _number(number["value"]),
            "kurang_lebih": _number(number["tolerance"]) if number["tolerance"] else None,
            "satuan": number["unit"],
        }
        for number in value["numeric"]
    ]
    return {"jawab": [_without_nothing(row) for row in rows]}


def _write_short(value: Value) -> dict[str, Any]:
    return {
        "jawab": list(value["accepted"]),
        "huruf_besar_berarti": value["case_sensitive"] or None,
        "salah_ketik": value["typing_mistakes"],
    }


def _write_pairs(value: Value) -> dict[str, Any]:
    rows = [{"kiri": pair["left"], "kanan": pair["right"]} for pair in value["pairs"]]
    return {"pasangan": [_without_nothing(row) for row in rows]}


def _write_blanks(value: Value) -> dict[str, Any]:
    rows = [
        {
            "nama": blank["name"],
            "jawab": list(blank["accepted"]),
            "pilihan": list(blank["choices"]),
        }
        for blank in value["blanks"]
    ]
    return {"teks": value["blank_text"], "isian": [_without_nothing(row) for row in rows]}


def _write_groups(value: Value) -> dict[str, Any]:
    return {
        "kelompok": [
            {"nama": group["title"], "isi": list(group["items"])} for group in value["groups"]
        ]
    }


def _write_areas(value: Value) -> dict[str, Any]:
    return {
        "bidang": [
            {
                "teks": area["label"],
                "bentuk": name_of(SHAPES, area["shape"]),
                "titik": area["points"],
                "benar": bool(area["correct"]),
            }
            for area in value["areas"]
        ]
    }


def _write_rubric(value: Value) -> dict[str, Any]:
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


WRITERS: dict[str, Callable[[Value], dict[str, Any]]] = {
    "single": lambda value: {"pilihan": write_options(value["options"])},
    "several": lambda value: {"pilihan": write_options(value["options"])},
    "true_false": lambda value: {"jawab": value["answer"]},
    "ordering": lambda value: {"urutan_benar": list(value["order"])},
    "numeric": _write_numbers,
    "short": _write_short,
    "matching": _write_pairs,
    "blanks": _write_blanks,
    "categorise": _write_groups,
    "hotspot": _write_areas,
    "essay": _write_rubric,
}
