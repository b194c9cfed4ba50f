"""Tell with each response how many queries it took; only the bench settings switch it on."""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponseBase

HEADER = "X-Queries"


def count_queries(
    get_response: Callable[[HttpRequest], HttpResponseBase],
) -> Callable[[HttpRequest], HttpResponseBase]:
    """Count every statement that the database runs for a request, transactions' own included."""

    def middleware(request: HttpRequest) -> HttpResponseBase:
        statements = 0

        def count(execute: Callable[..., Any], *arguments: Any) -> object:
            nonlocal statements
            statements += 1
            return execute(*arguments)

        with connection.execute_wrapper(count):
            response = get_response(request)
        response.headers[HEADER] = str(statements)
        return response

    return middleware
