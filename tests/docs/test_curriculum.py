"""The page about the curriculum says what the starter packages are, and nothing else."""

import re
from pathlib import Path

from django.conf import settings

from cms.checking.packages.sources import read_sources

ROOT = Path(settings.BASE_DIR)
PAGE = ROOT / "docs" / "curriculum.md"
SERVICES = 28
Row = list[str]


def rows_under(heading: str) -> list[Row]:
    """Return the cells of the table under a heading, without its head."""
    section = PAGE.read_text().partition(f"\n## {heading}")[2].partition("\n## ")[0]
    lines = [line for line in section.splitlines() if line.startswith("| ")]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in lines[1:]]


def test_the_page_lists_every_course_of_the_starter_and_no_other():
    courses = read_sources(ROOT / "cms" / "starter").courses
    stated = {
        row[0]: (row[1], int(row[3]), int(row[4].replace("–", "0")), int(row[5]), int(row[6]))
        for row in rows_under("Courses")
    }
    assert stated == {
        course.code: (
            course.package.course.title,
            course.package.course.fields["minutes"],
            course.package.course.fields["jp"],
            len(course.package.lessons),
            len(course.questions()),
        )
        for course in courses
    }


def test_the_page_has_the_blueprint_of_the_exam_and_how_many_questions_wait():
    [source] = read_sources(ROOT / "cms" / "starter").exams
    held = [(value["domain"], value["bloom"]) for _kind, value in source.exam.questions]
    assert rows_under("The exam") == [
        [
            str(row.domain),
            *(
                f"{drawn} of {held.count((str(row.domain), depth))}"
                for depth, drawn in row.counts.items()
            ),
            ", ".join(row.sources),
        ]
        for row in source.exam.blueprint
    ]


def test_each_of_the_promised_services_is_taught_in_a_lesson_that_exists():
    lessons = {
        f"{course.code}/{lesson.slug}"
        for course in read_sources(ROOT / "cms" / "starter").courses
        for lesson in course.package.lessons
    }
    rows = rows_under("What people were told")
    named = {row[0]: re.findall(r"`([^`]+)`", row[2]) for row in rows}
    assert list(named) == [str(number) for number in range(1, SERVICES + 1)]
    assert [number for number, taught_in in named.items() if not taught_in] == []
    assert {lesson for taught_in in named.values() for lesson in taught_in} - lessons == set()


def test_the_page_explains_every_kind_of_finding():
    checks = (ROOT / "cms" / "checking" / "packages").glob("*.py")
    codes = {
        code
        for check in checks
        for code in re.findall(r'"([a-z]+\.[a-z_]+|unreadable)"', check.read_text())
    }
    explained = re.findall(
        r"`([a-z.…]+)`", " ".join(row[0] for row in rows_under("What is checked"))
    )
    starts = tuple(name.rstrip("…") for name in explained)
    assert sorted(code for code in codes if not code.startswith(starts)) == []
