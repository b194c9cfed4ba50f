"""What is held about a person: in which app, why, and until when (domain of UU 27/2022 article 21)."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from typing import Any

from django.conf import settings
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from courses.people.models import User


@dataclass(frozen=True)
class Holding:
    """One app's personal data; its module has `export_for(user)` and `erase_for(user)`.

    Where people handed in documents it has `files_for(user)` as well.
    """

    module: str
    title: str | Promise
    why: str | Promise
    until: str | Promise

    @property
    def export_for(self) -> Callable[[User], dict[str, Any]]:
        """Return the function that collects a person's data."""
        return import_module(self.module).export_for

    @property
    def files_for(self) -> Callable[[User], Iterable[tuple[str, bytes]]]:
        """Return the function that yields the name and content of each document of a person."""
        return getattr(import_module(self.module), "files_for", _no_files)

    @property
    def erase_for(self) -> Callable[[User], None]:
        """Return the function that erases or empties them."""
        return import_module(self.module).erase_for


def _no_files(_person: User) -> Iterable[tuple[str, bytes]]:
    return ()


# In the order of erasing: the account comes last, because the others still ask for it.
HOLDINGS = (
    Holding(
        "certificates.personal_data",
        _("Certificates and training"),
        _(
            "So that you can prove what you have learnt, and everybody can check it. What you have "
            "passed leads to the next certificate; documents of other trainings count for your JP."
        ),
        _(
            "For good: name, title, number, date and training hours stay in the register. What you "
            "have passed and your documents: as long as you have the account."
        ),
    ),
    Holding(
        "courses.classes.personal_data",
        _("School classes"),
        _("So that a teacher knows how far each pupil is, and can help."),
        _("Until six months after the school year; the teachers are told a month before."),
    ),
    Holding(
        "courses.quizzes.personal_data",
        _("Answers in quizzes"),
        _("To mark your quizzes and to show you what to look at again."),
        _("12 months, then only totals."),
    ),
    Holding(
        "courses.workshops.personal_data",
        _("Workshops and Kartu Belajar"),
        _("So that your trainer knows you come, and your attendance counts."),
        _("12 months after the last workshop, then only totals."),
    ),
    Holding(
        "courses.packages.personal_data",
        _("Activities in lessons"),
        _("So that an activity goes on where you stopped, and counts when it is done."),
        format_lazy(
            _("{days} days; that an activity is done stays in your progress."),
            days=settings.STATEMENTS_KEPT_DAYS,
        ),
    ),
    Holding(
        "courses.learning.personal_data",
        _("Courses and progress"),
        _("So that you can go on where you stopped."),
        _("As long as you have the account."),
    ),
    Holding(
        "courses.notices.personal_data",
        _("Messages to you"),
        _("To tell you what concerns your account and your courses."),
        _("As long as you have the account."),
    ),
    Holding(
        "courses.people.personal_data",
        _("Account"),
        _("So that only you get in, and the right people look after you."),
        _(
            "Citizens: 24 months after the last visit. Civil servants: as long as employed, and two years more."
        ),
    ),
)
