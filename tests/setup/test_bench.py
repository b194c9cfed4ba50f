"""The measurement reads pages and clocks, and changes nothing about what it measures."""

import os

import pytest
from django.db import connection
from django.http import HttpRequest, HttpResponse

from literasi.benchmark.counting import HEADER, count_queries
from literasi.benchmark.meter import Answer, Measurement, measure, processor_ms, table
from literasi.management.commands.bench import form_of


@pytest.mark.django_db
def test_a_response_tells_how_many_statements_it_took():
    def view(_request):
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            cursor.execute("SELECT 2")
        return HttpResponse("ok")

    assert count_queries(view)(HttpRequest()).headers[HEADER] == "2"


def test_a_questions_form_gives_its_hidden_fields_and_its_choices():
    page = """
    <form method="post"><input type="hidden" name="csrfmiddlewaretoken" value="abc">
    <label><input type="radio" name="choice" value="a"> A</label>
    <label><input value="b" name="choice" type="radio"> B</label></form>
    """

    assert form_of(page) == ({"csrfmiddlewaretoken": "abc"}, [("choice", "a"), ("choice", "b")])


def test_processor_time_of_a_process_grows_with_its_work():
    before = processor_ms(os.getpid())
    if before is not None:
        while processor_ms(os.getpid()) == before:
            sum(range(100_000))
        assert processor_ms(os.getpid()) > before


def test_requests_that_cost_different_numbers_of_queries_are_told_as_a_range():
    answers = iter([Answer(200, b"x" * 1024, 2), Answer(200, b"x" * 2048, 4)])

    measured = measure("page", os.getpid(), [lambda: next(answers)] * 2)

    assert (measured.requests, measured.queries, measured.kilobytes) == (2, "2–4", 2.0)


def test_the_table_can_be_put_into_a_document():
    rows = [
        Measurement("home", 200, 1.26, 1.5, "0", 8.04),
        Measurement("lesson", 200, None, 4.0, "2", 20.0),
    ]

    assert table(rows).splitlines() == [
        "| request | requests | CPU ms | median wall ms | queries | KB |",
        "|---|---:|---:|---:|---:|---:|",
        "| home | 200 | 1.3 | 1.5 | 0 | 8.0 |",
        "| lesson | 200 | not told here | 4.0 | 2 | 20.0 |",
    ]
