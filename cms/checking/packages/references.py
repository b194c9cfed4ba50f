"""What one file says about another: service cards, lessons, courses, addresses, keys for ever."""

import re
from collections.abc import Iterator

from django.utils.translation import gettext as _

from cms.checking.packages.findings import Finding, TextFile
from cms.checking.packages.sources import CourseSource, Sources
from cms.starter.documents import CardRef, Prose, parts_in

# A link inside the site: /katalog/<course>/ or /katalog/<course>/<lesson>/.
INSIDE = re.compile(r"\]\(/katalog/(?P<course>[\w-]+)/(?:(?P<lesson>[\w-]+)/)?[^)]*\)")


def check_references(sources: Sources) -> Iterator[Finding]:
    """Yield references to what does not exist."""
    cards = {card.slug for card in sources.cards}
    addresses = {address for course in sources.courses for address in _addresses(course)}
    for course in sources.courses:
        yield from _cards(list(course.package.course.services), course.course_file, cards)
        for lesson, file in course.lessons():
            parts = [part for _kind, value in lesson.blocks for part in parts_in(value)]
            used = [part.slug for part in parts if isinstance(part, CardRef)]
            yield from _cards(used, file, cards)
            prose = [part.markdown for part in parts if isinstance(part, Prose)]
            yield from _links("\n".join(prose), file, addresses)
    yield from _sources_of_exams(sources)


def _addresses(course: CourseSource) -> Iterator[tuple[str, str]]:
    yield course.package.course.slug, ""
    for lesson in course.package.lessons:
        yield course.package.course.slug, lesson.slug


def _cards(used: list[str], file: TextFile, known: set[str]) -> Iterator[Finding]:
    for slug in dict.fromkeys(used):
        if slug not in known:
            yield file.error(
                "reference.card",
                _("There is no service card “%(slug)s”. Add it as layanan/%(slug)s.md.")
                % {"slug": slug},
                slug,
            )


def _links(text: str, file: TextFile, known: set[tuple[str, str]]) -> Iterator[Finding]:
    for link in INSIDE.finditer(text):
        if (link["course"], link["lesson"] or "") not in known:
            yield file.error(
                "reference.link",
                _("The link %(link)s leads nowhere.") % {"link": link[0][2:-1]},
                link[0][2:-1],
            )


def _sources_of_exams(sources: Sources) -> Iterator[Finding]:
    codes = {course.code for course in sources.courses}
    lessons = {
        f"{course.code}/{lesson.slug}"
        for course in sources.courses
        for lesson in course.package.lessons
    }
    for exam in sources.exams:
        named = [*exam.exam.needs, *(code for row in exam.exam.blueprint for code in row.sources)]
        for code in dict.fromkeys(named):
            if code not in codes:
                message = _("There is no course %(code)s.") % {"code": code}
                yield exam.exam_file.error("reference.course", message, f"- {code}")
        for _kind, value in exam.exam.questions:
            if value["lesson_slug"] and value["lesson_slug"] not in lessons:
                yield exam.file_of(value["ref"]).error(
                    "reference.lesson",
                    _("Question %(ref)s names the lesson “%(slug)s”, which does not exist.")
                    % {"ref": value["ref"], "slug": value["lesson_slug"]},
                    f"id: {value['ref']}",
                )


def check_identities(sources: Sources) -> Iterator[Finding]:
    """Yield keys, codes and addresses that two packages claim."""
    seen: dict[object, str] = {}
    for course in sources.courses:
        document = course.package.course
        claims: list[tuple[str, object, TextFile]] = [
            ("kode", document.code, course.course_file),
            ("slug", document.slug, course.course_file),
        ]
        claims += [("kunci", lesson.key, file) for lesson, file in course.lessons()]
        if course.package.quiz:
            claims.append(("kunci", course.package.quiz.key, course.quiz_file))
        for name, value, file in claims:
            other = seen.setdefault((name, value), file.name)
            if other != file.name:
                yield file.error(
                    f"identity.{'key' if name == 'kunci' else 'course'}",
                    _("“%(name)s” is the same as in %(other)s. Give each its own.")
                    % {"name": name, "other": other},
                    f"{name}: ",
                )
