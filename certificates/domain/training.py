"""Training of other organisers: entered with a document, looked at and answered by somebody else."""

from dataclasses import dataclass
from datetime import date

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from certificates.domain.files import forget_file, keep_file, read_file
from certificates.models import ExternalTraining

LARGEST_DOCUMENT = 5 * 2**20
# What a document may be, by how its bytes begin; its name says nothing.
BEGINNINGS = {b"%PDF-": ".pdf", b"\x89PNG\r\n\x1a\n": ".png", b"\xff\xd8\xff": ".jpg"}
CONTENT_TYPES = {".pdf": "application/pdf", ".png": "image/png", ".jpg": "image/jpeg"}
# A PDF that starts something when it is opened is not a scan of a certificate.
ACTIVE = (b"/JavaScript", b"/Launch", b"/EmbeddedFile", b"/RichMedia")


class TrainingRefusedError(ValueError):
    """The training cannot be entered or answered like this; the message says why."""


@dataclass(frozen=True, slots=True)
class StatedTraining:
    """What the holder says of it."""

    kind: str
    title: str
    organiser: str
    number: str
    material: str
    started_on: date
    finished_on: date
    jp: int


def check_document(content: bytes) -> str:
    """Return the suffix that fits the document, or raise TrainingRefusedError with a sentence."""
    if len(content) > LARGEST_DOCUMENT:
        raise TrainingRefusedError(
            _("The document is larger than 5 MB. Scan it with fewer colours or smaller.")
        )
    suffix = next((end for start, end in BEGINNINGS.items() if content.startswith(start)), None)
    if suffix is None:
        raise TrainingRefusedError(
            _("This is not a PDF, PNG or JPG. Scan the certificate, or take a picture of it.")
        )
    if suffix == ".pdf" and any(sign in content for sign in ACTIVE):
        raise TrainingRefusedError(
            _("This PDF holds programs or other files. Print it into a new PDF and send that one.")
        )
    return suffix


@transaction.atomic
def enter_training(
    holder: AbstractBaseUser, stated: StatedTraining, document: bytes
) -> ExternalTraining:
    """Keep it with its document; it counts once somebody has agreed.

    Raises TrainingRefusedError for a document that cannot be one, that was sent before, or for
    days that cannot be.
    """
    suffix = check_document(document)
    if stated.finished_on < stated.started_on:
        raise TrainingRefusedError(_("The last day is before the first. Look at both dates."))
    if stated.finished_on > timezone.localdate():
        raise TrainingRefusedError(_("The training has not ended yet. Enter it afterwards."))
    kept = keep_file(document, suffix)
    same = ExternalTraining.objects.filter(holder_id=holder.pk, document_sha256=kept.sha256)
    if same.exclude(answer=ExternalTraining.Answer.DECLINED).exists():
        raise TrainingRefusedError(_("You have sent this document before. See the list below."))
    same.delete()
    return ExternalTraining.objects.create(
        holder_id=holder.pk,
        document_path=kept.path,
        document_sha256=kept.sha256,
        kind=stated.kind,
        title=stated.title,
        organiser=stated.organiser,
        number=stated.number,
        material=stated.material,
        started_on=stated.started_on,
        finished_on=stated.finished_on,
        jp=stated.jp,
    )


def accept_training(training: ExternalTraining, jp: int, by: AbstractBaseUser) -> None:
    """Agree to it, with the JP that the document bears out."""
    _answer(training, ExternalTraining.Answer.ACCEPTED, "", by, jp=jp)


def decline_training(training: ExternalTraining, words: str, by: AbstractBaseUser) -> None:
    """Say why it does not count; the holder reads the words."""
    if not words.strip():
        raise TrainingRefusedError(_("Write to the holder why it does not count."))
    _answer(training, ExternalTraining.Answer.DECLINED, words.strip(), by, jp=training.jp)


@transaction.atomic
def withdraw_training(training: ExternalTraining) -> None:
    """Take back what nobody has answered yet, with its document."""
    deleted, _rows = ExternalTraining.objects.waiting().filter(pk=training.pk).delete()
    if deleted:
        transaction.on_commit(lambda: _forget(training.document_path))


def document_of(training: ExternalTraining) -> tuple[bytes, str] | None:
    """Return the document and its content type; None when the storage has lost it."""
    content = read_file(training.document_path)
    suffix = training.document_path[training.document_path.rfind(".") :]
    return None if content is None else (content, CONTENT_TYPES[suffix])


def forget_trainings(holder: AbstractBaseUser) -> None:
    """Delete what a person has entered, and the documents that nobody else has."""
    paths = list(
        ExternalTraining.objects.filter(holder_id=holder.pk).values_list("document_path", flat=True)
    )
    ExternalTraining.objects.filter(holder_id=holder.pk).delete()
    for path in paths:
        _forget(path)


def _answer(
    training: ExternalTraining, answer: str, words: str, by: AbstractBaseUser, *, jp: int
) -> None:
    if by.pk == training.holder_id:
        raise TrainingRefusedError(_("Nobody agrees to their own training. Ask a colleague."))
    answered = (
        ExternalTraining.objects.waiting()
        .filter(pk=training.pk)
        .update(
            answer=answer,
            answer_text=words,
            answered_at=timezone.now(),
            answered_by_id=by.pk,
            jp=jp,
        )
    )
    if not answered:
        raise TrainingRefusedError(_("Somebody has answered this one already."))


def _forget(path: str) -> None:
    if not ExternalTraining.objects.filter(document_path=path).exists():
        forget_file(path)
