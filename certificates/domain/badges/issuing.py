"""The badge of a certificate: made and signed once, then kept with its row."""

import json

from django.db import IntegrityError, transaction

from certificates.domain.badges.credential import credential_of, method_of, with_proof
from certificates.domain.badges.status import free_place, open_list
from certificates.domain.keys import current_key, private_half
from certificates.domain.proofs import Statement, mark_of, signed_statement
from certificates.models import Badge, Certificate
from certificates.rules import Standing, standing_of

MOST_TRIES = 5


def make_badge(certificate: Certificate) -> Badge:
    """Return the certificate's badge; whoever comes second gets the first one's.

    Raises NameNotConfirmedError before the holder has said that the name is right.
    """
    for _try in range(MOST_TRIES):
        if found := Badge.objects.filter(certificate=certificate).first():
            return found
        badge = _signed(certificate)
        try:
            with transaction.atomic():
                badge.save()
        except IntegrityError:
            # Somebody was quicker: with this badge, or with this place in the list.
            continue
        return badge
    raise RuntimeError(f"No place was found for the badge of {certificate.pk}.")


def public_badge(certificate: Certificate) -> Badge | None:
    """Return the badge that has been made; None before that, and after its holder was erased."""
    return Badge.objects.filter(certificate=certificate).exclude(document="").first()


def forget_badge(certificate: Certificate) -> None:
    """Drop what names a person; the place in the list stays taken, so that it says what it said."""
    Badge.objects.filter(certificate=certificate).update(document="", statement="")


def _signed(certificate: Certificate) -> Badge:
    key, status_list = current_key(), open_list()
    place = free_place(status_list)
    private = private_half(key)
    method = method_of(certificate.snapshot["issuer"]["base_url"].rstrip("/"), key.public)
    document = with_proof(
        credential_of(certificate, place, status_list.number),
        private,
        method,
        certificate.name_confirmed_at or certificate.recorded_at,
    )
    statement = signed_statement(Statement.of(certificate), private, key.public)
    stands = standing_of(certificate) not in (Standing.REVOKED, Standing.REPLACED)
    return Badge(
        certificate=certificate,
        key=key,
        status_list=status_list,
        status_index=place,
        status=Badge.Status.VALID if stands else Badge.Status.REVOKED,
        statement=statement,
        statement_mark=mark_of(statement),
        document=json.dumps(document, ensure_ascii=False, separators=(",", ":")),
    )
