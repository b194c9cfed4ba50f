"""What a page of the starter content weighs on its way to a phone; `run.py weigh` measures the rest."""

import gzip

import pytest
from django.core.management import call_command
from playwright.sync_api import Response

from tests.weighing import MOST_BYTES, MOST_SCRIPT, PAGES, Visit, Weight, most_requests


@pytest.fixture(autouse=True)
def _a_fresh_site(starter_content):
    call_command("build_assets", verbosity=0)


@pytest.mark.parametrize("name", PAGES)
def test_no_page_is_heavier_than_its_budget(phone, name):
    answers: list[Response] = []
    phone.on("response", lambda answer: answers.append(answer))
    phone.goto(PAGES[name])
    phone.wait_for_load_state("networkidle")

    sizes = [
        (answer.request.resource_type, len(gzip.compress(answer.body()))) for answer in answers
    ]
    assert len(answers) <= most_requests(name)
    assert sum(size for _kind, size in sizes) <= MOST_BYTES
    assert sum(size for kind, size in sizes if kind == "script") <= MOST_SCRIPT


def test_a_page_that_grows_over_its_budget_is_named():
    light = Visit(requests=7, size=30_000, script=8_000, lcp=1.0, usable=1.0, shift=0)
    heavy = Visit(requests=11, size=30_000, script=40_000, lcp=1.0, usable=1.0, shift=0)

    assert Weight("home", light, light).excesses() == []
    assert Weight("home", heavy, light).excesses() == [
        "home: 11 requests, at most 10",
        "home: 40,000 bytes of script, at most 30,720",
    ]
