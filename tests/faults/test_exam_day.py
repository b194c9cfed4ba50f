"""J27 in small: 50 candidates begin within seconds, some replies are lost, and no answer is."""

import pytest

from tests.load.candidate import Candidate, sit_all
from tests.load.report import answers_lost, lines_of, not_handed_in
from tests.load.scene import make_scene

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]

CANDIDATES = 50


def test_50_candidates_begin_together_and_no_answer_is_lost(live_server):
    exam, sessions = make_scene(CANDIDATES)
    host, port = live_server.thread.host, live_server.thread.port
    candidates = [
        Candidate(number, host, port, session, exam, begins=number * 0.05, minutes=0.1)
        for number, session in enumerate(sessions)
    ]
    sit_all(candidates)
    assert [one.problem for one in candidates if one.problem] == []
    assert lines_of(candidates)[-1].errors == 0
    acknowledged = {
        one.attempt: {at: list(kept) for at, kept in one.acknowledged.items()} for one in candidates
    }
    assert [len(answers) for answers in acknowledged.values()] == [50] * CANDIDATES
    assert (answers_lost(acknowledged), not_handed_in()) == (0, 0)
