"""Exams in words: their rules, why they cannot begin, and what came of them."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from courses.quizzes.domain.exam_results import ExamResult, Part
from courses.quizzes.domain.wording import hours_in_words, moment_in_words
from courses.quizzes.models import QuizVersion
from courses.quizzes.rules import Hindrance, Tries, needed_to_pass, questions_in, share_of, whole

STRONG = 80
FAIR = 60


def domain_in_words(domain: int) -> str:
    """Return the name of a domain of the national index of digital competence."""
    names = {
        1: _("Digital skills and interaction"),
        2: _("Digital mindset"),
        3: _("Digital ethics and safety"),
        4: _("Digital public service"),
        5: _("Digital leadership"),
    }
    return names.get(domain) or _("Part %(domain)d") % {"domain": domain}


# --- Before it --------------------------------------------------------------------------------------


def exam_rules_in_words(version: QuizVersion, minutes: int | None = None) -> list[str]:
    """Return what a taker should know before beginning; `minutes` are their own with extra time."""
    return list(_rules(version, minutes or version.minutes_allowed))


def _rules(version: QuizVersion, minutes: int | None) -> Iterator[str]:
    total = questions_in(version, 0)
    if minutes is None:
        yield _("%(total)d questions, one on each screen. There is no time limit.") % {
            "total": total
        }
    else:
        yield _("%(total)d questions in %(minutes)d minutes, one on each screen.") % {
            "total": total,
            "minutes": minutes,
        }
    yield _pass_rule(version, total)
    if version.mode in (QuizVersion.Mode.EXAM, QuizVersion.Mode.REFRESHER):
        yield from _tries_rule(version)
    yield _("You can go back, change answers and put questions off for later until you hand in.")
    yield _(
        "Each answer is saved at once. If the line drops, go on: the answers stay on this device. "
        "They count if they arrive within %(grace)d minutes after the end."
    ) % {"grace": version.grace_minutes}
    yield _("Afterwards you see the score of each part and what to learn again, not the answers.")


def _pass_rule(version: QuizVersion, total: int) -> str:
    needed = {"needed": whole(needed_to_pass(version, total)), "total": total}
    rule = _("You pass with %(needed)d of %(total)d points.") % needed
    if version.pass_percent is not None:
        rule = _("You pass with %(percent)d percent: %(needed)d of %(total)d points.") % (
            needed | {"percent": version.pass_percent}
        )
    for domain, percent in version.domain_percents.items():
        questions = sum(
            cell["questions"]
            for cell in version.blueprint
            if str(cell["tags"].get("domain")) == domain
        )
        rule += " " + _("Part “%(domain)s” alone needs %(needed)d of %(total)d.") % {
            "domain": domain_in_words(int(domain)),
            "needed": whole(share_of(percent, questions)),
            "total": questions,
        }
    return rule


def _tries_rule(version: QuizVersion) -> Iterator[str]:
    if version.attempts_allowed is None:
        yield _("You may try as often as you like.")
        return
    tries = ngettext(
        "You may try %(times)d time.", "You may try %(times)d times.", version.attempts_allowed
    ) % {"times": version.attempts_allowed}
    waits = [hours_in_words(hours) for hours in version.waits[: version.attempts_allowed - 1]]
    for number, wait in enumerate(waits, start=2):
        tries += " " + _("Before try %(number)d you wait %(wait)s.") % {
            "number": number,
            "wait": wait,
        }
    yield tries


def why_no_exam_now(tries: Tries) -> str:
    """Return why no attempt can begin and what to do, or an empty string."""
    moment = moment_in_words(tries.next_at) if tries.next_at else ""
    sentences = {
        Hindrance.PASSED: _("You have passed. There is no need to take it again."),
        Hindrance.USED_UP: _(
            "You have used all your tries. Arrange an hour with a trainer; then the BKPSDM opens new ones."
        ),
        Hindrance.TOO_EARLY: _("You can try again from %(moment)s.") % {"moment": moment},
        Hindrance.NOT_OPEN_YET: _("It opens on %(moment)s.") % {"moment": moment},
        Hindrance.OVER: _("It is closed now. Ask the BKPSDM when it opens again."),
        Hindrance.BEING_MARKED: _("Your last answers are still being marked."),
        Hindrance.NEEDS_COURSES: _(
            "First pass the quizzes of the courses below, or the placement check."
        ),
        Hindrance.ANOTHER_OPEN: _("You have something else of this exam open. Finish it first."),
        Hindrance.NOTHING_TO_RENEW: _(
            "You hold no certificate that the refresher renews now. It opens some months before a "
            "certificate runs out."
        ),
        Hindrance.NOT_ADMITTED: _("The proctor has not let you in yet. Wait for a moment."),
    }
    return sentences[tries.hindrance] if tries.hindrance else ""


def window_in_words(opens_at: datetime | None, closes_at: datetime | None) -> str:
    """Return from when to when tries may begin; empty while there are no dates."""
    opens = moment_in_words(opens_at) if opens_at else ""
    closes = moment_in_words(closes_at) if closes_at else ""
    if opens and closes:
        return _("Tries begin from %(opens)s until %(closes)s.") % {
            "opens": opens,
            "closes": closes,
        }
    if opens:
        return _("Tries begin from %(opens)s.") % {"opens": opens}
    return _("Tries begin until %(closes)s.") % {"closes": closes} if closes else ""


# --- After it ---------------------------------------------------------------------------------------


def exam_result_in_words(result: ExamResult) -> str:
    """Return the one big sentence of a result."""
    numbers = {"points": points_in_words(result.attempt.points), "total": result.total}
    if result.attempt.passed:
        return _("Passed: %(points)s of %(total)d points") % numbers
    return _("Not passed yet: %(points)s of %(total)d points.") % numbers


def points_in_words(points: Decimal | None) -> str:
    """Return points with two places at most and without needless zeros: 37 or 37,5."""
    text = f"{points or Decimal(0):.2f}".rstrip("0").rstrip(".")
    return number_format(text)


def needed_in_words(needed: Decimal, points: Decimal) -> str:
    """Return what is enough: in right answers, or to the fraction where somebody has part of a point."""
    return points_in_words(needed if points % 1 else Decimal(whole(needed)))


def what_was_needed_in_words(result: ExamResult) -> str:
    """Return what would have been enough, in all and in each part below its own minimum."""
    points = result.attempt.points or Decimal(0)
    sentence = _("%(needed)s points pass.") % {"needed": needed_in_words(result.needed, points)}
    for part in result.short_parts:
        sentence += " " + _("Part “%(domain)s” needs %(needed)s; you have %(points)s.") % {
            "domain": domain_in_words(part.domain),
            "needed": needed_in_words(part.needed, part.points),
            "points": points_in_words(part.points),
        }
    return sentence


def what_next_in_words(result: ExamResult) -> str:
    """Return what to do now."""
    attempt = result.attempt
    if attempt.version.mode == QuizVersion.Mode.PLACEMENT:
        return (
            _("You need no course first: you may take the exam now.")
            if attempt.passed
            else _("Take the courses first. They teach what was missing here.")
        )
    if attempt.passed and attempt.version.mode == QuizVersion.Mode.REFRESHER:
        return _("Your certificate is renewed. Look at the name on the new one.")
    if attempt.passed and attempt.supervised:
        return _("You passed under supervision. That counts for the certificate.")
    if attempt.passed:
        return _(
            "You passed on your own: that counts as training. For the certificate, take it once more "
            "in a room with a proctor."
        )
    if result.tries.hindrance:
        return why_no_exam_now(result.tries)
    return _("You can try again. Look at what is worth repeating first.")


def part_in_words(part: Part) -> str:
    """Return how well a domain is known."""
    if not part.is_reached or part.percent < FAIR:
        return _("learn again")
    return _("strong") if part.percent >= STRONG else _("fair")
