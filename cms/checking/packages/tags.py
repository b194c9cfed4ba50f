"""The tags that reports and the catalogue pivot on, and the minutes and training hours."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from cms.checking.packages.findings import Finding
from cms.checking.packages.sources import CourseSource, Sources

# Minutes of a training hour or lesson period; those of schools depend on the school (SD, SMP, SMA).
MINUTES_IN_JP = (45,)
MINUTES_IN_PERIOD = (35, 40, 45)
# The name in the file of each field, for everybody and for some audiences only (domain.md 2.11).
FOR_ALL = {
    "can_do": "bisa",
    "digcomp": "digcomp",
    "minutes": "menit",
    "keywords": "kata_kunci",
    "author": "penulis",
}
FOR_SOME = {
    "warga": {},
    "pelajar": {
        "informatika_phase": "informatika_fase",
        "informatika_elements": "informatika_elemen",
        "graduate_profile": "profil_lulusan",
        "jp": "jp",
    },
    "asn": {"asn_domains": "asn_domain", "jp": "jp"},
    "pelatih": {"jp": "jp"},
}
PILLARS = ("pillar_skills", "pillar_ethics", "pillar_culture", "pillar_safety")
# Minutes of one lesson that suit each audience (domain.md 3).
LESSON_MINUTES = {"warga": (5, 10), "pelajar": (35, 45), "asn": (15, 30), "pelatih": (15, 90)}


def check_tags(sources: Sources) -> Iterator[Finding]:
    """Yield the tags that are missing and the times that do not add up."""
    for course in sources.courses:
        yield from _missing_tags(course)
        yield from _minutes(course)


def _missing_tags(course: CourseSource) -> Iterator[Finding]:
    fields = course.package.course.fields
    wanted = dict(FOR_ALL)
    for audience in course.audiences:
        wanted |= FOR_SOME[audience]
    missing = [name for field, name in wanted.items() if not fields[field]]
    missing += ["pilar"] if not any(fields[pillar] for pillar in PILLARS) else []
    missing += ["usia_min"] if fields["min_age"] is None else []
    missing += ["gambar"] if course.package.course.picture is None else []
    for name in missing:
        yield course.course_file.error(
            "tags.missing", _("“%(name)s” is empty. Fill it in.") % {"name": name}, f"{name}:"
        )


def _minutes(course: CourseSource) -> Iterator[Finding]:
    stated = course.package.course.fields["minutes"]
    counted = sum(lesson.minutes for lesson in course.package.lessons)
    if stated and stated != counted:
        yield course.course_file.error(
            "minutes.sum",
            _("The course says %(stated)d minutes; its lessons together take %(counted)d.")
            % {"stated": stated, "counted": counted},
            "menit:",
        )
    jp = course.package.course.fields["jp"]
    lengths = MINUTES_IN_PERIOD if "pelajar" in course.audiences else MINUTES_IN_JP
    if jp and jp not in {round(counted / length) for length in lengths}:
        yield course.course_file.error(
            "minutes.jp",
            _("%(counted)d minutes are %(right)d JP of %(length)d minutes; the course says %(jp)d.")
            % {
                "counted": counted,
                "right": round(counted / lengths[-1]),
                "length": lengths[-1],
                "jp": jp,
            },
            "jp:",
        )
    yield from _lesson_minutes(course)


def _lesson_minutes(course: CourseSource) -> Iterator[Finding]:
    ranges = [LESSON_MINUTES[audience] for audience in course.audiences]
    shortest, longest = min(low for low, _high in ranges), max(high for _low, high in ranges)
    for lesson, file in course.lessons():
        if not shortest <= lesson.minutes <= longest:
            yield file.advice(
                "minutes.lesson",
                _("The lesson takes %(minutes)d minutes; %(shortest)d to %(longest)d suit it.")
                % {"minutes": lesson.minutes, "shortest": shortest, "longest": longest},
                "menit:",
            )
