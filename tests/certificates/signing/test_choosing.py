"""Which signer the site uses, what is missing for it, and the secrets it is handed."""

import pickle
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command

from certificates.domain.signing.choosing import configured_signer, signer_health
from certificates.domain.signing.interface import Fault, Secret


def test_an_unknown_signer_is_told_with_the_ones_there_are(settings):
    settings.PDF_SIGNER = "pena"

    with pytest.raises(ImproperlyConfigured, match="none, own, bsre-seal, bsre-personal"):
        configured_signer()
    assert signer_health().is_good is False


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"PDF_SIGNER": "none"}, "PDF_SIGNER=none"),
        ({"PDF_SIGNER": "own", "PDF_SIGNER_KEY_FILE": "/nowhere.p12"}, "make_signing_key"),
        ({"PDF_SIGNER": "bsre-seal", "BSRE_VERSION": 1}, "BSRE_VERSION=2"),
        ({"PDF_SIGNER": "bsre-personal", "BSRE_URL": "https://x", "BSRE_USER": ""}, "BSRE_USER"),
    ],
)
def test_the_health_says_what_is_missing(settings, changes, says):
    for name, value in changes.items():
        setattr(settings, name, value)

    assert says in signer_health().message


def test_a_wrong_password_is_told_without_showing_it(settings, own_key):
    settings.PDF_SIGNER = "own"
    settings.PDF_SIGNER_KEY_FILE = str(own_key.key_file)
    settings.PDF_SIGNER_KEY_PASSWORD = "salah-sekali"

    health = signer_health()

    assert (health.is_good, "salah-sekali" in health.message) == (False, False)


def test_the_command_makes_a_key_once(settings, tmp_path, capsys):
    settings.PDF_SIGNER_KEY_FILE = str(tmp_path / "signing" / "penerbit.p12")

    call_command("make_signing_key", name="Pemkab (uji)")
    with pytest.raises(CommandError, match="there already"):
        call_command("make_signing_key", name="Pemkab (uji)")

    assert Path(settings.PDF_SIGNER_KEY_FILE).stat().st_mode & 0o077 == 0


def test_a_secret_shows_nothing_and_cannot_be_written_down():
    secret = Secret("kata-rahasia-pejabat")

    assert "rahasia" not in f"{secret} {secret!r}"
    with pytest.raises(TypeError):
        pickle.dumps(secret)
    secret.forget()
    assert secret.reveal() == ""


def test_faults_say_what_to_do():
    assert [fault.value for fault in Fault] == ["transient", "permanent", "credential"]
