"""Rules and results in words."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.quizzes.domain.results import Result, Topic
from courses.quizzes.models import QuizVersion
from courses.quizzes.rules import Hindrance, Tries, can_change_answers, needed_to_pass, whole


def rules_in_words(version: QuizVersion, total: int) -> list[str]:
    """Return what a taker should know before beginning, a sentence for each rule."""
    return list(_rules(version, total))


def _rules(version: QuizVersion, total: int) -> Iterator[str]:
    yield ngettext(
        "%(total)d question, one on each screen.", "%(total)d questions, one on each screen.", total
    ) % {"total": total}
    needed = whole(needed_to_pass(version, total))
    yield ngettext(
        "You pass with %(needed)d right answer.", "You pass with %(needed)d right answers.", needed
    ) % {"needed": needed}
    yield _attempts(version)
    yield (
        ngettext(
            "You have %(minutes)d minute.", "You have %(minutes)d minutes.", version.minutes_allowed
        )
        % {"minutes": version.minutes_allowed}
        if version.minutes_allowed
        else _("There is no time limit.")
    )
    yield (
        _("You can change your answers until you hand them in. Then you see what was right.")
        if can_change_answers(version)
        else _("After each answer you see at once whether it is right. That answer then stays.")
    )
    yield _("Each answer is saved at once. You can stop and go on later.")


def _attempts(version: QuizVersion) -> str:
    if version.attempts_allowed is None and not version.wait_hours:
        return _("You may repeat it as often as you like.")
    if version.attempts_allowed is None:
        return _("You may repeat it. Between two tries you wait %(wait)s.") % {
            "wait": hours_in_words(version.wait_hours)
        }
    allowed = ngettext(
        "You may try %(times)d time.", "You may try %(times)d times.", version.attempts_allowed
    ) % {"times": version.attempts_allowed}
    if version.wait_hours and version.attempts_allowed > 1:
        wait = _("Between two tries you wait %(wait)s.") % {
            "wait": hours_in_words(version.wait_hours)
        }
        return f"{allowed} {wait}"
    return allowed


def hours_in_words(hours: int) -> str:
    """Return a waiting time: 24 hours are 1 day."""
    if hours % 24 == 0:
        return ngettext("%(days)d day", "%(days)d days", hours // 24) % {"days": hours // 24}
    return ngettext("%(hours)d hour", "%(hours)d hours", hours) % {"hours": hours}


def moment_in_words(moment: datetime) -> str:
    """Return a day and time by the regency's clock: Selasa, 24 November 2026 pukul 08.15 WIB."""
    local = timezone.localtime(moment)
    return _("%(day)s at %(time)s %(zone)s") % {
        "day": date_format(local, "l, j F Y"),
        "time": date_format(local, _("H:i")),
        "zone": local.tzname(),
    }


def next_try_in_words(tries: Tries) -> str:
    """Return whether and when another try is possible, or an empty string after a pass."""
    if tries.hindrance == Hindrance.TOO_EARLY and tries.next_at:
        return _("You can try again from %(moment)s.") % {"moment": moment_in_words(tries.next_at)}
    if tries.hindrance == Hindrance.USED_UP:
        return _("You have used all your tries. Ask your trainer or the BKPSDM for one more.")
    if tries.passed:
        return ""
    if tries.left is None:
        return _("You can try again whenever you like.")
    return ngettext(
        "You can try again. %(left)d try is left.",
        "You can try again. %(left)d tries are left.",
        tries.left,
    ) % {"left": tries.left}


def why_not_now(tries: Tries) -> str:
    """Return why no attempt can begin, with the time of the next one, or an empty string."""
    if tries.hindrance == Hindrance.PASSED:
        return _("You have passed this quiz. There is no need to take it again.")
    return next_try_in_words(tries) if tries.hindrance else ""


def left_in_words(left: int) -> str:
    """Return how many questions are not answered, and what that means."""
    return ngettext(
        "%(left)d question is not answered. It counts as not right.",
        "%(left)d questions are not answered. They count as not right.",
        left,
    ) % {"left": left}


# --- Results ----------------------------------------------------------------------------------


def result_in_words(result: Result) -> str:
    """Return the one big sentence of a result."""
    numbers = {"correct": result.attempt.correct, "total": result.total}
    if result.attempt.passed:
        return _("Passed: %(correct)d of %(total)d") % numbers
    return _("Not passed yet: %(correct)d of %(total)d.") % numbers


def what_to_repeat(result: Result) -> str:
    """Return how many lessons are worth repeating, or an empty string."""
    count = len(result.to_repeat)
    if not count:
        return ""
    return ngettext(
        "Look at the lesson that is worth repeating.",
        "Look at the %(number)s lessons that are worth repeating.",
        count,
    ) % {"number": number_in_words(count)}


def topic_in_words(topic: Topic) -> str:
    """Return how well a topic is known."""
    if topic.is_strong:
        return _("strong")
    return _("fair") if topic.is_fair else _("learn again")


def number_in_words(number: int) -> str:
    """Return a small number as a word, a larger one in digits."""
    words = [
        _("one"),
        _("two"),
        _("three"),
        _("four"),
        _("five"),
        _("six"),
        _("seven"),
        _("eight"),
        _("nine"),
        _("ten"),
    ]
    return words[number - 1] if 1 <= number <= len(words) else str(number)


def time_left_in_words(deadline: datetime | None, now: datetime) -> str:
    """Return how much time an attempt has left, in minutes rounded up; empty without a deadline."""
    if deadline is None:
        return ""
    minutes = max(0, -(-int((deadline - now).total_seconds()) // 60))
    return ngettext("%(minutes)d minute left", "%(minutes)d minutes left", minutes) % {
        "minutes": minutes
    }
