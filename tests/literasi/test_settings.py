"""Production settings refuse to start half configured, in one clear sentence."""

import os
import subprocess
import sys

import pytest

COMPLETE = {
    "DJANGO_SETTINGS_MODULE": "literasi.settings.production",
    "SECRET_KEY": "s" * 50,
    "FIELD_ENCRYPTION_KEYS": "k" * 50,
    "ALLOWED_HOSTS": "literasi.example.go.id",
}


def start_with(environment: dict[str, str]) -> subprocess.CompletedProcess[str]:
    kept = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    return subprocess.run(
        [sys.executable, "manage.py", "check"],
        env=kept | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_complete_production_settings_start() -> None:
    assert start_with(COMPLETE).returncode == 0


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"SECRET_KEY": ""}, "Set the environment variable SECRET_KEY"),
        ({"SECRET_KEY": "change-me-" + "x" * 50}, "Set the environment variable SECRET_KEY"),
        ({"FIELD_ENCRYPTION_KEYS": "short"}, "Set the environment variable FIELD_ENCRYPTION_KEYS"),
        ({"DEBUG": "1"}, "Production settings do not start with it"),
        ({"ALLOWED_HOSTS": ""}, "Set ALLOWED_HOSTS"),
    ],
)
def test_half_configured_production_refuses_to_start(change: dict[str, str], sentence: str) -> None:
    outcome = start_with(COMPLETE | change)

    assert outcome.returncode != 0
    assert sentence in outcome.stderr
