"""The web server and the worker beside it: one that ends is started again, all end together."""

import os
import signal
import sys

import pytest

from literasi.crew import Crew, CrewError, welcome
from tests.services import until

STAYS = [sys.executable, "-c", "import signal; signal.pause()"]
FALLS = [sys.executable, "-c", "raise SystemExit(3)"]


@pytest.fixture
def crew():
    crew = Crew({"web": STAYS, "worker": STAYS}, dict(os.environ))
    yield crew
    crew.stop()


def test_a_killed_worker_is_started_again(crew, capsys):
    before = dict(crew.running)
    os.kill(before["worker"].pid, signal.SIGKILL)
    before["worker"].wait(10)

    crew.look()

    assert crew.running["web"] is before["web"]
    assert crew.running["worker"].poll() is None
    assert crew.running["worker"].pid != before["worker"].pid
    assert capsys.readouterr().out == "The worker process ended (code -9); starting it again.\n"


def test_stopping_ends_every_process(crew):
    crew.stop()

    assert {process.poll() for process in crew.running.values()} == {-signal.SIGTERM}


def test_a_process_that_never_stays_up_ends_the_whole_with_a_sentence():
    crew = Crew({"worker": FALLS}, dict(os.environ))

    def gives_up():
        try:
            crew.look()
        except CrewError as error:
            return (
                str(error)
                == "The worker process ends as soon as it starts; its last words are above."
            )
        return False

    until(gives_up, "The crew went on starting a process that cannot stay up")


def test_the_welcome_names_the_address_the_accounts_and_the_time():
    people = [
        {"role": "warga", "username": "sari", "password": "tiga kata", "sign_in_path": "/masuk/"},
        {
            "role": "editor",
            "username": "edi",
            "password": "lain",
            "sign_in_path": "/masuk/",
            "totp_secret": "ABC",
        },
        {
            "role": "asn",
            "username": "baru",
            "password": None,
            "sign_in_path": "/masuk/aktivasi/",
            "activation_code": "XYZ",
            "nip": "1990",
        },
    ]

    lines = welcome("http://127.0.0.1:8123", people, 34.6).split("\n")

    assert [" ".join(line.split()) for line in lines if line] == [
        "Literasi is ready after 35 s: http://127.0.0.1:8123/",
        "Accounts to try it with, on this machine only:",
        "role user name where, and the passphrase",
        "warga sari /masuk/ tiga kata",
        "editor edi /masuk/ lain TOTP key ABC",
        "asn baru /masuk/aktivasi/ code XYZ, NIP 1990",
        "Ctrl-C stops it; the next start finds everything as it was.",
    ]
