"""Kits: written by editors, moved as text files, published to workshops."""

from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings

from cms.kits import kit_spec_of
from cms.models import KitPage
from cms.starter.errors import PackageError
from cms.starter.kits import import_kits, read_kit, read_kits, write_kit
from courses.workshops.domain.kits import RunStep
from courses.workshops.models import Kit
from tests.courses.workshops.making import a_kit_spec

STARTER = Path(settings.BASE_DIR) / "cms" / "starter"


def a_kit():
    """Return a kit of a quarter of an hour that keeps every rule."""
    spec = a_kit_spec()
    return replace(spec, minutes=15, run=(*spec.run, RunStep(10, "Penutup", "Ulangi pesan.")))


def test_the_six_kits_have_a_step_every_five_minutes_and_all_that_a_trainer_needs():
    kits = read_kits([STARTER])

    assert [(kit.code, kit.minutes, kit.courses) for kit in kits] == [
        ("K1", 120, ("W1",)),
        ("K2", 120, ("W2", "W3")),
        ("K3", 90, ("W6",)),
        ("K4", 120, ("W4", "W5")),
        ("K5", 180, ("W7",)),
        ("K6", 90, ("W8",)),
    ]
    assert [
        kit.code
        for kit in kits
        if [step.minute for step in kit.run] != list(range(0, kit.minutes, 5))
        or len(kit.screens) < 10
        or not (kit.sheets and kit.shopping and kit.unplugged and kit.poster)
        or not 60 <= len(kit.announcement.split()) <= 120
    ] == []


@pytest.mark.parametrize("file", sorted((STARTER / "kit").glob("*.yaml")), ids=lambda f: f.stem)
def test_a_kits_file_is_in_canonical_form(file):
    text = file.read_text(encoding="utf-8")

    assert write_kit(read_kit(text, file.name)) == text


def test_a_gap_in_the_run_sheet_is_refused():
    gapless = write_kit(a_kit())

    with pytest.raises(PackageError) as refusal:
        read_kit(gapless.replace("menit: 15", "menit: 20", 1), "K3.yaml")

    assert "Urutan acara memuat langkah tiap 5 menit, dari 0 sampai 15." in str(refusal.value)


@pytest.mark.django_db(transaction=True)
def test_a_published_page_is_a_kit_and_an_unpublished_one_is_withdrawn():
    assert import_kits([a_kit()]) == {"K3": True}
    assert import_kits([a_kit()]) == {"K3": False}
    page = KitPage.objects.get()
    assert kit_spec_of(page) == a_kit()
    assert [kit.title for kit in Kit.objects.published()] == ["Awas Penipuan"]

    page.unpublish()

    assert list(Kit.objects.published()) == []


@pytest.mark.django_db(transaction=True)
def test_the_public_page_of_a_kit_can_be_read(client):
    import_kits([a_kit()])

    answer = client.get("/kit-k3/")

    assert "Ceritakan." in answer.content.decode()
