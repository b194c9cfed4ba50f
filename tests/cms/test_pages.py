"""Which page goes where, what copying and publishing ask, and that a fresh site is complete."""

import pytest
from django.contrib.auth.models import Group
from django.test import Client
from wagtail.models import Page, Site, Workflow
from wagtail.test.utils import WagtailPageTestCase

from cms.founding import set_up_site
from cms.models import (
    CataloguePage,
    CoursePage,
    GuidePage,
    HomePage,
    KitPage,
    LessonPage,
    QuizPage,
    ServicesPage,
)
from courses.people.models import Role
from tests.cms.making import make_course, make_lesson, make_quiz
from tests.people import make_person, sign_in_as_staff


class TestPageTypes(WagtailPageTestCase):
    def test_each_page_holds_only_what_belongs_below_it(self):
        self.assertAllowedSubpageTypes(HomePage, {CataloguePage, GuidePage, KitPage, ServicesPage})
        self.assertAllowedSubpageTypes(CataloguePage, {CoursePage})
        self.assertAllowedSubpageTypes(CoursePage, {LessonPage, QuizPage})
        self.assertAllowedSubpageTypes(LessonPage, set())
        self.assertAllowedSubpageTypes(QuizPage, set())
        self.assertAllowedParentPageTypes(CoursePage, {CataloguePage})


@pytest.mark.django_db
def test_a_fresh_database_has_a_site_with_its_groups_and_a_review():
    assert Site.objects.get().root_page.specific == HomePage.objects.get()
    assert list(Page.objects.order_by("path").values_list("url_path", flat=True)) == [
        "/",
        "/beranda/",
        "/beranda/katalog/",
        "/beranda/layanan/",
    ]
    assert sorted(Group.objects.values_list("name", flat=True)) == ["Admin", "Editor", "Penelaah"]
    assert Workflow.objects.get().tasks.get().specific.groups.count() == 2


@pytest.mark.django_db
def test_setting_up_a_site_again_changes_nothing():
    HomePage.objects.update(title="Judul dari editor")
    set_up_site()
    assert HomePage.objects.get().title == "Judul dari editor"


@pytest.mark.django_db
def test_a_copied_lesson_is_another_lesson():
    lesson = make_lesson(make_course())
    copy = lesson.copy(update_attrs={"slug": "salinan"})
    assert copy.key != lesson.key


@pytest.mark.django_db
def test_a_published_lesson_moves_within_its_course_only():
    here, there = make_course("X1"), make_course("X2")
    lesson = make_lesson(here)
    assert lesson.can_move_to(here)
    assert not lesson.can_move_to(there)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/", "/katalog/", "/katalog/x1/", "/katalog/x1/satu/"])
def test_a_public_page_can_be_looked_up_and_not_posted_to(client: Client, address: str):
    make_lesson(make_course())
    assert client.post(address).status_code == 405


@pytest.mark.django_db
@pytest.mark.parametrize("kind", [HomePage, CataloguePage])
def test_home_and_catalogue_are_previewed_with_all_they_show(client: Client, kind: type[Page]):
    sign_in_as_staff(client, make_person("Maya", Role.ADMIN))
    page = kind.objects.get()
    page.save_revision()
    shown = client.get(f"/cms/pages/{page.pk}/view_draft/").content.decode()
    assert 'href="/katalog/?untuk=warga"' in shown


@pytest.mark.django_db
def test_an_editor_may_write_but_not_publish_and_a_reviewer_may_publish():
    lesson = make_lesson(make_course())
    editor = make_person("Yuliana", Role.EDITOR)
    reviewer = make_person("Agus", Role.REVIEWER)
    assert lesson.permissions_for_user(editor).can_edit()
    assert not lesson.permissions_for_user(editor).can_publish()
    assert lesson.permissions_for_user(reviewer).can_publish()


@pytest.mark.django_db
def test_the_admin_speaks_indonesian_and_shows_what_waits(client: Client):
    sign_in_as_staff(client, make_person("Yuliana", Role.EDITOR))
    page = client.get("/cms/").content.decode()
    assert 'lang="id-id"' in page
    assert "Halaman" in page
    assert "our-attention" in page


@pytest.mark.django_db
def test_a_citizen_does_not_get_into_the_admin(client: Client):
    client.force_login(make_person("Siti", Role.CITIZEN))
    assert client.get("/cms/").status_code in {302, 403}


@pytest.mark.django_db
def test_the_editor_opens_every_kind_of_page(client: Client):
    sign_in_as_staff(client, make_person("Maya", Role.ADMIN))
    course = make_course()
    for page in (HomePage.objects.get(), course, make_lesson(course), make_quiz(course)):
        answer = client.get(f"/cms/pages/{page.pk}/edit/")
        assert answer.status_code == 200, page
    assert client.get(f"/cms/pages/add/cms/lessonpage/{course.pk}/").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("mode", ["", "projector", "print"])
def test_a_draft_is_previewed_as_the_public_page(client: Client, mode: str):
    sign_in_as_staff(client, make_person("Maya", Role.ADMIN))
    lesson = make_lesson(make_course())
    lesson.title = "Judul konsep"
    lesson.save_revision()
    answer = client.get(f"/cms/pages/{lesson.pk}/view_draft/?mode={mode}")
    page = answer.content.decode()
    assert "<h1>Judul konsep</h1>" in page
    assert "Jaga OTP Anda." in page
    assert ("js/admin/preview.js" in page) is bool(mode)
