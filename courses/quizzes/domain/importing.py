"""Bring questions from a file into a bank: read, look, say yes; nothing is in the bank before that."""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from rapidfuzz import fuzz, process

from courses.people.models import User
from courses.quizzes.domain.exchange.markup import words_of_html
from courses.quizzes.domain.exchange.naming import Names
from courses.quizzes.domain.exchange.parcels import ExchangeRefused, Parcel
from courses.quizzes.domain.questions import publish_questions
from courses.quizzes.domain.rulebook import questions_of
from courses.quizzes.domain.specs import QuestionSpec
from courses.quizzes.domain.stating import built, stated
from courses.quizzes.models import (
    PendingPicture,
    PendingQuestions,
    QuestionBank,
    QuestionVersion,
)

State = PendingQuestions.State
KEPT_FOR = timedelta(hours=24)
# What a request reads or writes by itself; more is left to the background work.
SMALL_FILE = 512 * 1024
FEW_QUESTIONS = 100
AT_ONCE = 50
# From here on two questions ask for the same, in percent of their letters.
ALIKE = 92

type Reader = Callable[[bytes], Parcel]
# Puts a picture where learners get it: (path, content, words) to what the question then states of it.
type PicturePlace = Callable[[str, bytes, str], Mapping[str, object]]


@dataclass(frozen=True)
class PendingQuestion:
    """One question of a pending file, with what the bank has of it and what was said about it."""

    place: int
    spec: QuestionSpec
    twin: str
    twin_text: str
    remarks: tuple[str, ...]
    is_taken: bool


def bring_file(
    owner: User, bank: QuestionBank, format_name: str, name: str, content: bytes
) -> PendingQuestions:
    """Keep an uploaded file until it is read and confirmed; what its owner left there before goes."""
    PendingQuestions.objects.filter(owner=owner, bank=bank).exclude(state=State.CONFIRMED).delete()
    return PendingQuestions.objects.create(
        owner=owner, bank=bank, format=format_name, file_name=name[-160:], upload=content
    )


def is_small(pending: PendingQuestions) -> bool:
    """Tell whether a request can read the file by itself."""
    return len(pending.upload or b"") <= SMALL_FILE


def read_pending(pending: PendingQuestions, read: Reader) -> None:
    """Read the file into questions, or keep why it was refused; safe to call twice."""
    try:
        parcel = read(bytes(pending.upload or b""))
    except ExchangeRefused as refused:
        PendingQuestions.objects.filter(pk=pending.pk, state=State.WAITING).update(
            state=State.REFUSED, sentence=str(refused), upload=None
        )
        return
    twins = _twins(parcel, pending.bank)
    with transaction.atomic():
        taken = PendingQuestions.objects.filter(pk=pending.pk, state=State.WAITING).update(
            state=State.READY,
            upload=None,
            title=parcel.title,
            questions=[stated(question) for question in parcel.questions],
            refusals=[asdict(refusal) for refusal in parcel.refusals],
            remarks=[asdict(remark) for remark in parcel.remarks],
            duplicates=twins,
        )
        if taken:
            PendingPicture.objects.bulk_create(
                PendingPicture(pending=pending, path=path, content=content)
                for path, content in parcel.files.items()
            )


def pending_questions_of(pending: PendingQuestions) -> list[PendingQuestion]:
    """Return the questions with what there is to know before saying yes."""
    remarks: dict[str, list[str]] = {}
    for remark in pending.remarks:
        remarks.setdefault(remark["ref"], []).append(remark["sentence"])
    found = []
    for place, plain in enumerate(pending.questions):
        twin = pending.duplicates.get(str(place), {})
        found.append(
            PendingQuestion(
                place,
                built(plain),
                twin.get("ref", ""),
                twin.get("text", ""),
                tuple(remarks.get(plain["ref"], ())),
                pending.choices.get(str(place), not twin) is True,
            )
        )
    return found


def confirm(owner: User, pending_id: UUID, taken: set[int]) -> PendingQuestions:
    """Note which questions to take; they are written by `write_confirmed`. Raises ExchangeRefused."""
    fresh = PendingQuestions.objects.filter(
        pk=pending_id, owner=owner, state=State.READY, uploaded_at__gt=timezone.now() - KEPT_FOR
    )
    pending = fresh.select_related("bank").first()
    if pending is None:
        raise ExchangeRefused(
            _(
                "These questions were confirmed already, or have waited for more than a day. Upload the file again."
            )
        )
    if not taken:
        raise ExchangeRefused(_("Choose at least one question."))
    choices = {str(place): place in taken for place in range(len(pending.questions))}
    if not fresh.update(state=State.CONFIRMED, choices=choices):
        raise ExchangeRefused(_("These questions were confirmed already."))
    pending.refresh_from_db()
    return pending


def has_few(pending: PendingQuestions) -> bool:
    """Tell whether a request can write the questions by itself."""
    return len(pending.questions) <= FEW_QUESTIONS


def write_confirmed(pending: PendingQuestions, place_picture: PicturePlace) -> int:
    """Write the chosen questions into the bank as drafts; return how many. Safe to call twice.

    They get names that the bank does not have yet. So many at once are written and counted in one
    transaction; whoever is killed in between goes on where the count stands.
    """
    written = 0
    while _write_some(pending.pk, place_picture):
        written += 1
    return PendingQuestions.objects.get(pk=pending.pk).done


@transaction.atomic
def _write_some(pending_id: UUID, place_picture: PicturePlace) -> bool:
    pending = (
        PendingQuestions.objects.select_for_update(of=("self",))
        .select_related("bank", "owner")
        .get(pk=pending_id)
    )
    if pending.state != State.CONFIRMED:
        return False
    chosen = [one.spec for one in pending_questions_of(pending) if one.is_taken]
    some = chosen[pending.done : pending.done + AT_ONCE]
    names = Names(set(pending.bank.questions.values_list("ref", flat=True)))
    pictures = {one.path: bytes(one.content) for one in pending.pictures.all()}
    publish_questions(
        pending.bank,
        [
            replace(_with_picture(spec, pictures, place_picture), ref=names.name(spec.ref, 1))
            for spec in some
        ],
        drafted_by=pending.owner,
    )
    pending.done += len(some)
    if pending.done >= len(chosen):
        pending.state = State.WRITTEN
        pending.pictures.all().delete()
    pending.save(update_fields=["done", "state"])
    return pending.state == State.CONFIRMED


def forget_old_pending_questions() -> int:
    """Delete what nobody said yes to within a day, and what was written; return how many files."""
    old = PendingQuestions.objects.filter(uploaded_at__lt=timezone.now() - KEPT_FOR)
    return old.delete()[1].get("quizzes.PendingQuestions", 0)


def _with_picture(
    spec: QuestionSpec, pictures: Mapping[str, bytes], place_picture: PicturePlace
) -> QuestionSpec:
    if spec.picture not in pictures:
        return replace(spec, picture="")
    facts = place_picture(spec.picture, pictures[spec.picture], spec.picture_alt)
    return replace(spec, **facts)  # type: ignore[arg-type]  # the names are those of QuestionSpec


def _twins(parcel: Parcel, bank: QuestionBank) -> dict[str, dict[str, str]]:
    """Return what the bank, or an earlier question of the file, has in nearly the same words."""
    known = {version.question.ref: _words_of(version) for version in questions_of(bank)}
    twins = {}
    for place, question in enumerate(parcel.questions):
        words = _comparable(question)
        found = process.extractOne(words, known, scorer=fuzz.ratio, score_cutoff=ALIKE)
        if found:
            twins[str(place)] = {"ref": str(found[2]), "text": str(found[0])[:300]}
        known[f"{question.ref} ({place + 1})" if question.ref in known else question.ref] = words
    return twins


def _words_of(version: QuestionVersion) -> str:
    return _comparable(built(version.stated))


def _comparable(question: QuestionSpec) -> str:
    """Return the words of the question and of its parts, so that short questions differ enough."""
    parts = [
        words_of_html(question.text_html + question.blank_text),
        *(option.text for option in question.options),
        *(f"{pair.left} {pair.right}" for pair in question.pairs),
    ]
    return " ".join(parts).casefold()
