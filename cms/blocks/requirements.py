"""What a certificate programme asks for, each kind with the fields that it needs and no others."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from certificates.domain.requirements import (
    WORKSHOP_LED,
    Requirement,
    RequirementKind,
    Supervision,
)
from courses.catalogue.models import Course
from courses.learning.domain.awards import ASN_DOMAINS
from courses.quizzes.domain.passing import REFRESHER
from courses.quizzes.models import QuestionBank

LETTERS = [("", _("needed")), *((letter, letter) for letter in "ABC")]


def choices_of_courses() -> list[tuple[str, str]]:
    """Return the courses by their codes."""
    courses = Course.objects.select_related("current").order_by("code")
    return [(course.code, f"{course.code} · {course}") for course in courses]


def choices_of_exams() -> list[tuple[str, str]]:
    """Return the banks from which an exam is drawn."""
    banks = QuestionBank.objects.exclude(exam={}).order_by("code")
    return [(bank.code, f"{bank.code} · {bank.title}") for bank in banks]


def choices_of_renewal(kept: str) -> list[tuple[str, str]]:
    """Return what can renew a certificate; what is kept stays, also when it is not there yet."""
    choices = [
        ("", str(_("nothing shorter than all requirements"))),
        *((f"course:{code}", title) for code, title in choices_of_courses()),
        *((f"exam:{code}", title) for code, title in choices_of_exams()),
        *_choices_of_refreshers(),
        (WORKSHOP_LED, str(_("Lead a workshop"))),
    ]
    return choices if kept in dict(choices) else [*choices, (kept, kept)]


def _choices_of_refreshers() -> list[tuple[str, str]]:
    return [
        (
            f"exam:{bank.code}{REFRESHER}",
            f"{bank.code} · {_('Refresher: %(title)s') % {'title': bank.title}}",
        )
        for bank in QuestionBank.objects.exclude(exam={}).order_by("code")
        if bank.exam.get("refresher_questions")
    ]


def _choice() -> blocks.ChoiceBlock:
    return blocks.ChoiceBlock(
        choices=LETTERS,
        required=False,
        label=_("One of several"),
        help_text=_("Requirements with the same letter are alternatives: one of them is enough."),
    )


def _percent(label: str | Promise, help_text: str | Promise = "") -> blocks.IntegerBlock:
    return blocks.IntegerBlock(
        min_value=0, max_value=100, default=0, label=label, help_text=help_text
    )


class CourseRequirement(blocks.StructBlock):
    """Complete a course."""

    code = blocks.ChoiceBlock(choices=choices_of_courses, label=_("Course"))
    choice = _choice()

    class Meta:
        icon = "doc-full"
        label = _("Complete a course")
        form_classname = "struct-block"


class DomainMinimum(blocks.StructBlock):
    """The least score in one field."""

    domain = blocks.ChoiceBlock(
        choices=[(str(number), title) for number, title in ASN_DOMAINS.items()], label=_("Field")
    )
    percent = _percent(_("At least (percent)"))


class ExamRequirement(blocks.StructBlock):
    """Pass an exam, in total and in single fields."""

    code = blocks.ChoiceBlock(choices=choices_of_exams, label=_("Exam"))
    minimum_score = _percent(_("At least (percent)"), _("Of the whole exam."))
    domains = blocks.ListBlock(DomainMinimum(), default=[], label=_("At least in single fields"))
    supervision = blocks.ChoiceBlock(
        choices=Supervision.choices, default=Supervision.SUPERVISED, label=_("Supervision")
    )
    choice = _choice()

    class Meta:
        icon = "form"
        label = _("Pass an exam")


class AttendanceRequirement(blocks.StructBlock):
    """Attend a training."""

    code = blocks.CharBlock(max_length=60, label=_("Code of the training or kit"))
    title = blocks.CharBlock(max_length=250, label=_("Title"))
    minimum_share = _percent(
        _("At least (percent)"), _("Of all planned sessions, also those that were missed.")
    )
    choice = _choice()

    class Meta:
        icon = "group"
        label = _("Attend a training")


class WorkshopRequirement(blocks.StructBlock):
    """Lead workshops."""

    count = blocks.IntegerBlock(min_value=1, max_value=50, default=1, label=_("How many"))
    choice = _choice()

    class Meta:
        icon = "user"
        label = _("Lead a workshop")


class RequirementsBlock(blocks.StreamBlock):
    """All that a programme asks for."""

    course = CourseRequirement()
    exam = ExamRequirement()
    attendance = AttendanceRequirement()
    workshop = WorkshopRequirement()

    class Meta:
        required = False


class SignerBlock(blocks.StructBlock):
    """Somebody who stands below the paper."""

    name = blocks.CharBlock(max_length=100, label=_("Name with titles"))
    position = blocks.CharBlock(max_length=120, label=_("Position"))


def raw_requirements(stored: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return what a programme asks for, as the block reads it."""
    return [
        {"type": one["kind"], "value": {**one, "domains": _raw_domains(one["domain_minimums"])}}
        for one in stored
    ]


def requirements_from(value: blocks.StreamValue) -> list[dict[str, Any]]:
    """Return what the block holds, as a programme keeps it."""
    titles = dict(choices_of_courses()) | dict(choices_of_exams())
    return [_requirement(child, titles).to_json() for child in value]


def _requirement(child: blocks.StreamValue.StreamChild, titles: Mapping[str, str]) -> Requirement:
    given = dict(child.value)
    minimums = {one["domain"]: one["percent"] for one in given.pop("domains", [])}
    title = given.pop("title", "") or titles.get(given.get("code", ""), "").partition(" · ")[2]
    if child.block_type == RequirementKind.WORKSHOP:
        title = str(_("Lead a workshop"))
    return Requirement(
        kind=child.block_type,
        title=title,
        domain_minimums=minimums,
        **{name: given[name] for name in given if given[name] is not None},
    )


def _raw_domains(minimums: Mapping[str, int]) -> list[dict[str, Any]]:
    return [{"domain": domain, "percent": percent} for domain, percent in minimums.items()]
