"""What the tests of certificates share."""

import pytest

from certificates.domain.issuing import issue_certificate
from certificates.domain.naming import PrintedName, confirm_name
from certificates.domain.outbox import sweep_outbox
from tests.certificates.awards import a_person, an_achievement


@pytest.fixture
def holder(db):
    return a_person()


@pytest.fixture
def certificate(holder):
    """A certificate whose name has been confirmed; its PDF waits in the outbox."""
    achievement = an_achievement(holder)
    return confirm_name(issue_certificate(achievement, holder), PrintedName.of(achievement))


@pytest.fixture
def ready(certificate):
    """A certificate whose PDF has been made."""
    sweep_outbox()
    return certificate
