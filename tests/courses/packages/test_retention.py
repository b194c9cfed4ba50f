"""How long it is remembered what learners did in activities."""

from datetime import timedelta

import pytest
from django.utils import timezone

from courses.learning.models import Enrolment
from courses.packages.domain.retention import forget_old_plays
from courses.packages.models import Forwarding, Play, SavedState, Statement
from courses.people.models import User
from literasi.privacy.holdings import HOLDINGS
from literasi.schedule import SCHEDULE
from tests.courses.catalogue.outlines import key_of
from tests.courses.packages.test_recording import begun, said, send, state  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db


def counts() -> tuple[int, int, int]:
    return Statement.objects.count(), Play.objects.count(), SavedState.objects.count()


def aged(days: int) -> None:
    then = timezone.now() - timedelta(days=days)
    Statement.objects.update(stored_at=then)
    Play.objects.update(active_at=then)
    SavedState.objects.update(saved_at=then)


@pytest.fixture
def played(client, begun, settings):  # noqa: F811
    settings.LRS_ENDPOINT = "https://lrs.example"
    send(client, begun, said("attempted"), said(), states=[state("x", 1)])
    assert (counts(), Forwarding.objects.count()) == ((2, 1, 1), 2)


def test_what_is_older_than_the_setting_is_forgotten_and_that_it_was_done_stays(
    played, sari, settings
):
    settings.STATEMENTS_KEPT_DAYS = 100
    aged(99)
    assert (forget_old_plays(), counts()) == (0, (2, 1, 1))
    aged(101)
    assert (forget_old_plays(), counts()) == (4, (0, 0, 0))

    assert Forwarding.objects.count() == 0
    done = Enrolment.objects.get(learner=sari).results[str(key_of("kartu"))]["practices"]
    assert (done["kartu-1"]["correct"], done["kartu-1"]["total"]) == (2, 3)
    assert User.objects.filter(pk=sari.pk).exists()


def test_a_play_lasts_as_long_as_something_is_reported_of_it(played):
    aged(400)
    Play.objects.update(active_at=timezone.now())
    Statement.objects.filter(verb__endswith="completed").update(stored_at=timezone.now())
    forget_old_plays()

    assert counts() == (1, 1, 0)


def test_many_go_in_pieces(played, sari):
    Statement.objects.bulk_create(
        Statement(id=f"{number:032x}", learner=sari, document={}, happened_at=timezone.now())
        for number in range(1200)
    )
    aged(400)
    assert (forget_old_plays(), counts()) == (1204, (0, 0, 0))


def test_the_worker_sweeps_and_the_privacy_page_says_how_long(settings):
    assert forget_old_plays in {work.verb for work in SCHEDULE}
    [said] = [one.until for one in HOLDINGS if one.module == "courses.packages.personal_data"]
    assert str(said).startswith(str(settings.STATEMENTS_KEPT_DAYS))
