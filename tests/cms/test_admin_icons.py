"""The icons of the admin: a name that nobody drew is an empty space."""

import re

import pytest
from django.conf import settings
from wagtail.admin.icons import get_icons

NAMED = re.compile(r'\{% icon name="([a-z0-9-]+)"|icon(?:_name)?\s?=\s?"([a-z0-9-]+)"')
FILES = [
    *sorted((settings.BASE_DIR / "templates" / "cms" / "admin").rglob("*.html")),
    *sorted((settings.BASE_DIR / "cms").rglob("*.py")),
]


@pytest.mark.django_db
def test_every_icon_that_the_admin_names_is_drawn():
    drawn = set(re.findall(r'id="icon-([a-z0-9-]+)"', get_icons()))
    named = {
        name: file.name
        for file in FILES
        for names in NAMED.findall(file.read_text())
        for name in names
        if name
    }
    assert "check" in drawn
    assert {name: file for name, file in named.items() if name not in drawn} == {}
