"""What the admin needs to draw areas: a form that begins with its fields, and the picture itself."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.images.models import Image

from cms.blocks.questions import KINDS
from cms.editors.question_forms import QuestionForm
from courses.people.models import Role
from tests.cms.making import DRAWING
from tests.people import make_person, sign_in_as_staff

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("kind", KINDS)
def test_a_new_question_begins_with_every_field_of_its_kind(kind):
    form = QuestionForm(kind)
    state = form.block.get_form_state(form.initial["question"])
    assert list(state) == list(form.block.child_blocks)


def test_the_picture_to_draw_on_is_the_one_that_learners_get(client):
    picture = Image.objects.create(title="Surat", file=ContentFile(DRAWING, name="surat.svg"))
    address = reverse("area_picture", args=[picture.pk])
    assert client.get(address).status_code == 302
    sign_in_as_staff(client, make_person("Bu Citra", Role.EDITOR))
    assert client.get(address).url == picture.file.url
    assert client.get(reverse("area_picture", args=[picture.pk + 1])).status_code == 404


def test_a_citizen_reaches_no_picture_of_the_admin(client):
    picture = Image.objects.create(title="Surat", file=ContentFile(DRAWING, name="surat.svg"))
    sign_in_as_staff(client, make_person("Bu Siti", Role.CITIZEN))
    answer = client.get(reverse("area_picture", args=[picture.pk]))
    assert picture.file.url not in answer.headers.get("Location", "")
