"""Pictures: light kinds first, and none at all before it is asked for where data is dear."""

import io
import re

import pytest
from django.core.files.base import ContentFile
from PIL import Image as Drawing
from wagtail.images.models import Image

from cms.pictures import shown
from tests.cms.making import make_course, make_lesson, make_picture

pytestmark = pytest.mark.usefixtures("commit_at_once")


def a_photograph(name: str = "pasar") -> Image:
    content = io.BytesIO()
    Drawing.effect_noise((1600, 1200), 60).convert("RGB").save(content, "JPEG")
    image = Image(title=name, file=ContentFile(content.getvalue(), name=f"{name}.jpg"))
    image.save()
    return image


@pytest.fixture
def lesson(db):
    course = make_course("X1", picture=make_picture("sampul"))
    picture = {"picture": make_picture(), "alt": "HP di tangan", "caption": "HP Bu Sari"}
    return make_lesson(course, "satu", body=[("picture", picture)])


def test_a_photograph_comes_as_avif_webp_and_jpeg_each_small(db):
    picture = shown(a_photograph())

    assert [other.media_type for other in picture.others] == ["image/avif", "image/webp"]
    assert picture.url.endswith(".jpg")
    assert (picture.width, picture.height) == (800, 600)
    assert 0 < picture.weight < 200_000


def test_the_files_are_made_when_the_lesson_is_published(db, django_assert_num_queries):
    photograph = a_photograph()
    block = {"picture": photograph, "alt": "Pasar", "caption": ""}
    make_lesson(make_course("X1"), "satu", body=[("picture", block)])

    assert photograph.renditions.count() == 3


def test_a_page_offers_the_light_kinds_first(client, db):
    block = {"picture": a_photograph(), "alt": "Pasar", "caption": ""}
    make_lesson(make_course("X1"), "satu", body=[("picture", block)])

    page = client.get("/katalog/x1/satu/").content.decode()

    assert re.findall(r'<source srcset="[^"]+" type="([^"]+)">', page) == [
        "image/avif",
        "image/webp",
    ]
    assert re.search(
        r'<img src="[^"]+\.jpg" alt="Pasar" width="800" height="600" loading="lazy"', page
    )


def outside_templates(page: str) -> str:
    return re.sub(r"<template>.*?</template>", "", page, flags=re.DOTALL)


def test_where_data_is_dear_a_picture_waits_with_its_words_and_its_weight(client, lesson):
    page = outside_templates(
        client.get("/katalog/x1/satu/", headers={"save-data": "on"}).content.decode()
    )

    assert "Tampilkan gambar (" in page
    assert "<p>HP di tangan</p>" in page
    assert "<img" not in page


def test_the_two_forms_of_a_page_are_never_mixed_up(client, lesson):
    for _time in range(2):
        whole = client.get("/katalog/x1/satu/")
        light = client.get("/katalog/x1/satu/", headers={"save-data": "on"})
        assert "Tampilkan gambar" not in outside_templates(whole.content.decode())
        assert "Tampilkan gambar" in light.content.decode()
        assert "Save-Data" in whole["Vary"]
        assert "Save-Data" in light["Vary"]


@pytest.mark.parametrize("address", ["/", "/katalog/"])
def test_drawings_that_say_nothing_are_left_out_where_data_is_dear(client, lesson, address):
    assert "<img" in client.get(address).content.decode()
    assert "<img" not in client.get(address, headers={"save-data": "on"}).content.decode()
