"""Somebody met a requirement: write it down, and give every certificate that this completes."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from zoneinfo import ZoneInfo

from django.contrib.auth.base_user import AbstractBaseUser
from django.db import connection, transaction
from django.utils import timezone

from certificates.domain.achievement import Achievement, Issuer
from certificates.domain.attaining import Holder, Met
from certificates.domain.awarding import Award, award_of
from certificates.domain.insertion import insert_new
from certificates.domain.issuing import issue_awards
from certificates.domain.renewing import Turn, next_turn
from certificates.domain.requirements import requirements_of, what_meets
from certificates.models import Attainment, Certificate, Portfolio, Programme

__all__ = ["Holder", "Met", "record_met"]

# One statement makes the portfolio when it is missing and locks its row until the caller commits:
# of two requirements met at the same moment the later one sees the earlier, and completes.
LOCK_PORTFOLIO = (
    "INSERT INTO certificates_portfolio (person_id, account_id, holder, entries) "
    "VALUES (%s, %s, %s, 1) ON CONFLICT (person_id) DO UPDATE SET "
    "account_id = COALESCE(excluded.account_id, certificates_portfolio.account_id), "
    "holder = excluded.holder, entries = certificates_portfolio.entries + 1 "
    "RETURNING id, account_id"
)


@transaction.atomic(durable=False, savepoint=False)
def record_met(
    met: Met,
    holder: Holder,
    issuer: Issuer,
    account: AbstractBaseUser | None = None,
    *,
    beside: Sequence[Achievement] = (),
) -> list[Certificate]:
    """Write down what was met; return the certificates of every programme that it completes.

    Runs in the caller's transaction, so neither exists without the other. Telling the same
    occasion again brings its entry up to date and gives nothing twice. `beside` are awards that
    the occasion brings of itself: given here, all numbers are taken in one order, and no two
    transactions wait for each other in a ring; they come last in what is returned. Three
    statements while no programme is complete.
    """
    portfolio = _locked_portfolio(holder, account)
    if not insert_new([met.entry(portfolio)]):
        met.correct(portfolio)
    programmes = [one for one in Programme.objects.open() if asks_for(one, met.key)]
    awards = [
        *awards_due(programmes, portfolio, holder, issuer),
        *(Award(achievement) for achievement in beside),
    ]
    return issue_awards(awards, account, account_id=portfolio.account_id)


@transaction.atomic(durable=False, savepoint=False)
def give_due(
    programme: Programme,
    holder: Holder,
    issuer: Issuer,
    account: AbstractBaseUser | None = None,
) -> list[Certificate]:
    """Give the programme's certificate to somebody who has met everything before; none if not.

    For a programme that was opened, or whose JP were agreed to, after people had met what it asks.
    """
    if not Programme.objects.open().filter(pk=programme.pk).exists():
        return []
    portfolio = _locked_portfolio(holder, account)
    awards = list(awards_due([programme], portfolio, holder, issuer))
    return issue_awards(awards, account, account_id=portfolio.account_id)


def asks_for(programme: Programme, key: str) -> bool:
    """Tell whether this could complete or renew a certificate of the programme."""
    keys = {one.key for one in requirements_of(programme.requirements)}
    return key in keys or key == programme.renewal_key


def counts_after(person_id: str, key: str, today: date) -> date | None:
    """Return the day after which meeting this renews a certificate; None when it renews none now.

    A refresher counts only in its window; what a programme asks for, whenever the certificate can
    be earned anew. One or two queries.
    """
    programmes = [one for one in Programme.objects.open() if asks_for(one, key)]
    latest = _latest_of(person_id, programmes) if programmes else {}
    days = []
    for programme in programmes:
        held = latest.get(programme.pk)
        turn = next_turn(programme, held, today) if held else None
        if turn and turn.after and (turn.by_refresher or key != programme.renewal_key):
            days.append(turn.after)
    return max(days, default=None)


def awards_due(
    programmes: Sequence[Programme], portfolio: Portfolio, holder: Holder, issuer: Issuer
) -> Iterable[Award]:
    """Return the awards of those programmes that the portfolio completes; two queries, or none."""
    if not programmes:
        return
    attainments = list(portfolio.attainments.all())
    latest = _latest_of(holder.person_id, programmes)
    today = timezone.now().astimezone(ZoneInfo(issuer.time_zone)).date()
    for programme in programmes:
        turn = next_turn(programme, latest[programme.pk], today)
        met = turn and met_in_turn(programme, attainments, turn)
        if turn and met:
            yield award_of(programme, holder, met, turn, issuer, today)


def met_in_turn(
    programme: Programme, attainments: Sequence[Attainment], turn: Turn
) -> tuple[Attainment, ...] | None:
    """Return what completes this turn: the refresher where it is enough, else all of it."""
    usable = [one for one in attainments if turn.after is None or one.met_on > turn.after]
    if turn.by_refresher:
        refreshers = [one for one in usable if one.key == programme.renewal_key]
        if refreshers:
            return (max(refreshers, key=_when),)
    return what_meets(requirements_of(programme.requirements), usable)


def _when(attainment: Attainment) -> tuple[date, int]:
    return attainment.met_on, attainment.pk or 0


def _latest_of(
    person_id: str, programmes: Sequence[Programme]
) -> defaultdict[int, Certificate | None]:
    """Return the newest version of the person's last certificate in each programme."""
    found: defaultdict[int, Certificate | None] = defaultdict(lambda: None)
    held = Certificate.objects.filter(person_id=person_id, programme__in=programmes)
    for certificate in held.order_by("cycle", "version"):
        if certificate.programme_id is not None:
            found[certificate.programme_id] = certificate
    return found


def _locked_portfolio(holder: Holder, account: AbstractBaseUser | None) -> Portfolio:
    stored = Portfolio._meta.get_field("holder").get_db_prep_save(  # noqa: SLF001 - Django's documented way to a model's fields
        holder.to_json(), connection
    )
    values = [holder.person_id, account.pk if account else None, stored]
    with connection.cursor() as cursor:
        cursor.execute(LOCK_PORTFOLIO, values)
        key, account_id = cursor.fetchone()
    return Portfolio(pk=key, person_id=holder.person_id, account_id=account_id)
