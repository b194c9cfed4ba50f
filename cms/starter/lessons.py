"""A lesson file: front matter, Markdown, containers. Both ways."""

import re
from collections.abc import Collection, Iterator

from django.utils.translation import gettext as _

from cms.blocks import COUNTED
from cms.starter import containers, prose, yaml_text
from cms.starter.containers import ATTRIBUTE, CLOSING, OPENING, Container
from cms.starter.documents import BlockValue, LessonDocument, Prose
from cms.starter.errors import PackageError
from cms.starter.reader import Reader

FENCE = "---"
ESCAPED = re.compile(r"\\(.)")


def split_front_matter(text: str, file: str) -> tuple[Reader, str, int]:
    """Return the front matter, the text below it, and the line that text begins at."""
    lines = text.split("\n")
    if lines[0].strip() != FENCE or FENCE not in [line.strip() for line in lines[1:]]:
        raise PackageError(
            file, 1, _("The file begins with front matter between two lines of “---”.")
        )
    end = next(number for number, line in enumerate(lines[1:], start=1) if line.strip() == FENCE)
    reader = Reader.of_text("\n".join(lines[1:end]) + "\n", file, 2)
    return reader, "\n".join(lines[end + 1 :]), end + 2


def read_lesson(text: str, file: str) -> LessonDocument:
    """Return the lesson that the file states. Raises PackageError."""
    reader, body, first_line = split_front_matter(text, file)
    lesson = LessonDocument(
        title=reader.text("judul", longest=160),
        slug=reader.text("slug", longest=80),
        minutes=reader.number("menit", default=0, highest=600) or 0,
        goal=reader.text("tujuan", longest=300),
        source=reader.text("sumber", default="", longest=500),
        checked_on=reader.day("diperiksa"),
        key=reader.key("kunci"),
        blocks=tuple(read_blocks(body, file, first_line)),
    )
    reader.finish()
    _refuse_practices_with_one_id(lesson, file)
    return lesson


def write_lesson(lesson: LessonDocument) -> str:
    """Return the file of the lesson in canonical form."""
    front = yaml_text.dump(
        {
            "judul": lesson.title,
            "slug": lesson.slug,
            "menit": lesson.minutes,
            "tujuan": lesson.goal,
            "sumber": lesson.source,
            "diperiksa": lesson.checked_on,
            "kunci": str(lesson.key),
        }
    )
    return write_blocks(front, lesson.blocks)


def write_blocks(front: str, blocks: tuple[BlockValue, ...]) -> str:
    """Return a file of front matter and blocks in canonical form."""
    parts = [f"{FENCE}\n{front}{FENCE}", *(_text_of(block) for block in blocks)]
    return "\n\n".join(parts) + "\n"


def _text_of(block: BlockValue) -> str:
    kind, value = block
    return str(value["text"].markdown) if kind == "text" else containers.text_of_block(block)


def read_blocks(
    body: str, file: str, first_line: int, known: Collection[str] = containers.FORMS
) -> Iterator[BlockValue]:
    """Yield the blocks, each of a known container; Markdown between two is one text block."""
    words: list[str] = []
    words_line = first_line
    lines = enumerate(body.split("\n"), start=first_line)
    for number, line in lines:
        if not line.startswith(CLOSING):
            words.append(line)
            continue
        yield from _text_block(words, file, words_line)
        container = _opened(line, file, number)
        inside = []
        for last, inner in lines:
            words_line = last + 1
            if inner.rstrip() == CLOSING:
                break
            inside.append(inner)
        else:
            raise container.refuse(_("This block has no end. Close it with a line “:::”."))
        yield containers.block_of(
            Container(container.name, container.attributes, "\n".join(inside) + "\n", file, number),
            known,
        )
        words = []
    yield from _text_block(words, file, words_line)


def _opened(line: str, file: str, number: int) -> Container:
    found = OPENING.match(line)
    if not found:
        raise PackageError(
            file, number, _("A block begins with “::: name” and ends with “:::” on its own line.")
        )
    attributes, rest = {}, found["attributes"]
    while attribute := ATTRIBUTE.match(rest):
        attributes[attribute["name"]] = ESCAPED.sub(r"\1", attribute["value"])
        rest = rest[attribute.end() :]
    if rest.strip():
        raise PackageError(
            file,
            number,
            _('“%(rest)s” cannot be read. Write name="value".') % {"rest": rest.strip()},
        )
    return Container(found["name"], attributes, "", file, number)


def _text_block(words: list[str], file: str, first_line: int) -> Iterator[BlockValue]:
    blocks = prose.read_markdown("\n".join(words), file, first_line)
    if blocks:
        yield "text", {"text": Prose(prose.write_markdown(blocks))}


def _refuse_practices_with_one_id(lesson: LessonDocument, file: str) -> None:
    ids = [value["id"] for kind, value in lesson.blocks if kind in COUNTED]
    for practice_id in ids:
        if ids.count(practice_id) > 1:
            raise PackageError(
                file,
                None,
                _("Two practices have the id “%(id)s”. Give each its own.") % {"id": practice_id},
            )
