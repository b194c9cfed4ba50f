"""Our own format: the questions of a bank as a course package writes them, pictures beside them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import fields, replace
from fnmatch import fnmatchcase
from typing import Any

from django.utils.translation import gettext as _

from cms.starter import yaml_text
from cms.starter.documents import FileRef
from cms.starter.errors import PackageError
from cms.starter.folders import BANKS
from cms.starter.questions import BANKED, document_of, document_spec, read_question, write_question
from cms.starter.reader import Reader
from courses.quizzes.domain.exchange.archive import is_archive, read_archive, write_archive
from courses.quizzes.domain.exchange.decoding import decoded_text
from courses.quizzes.domain.exchange.gathering import Gathering
from courses.quizzes.domain.exchange.parcels import (
    ExchangeRefused,
    Loss,
    Parcel,
    QuestionRefused,
    Written,
    letter,
)
from courses.quizzes.domain.exchange.pictures import kept_path
from courses.quizzes.domain.specs import QuestionSpec

FILE = "soal.yaml"
# Names of parts that say nothing by themselves.
WITHOUT_MEANING = {"picture_source", "picture_size"}


def read_own(content: bytes) -> Parcel:
    """Return the questions of soal.yaml, or of a zip with it and its pictures. Raises ExchangeRefused.

    The zip may also be the folder of an exam: its bank-1.yaml and so on, with their pictures.
    """
    package: Mapping[str, bytes] = {FILE: content}
    if is_archive(content):
        package = read_archive(content)
    names = question_files(package)
    if not names:
        raise ExchangeRefused(_("The package has no soal.yaml."))
    gathering = Gathering()
    for name in names:
        for reader in _readers(package[name], name):
            _take(gathering, reader, package)
    return gathering.parcel()


def question_files(package: Iterable[str]) -> list[str]:
    """Return the names of the files with questions: soal.yaml, or those of an exam's bank."""
    return sorted(name for name in package if name == FILE or fnmatchcase(name, BANKS))


def _readers(content: bytes, name: str) -> list[Reader]:
    text, _is_guessed = decoded_text(content)
    try:
        return Reader.of_text(text, name, 1).readers("soal")
    except PackageError as error:
        raise ExchangeRefused(str(error)) from error


def write_own(parcel: Parcel) -> Written:
    """Return the questions as soal.yaml, in a zip when there are pictures."""
    rows = [_written(question) for question in parcel.questions]
    text = yaml_text.dump({"soal": rows}).encode()
    files = {one.picture: parcel.files[one.picture] for one in parcel.questions if one.picture}
    content = write_archive({FILE: text, **files}) if files else text
    return Written(content, tuple(_losses(parcel)))


def with_plain_names(spec: QuestionSpec) -> QuestionSpec:
    """Return the question with a letter for the id of each part: ids differ from file to file."""
    groups = {group.id: letter(place) for place, group in enumerate(spec.groups)}
    has_words = spec.kind == "true_false"
    blanks = {blank.id: str(place) for place, blank in enumerate(spec.blanks, start=1)}
    text = spec.blank_text
    for name, plain in blanks.items():
        text = text.replace(f"[[{name}]]", f"[[\0{plain}]]")
    return replace(
        spec,
        options=tuple(
            replace(
                one,
                id=one.id if has_words else letter(place),
                group=groups.get(one.group, ""),
            )
            for place, one in enumerate(spec.options)
        ),
        pairs=tuple(replace(one, id=letter(place)) for place, one in enumerate(spec.pairs)),
        areas=tuple(replace(one, id=letter(place)) for place, one in enumerate(spec.areas)),
        groups=tuple(replace(one, id=groups[one.id]) for one in spec.groups),
        rubric=tuple(
            replace(one, id=f"r{place}") for place, one in enumerate(spec.rubric, start=1)
        ),
        blanks=tuple(replace(one, id=blanks[one.id]) for one in spec.blanks),
        blank_text=text.replace("\0", ""),
    )


def _take(gathering: Gathering, reader: Reader, package: Mapping[str, bytes]) -> None:
    with gathering.question(str(reader.data.get("id") or "")) as place:
        try:
            kind, value = read_question(reader)
        except PackageError as error:
            raise QuestionRefused(str(error)) from error
        if kind == BANKED:
            raise QuestionRefused(_("it only points to a question of a bank."))
        spec = with_plain_names(document_spec(kind, value))
        files: dict[str, bytes] = {}
        if spec.picture:
            if spec.picture not in package:
                raise QuestionRefused(_("the file of its picture is missing."))
            content = package[spec.picture]
            path = kept_path(spec.picture, content)
            files[path] = content
            spec = replace(spec, picture=path)
        ref = gathering.names.name(spec.ref, place)
        gathering.keep(replace(spec, ref=ref), (), files)


def _written(spec: QuestionSpec) -> dict[str, Any]:
    kind, value = document_of(with_plain_names(spec))
    picture = FileRef(spec.picture) if spec.picture else None
    return write_question(kind, {**value, "picture": picture})


def _losses(parcel: Parcel) -> Iterator[Loss]:
    """Yield what reads back different: written and read once, so that nothing is overlooked."""
    for spec in parcel.questions:
        text = yaml_text.dump({"soal": [_written(spec)]})
        try:
            kind, value = read_question(Reader.of_text(text, FILE, 1).readers("soal")[0])
        except PackageError as error:
            yield Loss(spec.ref, "question", error.sentence)
            continue
        before, after = with_plain_names(spec), with_plain_names(document_spec(kind, value))
        for part in fields(spec):
            changed = getattr(before, part.name) != getattr(after, part.name)
            if changed and part.name not in WITHOUT_MEANING:
                yield Loss(
                    spec.ref,
                    part.name,
                    _("Some of its formatting or feedback has no place in our file."),
                )
