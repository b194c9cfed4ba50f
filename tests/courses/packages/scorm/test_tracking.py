"""What a SCORM package is told, and what is kept of what its units report."""

import io
import json
from uuid import uuid4

import pytest
from django.test import Client

from courses.catalogue.domain import publish_outline
from courses.learning.models import LearnerEvent
from courses.packages.domain.importing import import_package
from courses.packages.domain.placing import place_packages
from courses.packages.domain.tracking import launch_scorm
from courses.packages.models import Package, Play, SavedState, Statement
from tests.courses.catalogue.outlines import a_lesson, an_outline, key_of
from tests.courses.packages.scorm.making import (
    ONE_ITEM,
    ONE_RESOURCE,
    UNIT_12,
    a_zip,
    manifest,
    package_12,
)

pytestmark = pytest.mark.django_db
SITE, CONTENT = "http://127.0.0.1:8000", "http://isi.localhost:8000"
DONE = {"core": {"lesson_status": "passed", "score": {"raw": "8", "min": "0", "max": "10"}}}


@pytest.fixture(autouse=True)
def _two_origins(settings):
    settings.SITE_URL, settings.CONTENT_ORIGIN = SITE, CONTENT


@pytest.fixture
def package() -> Package:
    taken = import_package(io.BytesIO(package_12()), None, may_install=False).package
    publish_outline(an_outline("W6", a_lesson("satu", "belanja-1")))
    place_packages("W6", {(key_of("satu"), "belanja-1"): taken.pk})
    return taken


@pytest.fixture
def token(package, sari) -> str:
    return launch_scorm(package, sari, key_of("satu"), "belanja-1")["token"]


def send(package: Package, **said: object):
    return Client().post(
        f"/paket/{package.pk}/catat/", json.dumps(said), content_type="text/plain;charset=UTF-8"
    )


def test_without_a_second_origin_scorm_stays_off_and_says_how_to_switch_it_on(settings):
    settings.CONTENT_ORIGIN = ""
    imported = import_package(io.BytesIO(package_12()), None, may_install=True)
    assert (imported.package, [one.code for one in imported.report.findings]) == (
        None,
        ["scorm-needs-content-origin"],
    )


def test_another_port_of_the_same_host_is_no_second_origin(settings):
    settings.CONTENT_ORIGIN = "http://127.0.0.1:9000"
    assert import_package(io.BytesIO(package_12()), None, may_install=True).package is None


def test_a_finished_unit_completes_the_practice_once(package, sari, token):
    for sequence in (1, 2, 2):
        answer = send(package, token=token, unit="satu", cmi=DONE, sequence=sequence)
        assert (answer.status_code, answer.json()) == (200, {"done": True})

    play = Play.objects.get()
    assert (play.learner, play.raw, play.maximum, play.completed_at is not None) == (
        sari,
        80,
        100,
        True,
    )
    assert LearnerEvent.objects.filter(learner=sari, kind="practice.done").count() == 1
    stated = Statement.objects.order_by("stored_at").first().document
    assert stated["verb"]["id"].endswith("/completed")
    assert stated["actor"]["account"]["name"] == str(sari.public_id)


def test_data_come_back_where_the_learner_stopped(package, sari, token):
    cmi = {"core": {"lesson_status": "incomplete"}, "suspend_data": "3"}
    send(package, token=token, unit="satu", cmi=cmi, sequence=5)

    assert launch_scorm(package, sari, None, "")["units"][0]["cmi"] == cmi
    assert not LearnerEvent.objects.filter(learner=sari, kind="practice.done").exists()


def test_what_arrives_late_changes_nothing(package, sari, token):
    send(package, token=token, unit="satu", cmi={"suspend_data": "9"}, sequence=9)
    send(package, token=token, unit="satu", cmi={"suspend_data": "2"}, sequence=2)
    assert launch_scorm(package, sari, None, "")["units"][0]["cmi"] == {"suspend_data": "9"}


def test_a_new_make_of_the_package_begins_again(package, sari, token):
    send(package, token=token, unit="satu", cmi=DONE, sequence=1)
    again = import_package(
        io.BytesIO(package_12(title="Baru")), None, may_install=False, replaces=package
    ).package
    assert launch_scorm(again, sari, None, "")["units"][0]["cmi"] is None


def test_every_unit_counts_before_the_whole_does(sari):
    items = ONE_ITEM + '<item identifier="dua" identifierref="r1"><title>Dua</title></item>'
    files = {"imsmanifest.xml": manifest(items), "satu.html": UNIT_12}
    package = import_package(io.BytesIO(a_zip(files)), None, may_install=False).package
    token = launch_scorm(package, sari, None, "")["token"]

    assert send(package, token=token, unit="satu", cmi=DONE, sequence=1).json() == {"done": False}
    half = {"core": {"lesson_status": "passed", "score": {"raw": "6", "min": "0", "max": "10"}}}
    assert send(package, token=token, unit="dua", cmi=half, sequence=2).json() == {"done": True}
    assert Play.objects.get().raw == 70


def test_an_asset_is_done_when_it_was_opened(sari):
    resource = ONE_RESOURCE.replace('"sco"', '"asset"')
    files = {"imsmanifest.xml": manifest(resources=resource), "satu.html": b"<p>Baca</p>"}
    package = import_package(io.BytesIO(a_zip(files)), None, may_install=False).package
    token = launch_scorm(package, sari, None, "")["token"]
    assert send(package, token=token, unit="satu", cmi={}, sequence=1).json() == {"done": True}


@pytest.mark.parametrize(
    "changes",
    [
        {"token": "palsu"},
        {"token": 7},
        {"unit": "tiga"},
        {"unit": None},
        {"cmi": "rusak"},
        {"cmi": []},
        {"sequence": "satu"},
        {"sequence": -1},
        {"sequence": True},
        {"cmi": {"suspend_data": "x" * 300_000}},
    ],
)
def test_what_cannot_be_true_is_refused_and_nothing_is_kept(package, token, changes):
    said = {"token": token, "unit": "satu", "cmi": DONE, "sequence": 1} | changes
    answer = send(package, **said)
    assert answer.status_code == 400
    assert answer.json()["message"]
    assert (Play.objects.count(), SavedState.objects.count()) == (0, 0)


def test_a_token_opens_its_own_package_only(package, token):
    other = import_package(io.BytesIO(package_12()), None, may_install=False).package
    assert send(other, token=token, unit="satu", cmi=DONE, sequence=1).status_code == 400


def test_a_guest_gets_no_token_and_a_stranger_no_unpublished_package(package, client):
    told = client.get(f"/paket/{package.pk}/bagian/?pelajaran={key_of('satu')}").json()
    assert (told["token"], told["learner"], [unit["id"] for unit in told["units"]]) == (
        "",
        "",
        ["satu"],
    )
    hidden = import_package(io.BytesIO(package_12()), None, may_install=False).package
    assert client.get(f"/paket/{hidden.pk}/bagian/").status_code == 404
    assert client.get(f"/paket/{uuid4()}/bagian/").status_code == 404


# --- The second origin ------------------------------------------------------------------------------


def on_content_host(path: str, **more: object):
    return Client(headers={"host": "isi.localhost:8000"}).get(path, **more)


@pytest.fixture
def relay(package) -> str:
    return launch_scorm(package, None, None, "")["relay"].removeprefix(CONTENT)


def test_the_second_origin_serves_files_of_packages_and_nothing_else(relay):
    page, unit = on_content_host(relay), on_content_host(f"{relay}f/satu.html")

    assert page.status_code == unit.status_code == 200
    assert f"frame-ancestors {SITE}" in page["Content-Security-Policy"]
    assert unit["Content-Type"] == "text/html"
    assert "X-Frame-Options" not in unit
    for path in ("/", "/masuk/", "/cms/", "/data-saya/", "/belajar/"):
        answer = on_content_host(path)
        assert (answer.status_code, answer.cookies) == (404, {}), path


def test_the_site_serves_no_file_of_a_package(relay, client):
    assert client.get(relay).status_code == 404
    assert client.get(f"{relay}f/satu.html").status_code == 404


def test_without_the_key_there_is_nothing(relay):
    guessed = relay.rsplit("/", 2)[0] + "/" + "0" * 32 + "/"
    assert on_content_host(guessed).status_code == 404
    assert on_content_host(f"{guessed}f/satu.html").status_code == 404


@pytest.mark.parametrize("path", ["tidak-ada.html", "../satu.html", "%2e%2e/satu.html", ""])
def test_a_path_finds_a_file_of_the_package_or_nothing(relay, path):
    assert on_content_host(f"{relay}f/{path}").status_code == 404


def test_a_film_is_sent_in_the_part_that_is_asked_for(relay):
    answer = on_content_host(f"{relay}f/satu.html", headers={"range": "bytes=2-5"})
    assert (answer.status_code, b"".join(answer.streaming_content)) == (206, UNIT_12[2:6])
