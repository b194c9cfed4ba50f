"""What people with an account are told; who has none is reached by the trainer."""

from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.template.defaultfilters import date as written
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from courses.notices.domain import send_message
from courses.people.models import User
from courses.workshops.models import Meeting, Registration, Workshop

REMINDED_BEFORE = timedelta(hours=30)


def tell_of_offer(registration: Registration) -> None:
    """Tell somebody that a place is free for them, and until when."""
    deadline = registration.offered_until
    if deadline is None:
        return
    _tell(
        registration,
        f"offer:{deadline:%Y%m%d%H%M}",
        lambda: _("A place in “%(workshop)s” is free for you"),
        lambda: (
            _("Say yes until %(time)s. After that the next one in the queue gets it.")
            % {"time": moment_in_words(deadline)}
        ),
    )


def tell_of_lapse(registration: Registration) -> None:
    """Tell somebody that the place has gone to the next one."""
    _tell(
        registration,
        f"lapse:{timezone.now():%Y%m%d%H}",
        lambda: _("Your place in “%(workshop)s” went to somebody else"),
        lambda: _("Nobody had said yes in time. You may register again."),
    )


def tell_of_move(meeting: Meeting, before: datetime) -> None:
    """Tell those who come, or may come, that the time has changed."""
    for registration in _expected(meeting.workshop):
        _tell(
            registration,
            f"move:{meeting.pk}:{meeting.starts_at:%Y%m%d%H%M}",
            lambda: _("“%(workshop)s” has another time"),
            lambda: (
                _("Not %(before)s but %(time)s.")
                % {"before": moment_in_words(before), "time": moment_in_words(meeting.starts_at)}
            ),
        )


def tell_of_cancellation(workshop: Workshop, meeting: Meeting | None = None) -> None:
    """Tell those who were to come that the workshop, or one meeting of it, is off."""
    for registration in _expected(workshop):
        _tell(
            registration,
            f"off:{meeting.pk if meeting else workshop.pk}",
            lambda: _("“%(workshop)s” is called off"),
            lambda: (
                _("The meeting of %(time)s does not take place.")
                % {"time": moment_in_words(meeting.starts_at)}
                if meeting
                else workshop.cancel_reason or _("It does not take place.")
            ),
        )


def remind_of_meetings() -> int:
    """Remind people and trainers of meetings of the next thirty hours, once each; return how many.

    A message's key keeps it from being written twice.
    """
    now = timezone.now()
    meetings = (
        Meeting.objects.planned()
        .filter(starts_at__gt=now, starts_at__lte=now + REMINDED_BEFORE)
        .filter(workshop__cancelled_at=None)
        .select_related("workshop__kit", "workshop__area", "workshop__trainer")
    )
    return sum(_remind(meeting) for meeting in meetings)


def moment_in_words(moment: datetime) -> str:
    """Return "Sabtu, 5 Desember 2026 pukul 09.00" in the reader's language."""
    local = timezone.localtime(moment)
    return _("%(day)s at %(time)s") % {
        "day": written(local, "l, j F Y"),
        "time": written(local, "H.i"),
    }


def _remind(meeting: Meeting) -> int:
    workshop = meeting.workshop
    registrations = [one for one in _expected(workshop) if one.state == Registration.State.HELD]
    for registration in registrations:
        _tell(
            registration,
            f"soon:{meeting.pk}",
            lambda: _("Soon: “%(workshop)s”"),
            lambda: f"{moment_in_words(meeting.starts_at)}, {workshop.place}.",
        )
    with _language_of(workshop.trainer):
        send_message(
            workshop.trainer,
            kind="workshop",
            key=f"workshop:trainer:{meeting.pk}:{meeting.starts_at:%Y%m%d}",
            subject=_("Soon: “%(workshop)s”") % {"workshop": workshop.kit.title},
            body=_("%(time)s, %(place)s. Print the sheets and cards before you leave.")
            % {"time": moment_in_words(meeting.starts_at), "place": workshop.place},
            path=reverse("workshops:workshop", args=[workshop.pk]),
        )
    return len(registrations) + 1


def _expected(workshop: Workshop) -> list[Registration]:
    states = (
        Registration.State.HELD,
        Registration.State.OFFERED,
        Registration.State.WAITING,
    )
    return list(
        workshop.registrations.filter(
            state__in=states, attendee__account__isnull=False
        ).select_related("attendee__account", "workshop__kit", "workshop__area")
    )


def _tell(
    registration: Registration, key: str, subject: Callable[[], str], body: Callable[[], str]
) -> None:
    """Send a message in the reader's own language: `subject` and `body` are made only then."""
    account = registration.attendee.account
    if account is None:
        return
    with _language_of(account):
        send_message(
            account,
            kind="workshop",
            key=f"workshop:{registration.pk}:{key}"[:120],
            subject=subject() % {"workshop": registration.workshop.kit.title},
            body=body(),
            path=reverse("workshops:ticket", args=[registration.ticket]),
        )


def _language_of(person: User) -> override:
    return override(getattr(person, "language", "") or settings.LANGUAGE_CODE)
