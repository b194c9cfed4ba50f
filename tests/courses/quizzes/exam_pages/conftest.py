"""A learner who is signed in."""

import pytest

from tests.courses.quizzes.making import person


@pytest.fixture
def learner(client):
    learner = person()
    client.force_login(learner)
    return learner
