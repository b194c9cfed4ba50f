"""What the groups of a new site may do in the editors' pages."""

import pytest

from courses.people.models import Role
from tests.cms.making import make_card, make_course
from tests.people import make_person, sign_in_as_staff

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("commit_at_once")]

WHOLE_SITE = {
    "pages": "/cms/pages/",
    "images": "/cms/images/",
    "new image": "/cms/images/add/",
    "documents": "/cms/documents/",
    "new document": "/cms/documents/multiple/add/",
    "service cards": "/cms/snippets/cms/servicecard/",
    "new service card": "/cms/snippets/cms/servicecard/add/",
    "settings": "/cms/settings/cms/sitesettings/",
}
NOBODYS = {"users": "/cms/users/", "new user": "/cms/users/new/", "groups": "/cms/groups/"}


def reached(client, addresses: dict[str, str]) -> list[str]:
    """Return which pages open; a refusal leads back to the front page with a sentence."""
    return [
        name
        for name, address in addresses.items()
        if client.get(address, follow=True).request["PATH_INFO"] not in ("/cms/", "/masuk/")
    ]


def test_an_administrator_of_the_regency_reaches_all_content_and_no_account(client):
    sign_in_as_staff(client, make_person("Maya", Role.ADMIN))
    assert reached(client, WHOLE_SITE) == list(WHOLE_SITE)
    assert reached(client, NOBODYS) == []


def test_an_administrator_publishes_and_takes_down(client):
    course, card = make_course(), make_card()
    person = make_person("Maya", Role.ADMIN)
    sign_in_as_staff(client, person)
    client.post(f"/cms/pages/{course.pk}/unpublish/")
    client.post(f"/cms/snippets/cms/servicecard/delete/{card.pk}/")
    course.refresh_from_db()
    assert (course.live, type(card).objects.count()) == (False, 0)


def test_an_editor_reaches_content_but_neither_settings_nor_accounts(client):
    sign_in_as_staff(client, make_person("Yuliana", Role.EDITOR))
    assert reached(client, WHOLE_SITE) == [name for name in WHOLE_SITE if name != "settings"]
    assert reached(client, NOBODYS) == []


@pytest.mark.parametrize("role", [Role.TRAINER, Role.CITIZEN])
def test_who_neither_writes_nor_reviews_has_no_business_here(client, role):
    sign_in_as_staff(client, make_person("Hendra", role))
    assert client.get("/cms/").status_code == 302
    assert client.get("/cms/pages/").status_code == 302


def test_who_keeps_the_register_reaches_programmes_and_no_page(client):
    sign_in_as_staff(client, make_person("Hendra", Role.CERTIFIER))
    assert client.get("/cms/").status_code == 200
    assert reached(client, WHOLE_SITE) == []
    assert reached(client, NOBODYS) == []
