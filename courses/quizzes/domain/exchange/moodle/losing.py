"""What Moodle cannot keep of a question."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from django.utils.translation import gettext as _

from courses.quizzes.domain.exchange.moodle.markers import keeps_places
from courses.quizzes.domain.exchange.parcels import Loss, Parcel
from courses.quizzes.domain.exchange.pictures import size_of
from courses.quizzes.domain.specs import NumericKey, QuestionSpec

ALWAYS_A_SHARE = {"several", "matching", "categorise", "blanks"}


def losses_of(question: QuestionSpec, parcel: Parcel) -> Iterator[Loss]:
    """Yield each part of the question that comes back different from Moodle."""
    ref = question.ref
    if question.kind in ALWAYS_A_SHARE and question.partial == "none":
        yield Loss(ref, "partial", _("Moodle always gives a share of the points for a part."))
    if question.reason and question.kind != "essay":
        yield Loss(ref, "reason", _("Moodle has no place for why the key is right."))
    if question.text_key and question.text_key.typing_mistakes:
        yield Loss(ref, "text_key", _("Moodle does not forgive typing mistakes."))
    if question.kind == "categorise":
        yield Loss(ref, "kind", _("Sorting into groups becomes matching."))
        if any(option.feedback for option in question.options):
            yield Loss(ref, "options", _("What is said about single entries is left out."))
    if question.kind == "ordering" and any(option.feedback for option in question.options):
        yield Loss(ref, "options", _("What is said about single entries is left out."))
    if question.kind == "numeric" and not _holds_all(question.numeric):
        yield Loss(ref, "numeric", _("Some of the units cannot be computed from the first one."))
    if question.kind == "hotspot":
        yield from _losses_of_areas(question, parcel)


def base_and_others(
    keys: Sequence[NumericKey],
) -> tuple[list[NumericKey], list[tuple[str, Decimal]]]:
    """Return the numbers in the first unit, and each other unit with what it multiplies them by."""
    base = [key for key in keys if key.unit == keys[0].unit]
    others = []
    for unit in dict.fromkeys(key.unit for key in keys if key.unit != keys[0].unit):
        times = _factor(base, [key for key in keys if key.unit == unit])
        if times is not None and unit:
            others.append((unit, times))
    return base, others


def _factor(base: Sequence[NumericKey], keys: Sequence[NumericKey]) -> Decimal | None:
    """Return what turns the base into these, or nothing when no single number does."""
    if not base[0].value or len(base) != len(keys):
        return None
    times = keys[0].value / base[0].value
    fits = all(
        one.value * times == other.value and one.tolerance * times == other.tolerance
        for one, other in zip(base, keys, strict=True)
    )
    return times if fits and times > 0 else None


def _holds_all(keys: Sequence[NumericKey]) -> bool:
    base, others = base_and_others(keys)
    return {key.unit for key in keys} == {base[0].unit, *(unit for unit, _times in others)}


def _losses_of_areas(question: QuestionSpec, parcel: Parcel) -> Iterator[Loss]:
    ref = question.ref
    right = [area for area in question.areas if area.correct]
    if len(right) < len(question.areas):
        yield Loss(
            ref,
            "areas",
            _("Areas that are wrong are left out; Moodle takes all the rest as wrong."),
        )
    elif len({area.label for area in right}) > 1:
        yield Loss(ref, "areas", _("In Moodle, all areas bear the name of the first one."))
    size = size_of(parcel.files[question.picture])
    if not all(keeps_places(area, size) for area in question.areas):
        yield Loss(ref, "areas", _("The areas move by less than a point of the picture."))
    if question.picture_alt:
        yield Loss(ref, "picture_alt", _("Moodle has no words for this picture."))
