"""What ends with the school year: said four weeks before, erased six months after."""

import logging
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.db.models import Max, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from courses.classes.models import SchoolClass
from courses.notices.domain import send_message
from courses.people.domain.audit import note
from courses.people.models import User

logger = logging.getLogger(__name__)
ANNOUNCED_BEFORE = timedelta(days=30)
# Nothing goes sooner than this after it was said, even when the worker has long been away.
SHORTEST_NOTICE = timedelta(days=14)
ACCOUNT_KEPT_AFTER_SCHOOL = timedelta(days=365)


def end_due_classes() -> int:
    """Say what will go, then erase what was said long enough ago; return how many classes went.

    One class's trouble does not keep the others waiting. May run at any time, twice as well.
    """
    announce_endings()
    due = SchoolClass.objects.filter(
        erase_on__lte=timezone.localdate(), announced_at__lte=timezone.now() - SHORTEST_NOTICE
    )
    erased = 0
    for school_class in due:
        try:
            erase_class(school_class)
            erased += 1
        except Exception:
            logger.exception("Could not erase class %s; trying again.", school_class.pk)
    forget_pupils_without_a_class()
    return erased


def announce_endings() -> int:
    """Tell the teachers of each class that ends within a month what will be erased, and when."""
    soon = timezone.localdate() + ANNOUNCED_BEFORE
    ending = SchoolClass.objects.filter(erase_on__lte=soon, announced_at=None)
    announced = 0
    for school_class in ending:
        _announce(school_class)
        announced += 1
    return announced


@transaction.atomic
def erase_class(school_class: SchoolClass) -> None:
    """Delete the class, its marks, and every pupil who has no other class and no account of their own."""
    people = list(school_class.pupils.values_list("person", flat=True))
    code = school_class.code
    _keep_accounts_a_year(school_class)
    school_class.delete()
    gone = pupils_without_a_class().filter(pk__in=people).delete()
    note(None, "class.erased", school_class=code, deleted=gone[1].get("people.User", 0))


def forget_pupils_without_a_class() -> int:
    """Delete pupils whose last seat is gone, such as after a consent was taken back."""
    return pupils_without_a_class().delete()[1].get("people.User", 0)


def pupils_without_a_class() -> QuerySet[User]:
    """Return the pupils of classes who sit in none."""
    return User.objects.filter(is_class_pupil=True, seats=None)


def _keep_accounts_a_year(school_class: SchoolClass) -> None:
    """Let a personal account end a year after the pupil's last class."""
    accounts = User.objects.filter(seats__school_class=school_class, is_class_pupil=False)
    for person in accounts.annotate(last=Max("seats__school_class__erase_on")):
        if person.last == school_class.erase_on and person.erase_after is None:
            person.erase_after = timezone.now() + ACCOUNT_KEPT_AFTER_SCHOOL
            person.save(update_fields=["erase_after"])


@transaction.atomic
def _announce(school_class: SchoolClass) -> None:
    seats = school_class.pupils.count()
    day = max(school_class.erase_on, timezone.localdate() + SHORTEST_NOTICE)
    for teacher in school_class.teachers.select_related("person"):
        with override(teacher.person.language or settings.LANGUAGE_CODE):
            send_message(
                teacher.person,
                kind="class-ends",
                key=f"class-ends:{school_class.pk}:{teacher.person_id}",
                subject=_("Class %(name)s will be erased on %(day)s")
                % {"name": school_class, "day": date_format(day, "j F Y")},
                body=ngettext(
                    "%(count)d pupil with all marks and answers goes. Save the marks as a spreadsheet before.",
                    "%(count)d pupils with all marks and answers go. Save the marks as a spreadsheet before.",
                    seats,
                )
                % {"count": seats},
                path=reverse("classes:gradebook", args=[school_class.code]),
            )
    school_class.announced_at = timezone.now()
    school_class.erase_on = day
    school_class.save(update_fields=["announced_at", "erase_on"])
