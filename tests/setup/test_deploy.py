"""The files in deploy/ agree with the settings and with each other."""

import re
import shutil
import subprocess
from pathlib import Path
from uuid import uuid4

import pytest
import yaml
from django.conf import settings
from django.urls import reverse

from courses.packages.domain.uploads import LARGEST

DEPLOY = settings.BASE_DIR / "deploy"
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
UNITS = sorted(DEPLOY.glob("systemd/*.service"))
# What the images of others understand, beside our own variables.
OF_OTHERS = {"POSTGRES_USER", "POSTGRES_DB", "LITERASI_WEB", "LITERASI_VAR"}


def documented():
    """Return every variable that docs/operations.md explains."""
    return set(
        re.findall(
            r"`([A-Z][A-Z0-9_]+)`", (settings.BASE_DIR / "docs" / "operations.md").read_text()
        )
    )


def test_the_example_environment_names_only_documented_variables():
    named = set(
        re.findall(
            r"^(?:# )?([A-Z][A-Z0-9_]+)=", (DEPLOY / "env.example").read_text(), re.MULTILINE
        )
    )

    assert named - documented() == set()


def test_compose_names_only_documented_variables():
    of_services = {
        name for service in COMPOSE["services"].values() for name in service.get("environment", {})
    }
    filled_in = set(re.findall(r"\$\{([A-Z0-9_]+)", (DEPLOY / "compose.yaml").read_text()))

    assert (of_services | filled_in) - documented() - OF_OTHERS == set()


def test_what_compose_asks_to_be_filled_in_stands_in_the_example():
    filled_in = set(re.findall(r"\$\{([A-Z0-9_]+)", (DEPLOY / "compose.yaml").read_text()))
    example = set(re.findall(r"^([A-Z0-9_]+)=", (DEPLOY / "env.example").read_text(), re.MULTILINE))

    assert filled_in <= example


def test_no_secret_of_the_example_would_let_production_start():
    secrets = re.findall(
        r"^(?:SECRET_KEY|FIELD_ENCRYPTION_KEYS)=(.*)$", (DEPLOY / "env.example").read_text(), re.M
    )

    assert secrets == ["change-me", "change-me"]


def test_only_the_proxy_is_reached_from_outside():
    assert [name for name, service in COMPOSE["services"].items() if "ports" in service] == [
        "proxy"
    ]


@pytest.mark.parametrize("unit", UNITS, ids=lambda unit: unit.stem)
def test_a_unit_runs_with_production_settings_as_its_own_user(unit):
    lines = unit.read_text().splitlines()

    assert "User=literasi" in lines
    assert "Environment=DJANGO_SETTINGS_MODULE=literasi.settings.production" in lines
    assert "Restart=always" in lines


def test_web_worker_and_beat_run_the_same_programs_in_compose_and_in_systemd():
    def program(unit):
        return re.search(r"^ExecStart=\S+/bin/(\w+)", unit.read_text(), re.MULTILINE)[1]

    in_systemd = {unit.stem.removeprefix("literasi-"): program(unit) for unit in UNITS}
    in_compose = {
        name: COMPOSE["services"][name].get("command", ["gunicorn"])[0] for name in in_systemd
    }

    assert in_systemd == in_compose == {"web": "gunicorn", "worker": "celery", "beat": "celery"}


def test_systemd_understands_every_unit():
    program = shutil.which("systemd-analyze")
    for unit in UNITS if program else []:
        complaints = subprocess.run(
            [program, "verify", unit], capture_output=True, text=True
        ).stderr.splitlines()
        # The programs are in /srv/literasi, which is not on this machine.
        assert [line for line in complaints if "is not executable" not in line] == []


def test_uploads_are_never_served_as_pages_of_the_site():
    media = re.search(
        r"handle_path /media/\* \{(.*?)\n\t\}", (DEPLOY / "Caddyfile").read_text(), re.DOTALL
    )[1]

    assert "X-Content-Type-Options nosniff" in media
    assert re.search(r"Content-Security-Policy .*default-src 'none'.* sandbox", media)


def test_private_papers_are_outside_everything_the_proxy_serves():
    roots = re.findall(r"root \* \{\$LITERASI_VAR[^}]*\}/(\w+)", (DEPLOY / "Caddyfile").read_text())

    assert roots == ["static", "media"]
    assert Path(settings.STORAGES["private"]["OPTIONS"]["location"]).name == "private"


def test_the_proxy_lets_packages_through_that_the_product_takes():
    """Only on the two addresses where they are sent: everything else is small."""
    found = re.search(
        r"@packages path_regexp (\S+)\n.*?max_size (\d+)MiB",
        (DEPLOY / "Caddyfile").read_text(),
        re.DOTALL,
    )
    addresses = [
        reverse("packages_admin:upload"),
        reverse("packages_admin:replace", args=[uuid4()]),
        reverse("packages_admin:index"),
        "/belajar/",
    ]

    assert [bool(re.match(found[1], address)) for address in addresses] == [
        True,
        True,
        False,
        False,
    ]
    assert LARGEST < int(found[2]) * 1024 * 1024 < LARGEST + 2 * 1024 * 1024


def test_the_second_origin_asks_the_application_and_passes_no_cookie_on():
    """The units of SCORM packages are found by a keyed address, which only the application knows."""
    block = (DEPLOY / "Caddyfile").read_text().split("\n{$CONTENT_ORIGIN} {", 1)[1]

    assert "reverse_proxy {$LITERASI_WEB:127.0.0.1:8000}" in block
    assert "header_up -Cookie" in block
