"""Pictures: light, with words for those who do not see them, and used."""

import re
from collections.abc import Iterator
from pathlib import Path

from django.utils.translation import gettext as _

from cms.checking.lessons import HEAVIEST_PICTURE
from cms.checking.packages.findings import Finding, Severity
from cms.checking.packages.sources import CourseSource, Sources

PICTURES = "gambar"
TITLE = re.compile(rb"<title[^>]*>\s*\S")


def check_pictures(sources: Sources) -> Iterator[Finding]:
    """Yield pictures that are too heavy, say nothing, or are used nowhere."""
    for course in sources.courses:
        for file in sorted((course.folder / PICTURES).glob("*")):
            yield from _of_file(file, course)
        yield from _without_words(course)


def _of_file(file: Path, course: CourseSource) -> Iterator[Finding]:
    name = f"{course.folder.name}/{PICTURES}/{file.name}"
    content = file.read_bytes()
    if len(content) > HEAVIEST_PICTURE:
        message = _("The picture weighs %(weight)d KB; at most %(limit)d KB.") % {
            "weight": len(content) // 1024,
            "limit": HEAVIEST_PICTURE // 1024,
        }
        yield Finding(Severity.ERROR, "picture.weight", name, None, message)
    if file.suffix == ".svg" and not TITLE.search(content):
        message = _("The drawing has no <title>.")
        yield Finding(Severity.ERROR, "picture.title", name, None, message)
    if f"{PICTURES}/{file.name}" not in course.package.files:
        message = _("No file of the course uses this picture.")
        yield Finding(Severity.ADVICE, "picture.unused", name, None, message)


def _without_words(course: CourseSource) -> Iterator[Finding]:
    for lesson, file in course.lessons():
        for kind, value in lesson.blocks:
            if kind == "picture" and not value["alt"].strip():
                yield file.error(
                    "picture.alt",
                    _("The picture has no words for those who do not see it (“alt”)."),
                    value["picture"].path,
                )
