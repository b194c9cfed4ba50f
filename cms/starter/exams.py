"""exam.yaml and the files of its bank (one for each domain), both ways."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from cms.starter import yaml_text
from cms.starter.documents import BlockValue, ExamDocument, ExamDomain
from cms.starter.questions import BANKED, read_question, write_question
from cms.starter.reader import Reader

DEPTHS = ("ingat", "terapkan", "analisis")
DOMAINS = range(1, 6)


def read_exam(text: str, file: str, banks: Mapping[str, str]) -> ExamDocument:
    """Return the exam that the file states, with the questions of the bank files by their names.

    Raises PackageError.
    """
    reader = Reader.of_text(text, file, 1)
    exam = ExamDocument(
        code=reader.text("kode", longest=40),
        title=reader.text("judul", longest=160),
        total=_needed(reader, "butir"),
        minutes=_needed(reader, "menit"),
        pass_percent=_needed(reader, "lulus_persen", highest=100),
        domain_percents=_domain_percents(reader),
        attempts_allowed=reader.number("percobaan", highest=100),
        wait_hours=_hours(reader),
        needs=tuple(reader.texts("prasyarat")),
        placement_percent=reader.number("penjajakan_persen", highest=100),
        refresher_questions=reader.number("penyegaran_butir", highest=100),
        blueprint=tuple(_domain(one) for one in reader.readers("cetak_biru")),
        questions=_questions(banks),
    )
    reader.finish()
    if sum(sum(row.counts.values()) for row in exam.blueprint) != exam.total:
        raise reader.refuse(
            "butir", _("The rows of “cetak_biru” together are not %(total)d.") % vars(exam)
        )
    return exam


def _needed(reader: Reader, name: str, *, highest: int = 10_000) -> int:
    number = reader.number(name, highest=highest)
    if not number:
        raise reader.refuse(name, _("“%(name)s” is missing. Add it.") % {"name": name})
    return number


def _hours(reader: Reader) -> tuple[int, ...]:
    hours = reader.numbers("jeda_jam", ())
    if not all(type(one) is int and one > 0 for one in hours):
        raise reader.refuse("jeda_jam", _("“jeda_jam” is a list of whole numbers from 1."))
    return tuple(hours)


def _domain_percents(reader: Reader) -> dict[int, int]:
    percents = reader.mapping("lulus_domain")
    shares = {
        domain: share
        for domain in DOMAINS
        if (share := percents.number(str(domain), highest=100)) is not None
    }
    percents.finish()
    return shares


def _domain(reader: Reader) -> ExamDomain:
    domain = ExamDomain(
        domain=_needed(reader, "domain", highest=max(DOMAINS)),
        counts={depth: reader.number(depth) or 0 for depth in DEPTHS},
        sources=tuple(reader.texts("sumber")),
    )
    reader.finish()
    return domain


def _questions(banks: Mapping[str, str]) -> tuple[BlockValue, ...]:
    """Return the questions in the order of their names, which is how they are written."""
    questions = []
    for file, text in banks.items():
        bank = Reader.of_text(text, file, 1)
        for reader in bank.readers("soal"):
            kind, value = read_question(reader)
            if kind == BANKED:
                raise reader.refuse("jenis", _("A bank holds its questions itself."))
            if not value["domain"]:
                raise reader.refuse(
                    "domain", _("“%(name)s” is missing. Add it.") % {"name": "domain"}
                )
            questions.append((kind, value))
        bank.finish()
    return tuple(sorted(questions, key=_place))


def _place(question: BlockValue) -> tuple[str, str]:
    _kind, value = question
    return value["domain"], value["ref"]


def write_exam(exam: ExamDocument) -> str:
    """Return exam.yaml in canonical form."""
    return yaml_text.dump(
        {
            "kode": exam.code,
            "judul": exam.title,
            "butir": exam.total,
            "menit": exam.minutes,
            "lulus_persen": exam.pass_percent,
            "lulus_domain": dict(exam.domain_percents),
            "percobaan": exam.attempts_allowed,
            "jeda_jam": list(exam.wait_hours),
            "prasyarat": list(exam.needs),
            "penjajakan_persen": exam.placement_percent,
            **({"penyegaran_butir": exam.refresher_questions} if exam.refresher_questions else {}),
            "cetak_biru": [
                {"domain": row.domain, **row.counts, "sumber": list(row.sources)}
                for row in exam.blueprint
            ],
        }
    )


def write_banks(exam: ExamDocument) -> dict[str, str]:
    """Return the files of the bank by their names, in canonical form."""
    rows: dict[str, list[dict[str, Any]]] = {}
    for kind, value in sorted(exam.questions, key=_place):
        rows.setdefault(bank_name(value["domain"]), []).append(write_question(kind, value))
    return {name: yaml_text.dump({"soal": questions}) for name, questions in rows.items()}


def bank_name(domain: str) -> str:
    """Return the name of the file with the questions of a domain."""
    return f"bank-{domain}.yaml"
