"""The report: sums that are frozen when it is sent, and what follows from it."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.translation import gettext as _

from courses.people.models import User
from courses.workshops.domain.attendance import Attendance, attendance_of
from courses.workshops.domain.awarding import award_attendance, award_trainer
from courses.workshops.domain.surveys import ELEMENTS, next_wishes, satisfaction_of
from courses.workshops.models import Report, Workshop
from courses.workshops.rules import FACES


@transaction.atomic
def send_report(workshop: Workshop, *, by: User) -> Report:
    """Freeze the numbers and return the report; sent again without a change it is the same report.

    The same transaction tells the register who has attended and who has led a workshop. Raises
    ValidationError when nobody came, or nothing has begun.
    """
    workshop = Workshop.objects.select_for_update().get(pk=workshop.pk)
    attendance = attendance_of(workshop)
    _refuse_unready(workshop, attendance)
    numbers = numbers_of(workshop, attendance)
    digest = hashlib.sha256(json.dumps(numbers, sort_keys=True).encode()).hexdigest()
    existing = workshop.reports.filter(digest=digest).first()
    if existing:
        return existing
    highest = workshop.reports.aggregate(highest=Max("number"))["highest"]
    report = Report.objects.create(
        workshop=workshop, number=(highest or 0) + 1, sent_by=by, digest=digest, numbers=numbers
    )
    award_attendance(workshop, attendance)
    award_trainer(workshop, attendance)
    return report


def numbers_of(workshop: Workshop, attendance: Attendance) -> dict[str, Any]:
    """Return everything that the report prints and nobody's name, in JSON's own types.

    The names of those who came stand on the signed sheet; they are added when the paper is printed
    and are gone from the product after a year.
    """
    area = workshop.area
    answers = list(workshop.survey_answers.all())
    satisfaction = satisfaction_of(answers)
    lines = list(workshop.costs.all())
    costs = [{"what": line.what, "amount": line.amount} for line in lines]
    total = sum(line.amount for line in lines)
    refused = workshop.facts.filter(verdict="refused").values_list("reason", flat=True)
    return {
        "kit": workshop.kit.code,
        "title": workshop.kit.title,
        "courses": list(workshop.kit.courses),
        "area": area.name,
        "area_kind": area.kind,
        "area_code": area.code,
        "district": area.parent.name if area.parent else "",
        "place": workshop.place,
        "funding": workshop.get_funding_display(),
        "funding_code": workshop.funding,
        "meetings": [
            {
                "starts_at": meeting.starts_at.isoformat(),
                "minutes": meeting.minutes,
                "named": sum(row.present[place] for row in attendance.rows),
                "counted": attendance.presence.counted_at(meeting.pk),
            }
            for place, meeting in enumerate(attendance.meetings)
        ],
        "registered": len(attendance.rows),
        "people": attendance.people,
        "by_sex": attendance.by_sex(),
        "by_age": attendance.by_age(),
        "at_all_meetings": sum(row.share == 100 for row in attendance.rows),
        "managed": dict(
            sorted(Counter(filter(None, (row.managed for row in attendance.came))).items())
        ),
        "before": _faces(attendance.presence.before),
        "after": _faces(attendance.presence.after),
        "refused": dict(sorted(Counter(refused).items())),
        "costs": costs,
        "total": total,
        "per_person": total // attendance.people if attendance.people else 0,
        "survey": satisfaction
        and {
            "answers": satisfaction.answers,
            "index": str(satisfaction.index),
            "mark": satisfaction.mark,
            "words": satisfaction.words,
            "elements": [
                [name, str(value)]
                for (name, _question), value in zip(ELEMENTS, satisfaction.elements, strict=True)
            ],
        },
        "next": [list(wish) for wish in next_wishes(answers)],
        "photos": [str(photo.pk) for photo in workshop.photos.all()],
    }


def is_report_current(workshop: Workshop, report: Report) -> bool:
    """Say whether nothing has changed since the report was sent."""
    numbers = json.dumps(numbers_of(workshop, attendance_of(workshop)), sort_keys=True)
    return hashlib.sha256(numbers.encode()).hexdigest() == report.digest


def _faces(counts: Mapping[int, int]) -> list[int]:
    """Return how many chose the sad, the plain and the glad face."""
    return [counts.get(face, 0) for face in FACES]


def _refuse_unready(workshop: Workshop, attendance: Attendance) -> None:
    if workshop.cancelled_at:
        raise ValidationError(_("This workshop was cancelled, so there is no report."), code="off")
    if not attendance.meetings or attendance.meetings[0].starts_at > timezone.now():
        raise ValidationError(
            _("The workshop has not begun. Send the report afterwards."), code="early"
        )
    if attendance.people == 0:
        raise ValidationError(
            _("Nobody has been noted yet. Note who came, or count them, then send the report."),
            code="nobody",
        )
