"""What all tests of cms share."""

import pytest


@pytest.fixture
def commit_at_once(monkeypatch):
    """Publishing waits for the commit, and a test's transaction never commits."""
    monkeypatch.setattr("cms.receivers.transaction.on_commit", lambda work: work())
