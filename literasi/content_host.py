"""The second origin for uploaded programs: its host answers with nothing but their files."""

from collections.abc import Callable
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse

ADDRESSES = "courses.packages.content_urls"
GetResponse = Callable[[HttpRequest], HttpResponse]


class ContentHost:
    """Give requests to the content host addresses of their own, and no cookie in either direction.

    Without CONTENT_ORIGIN there is no such host, and nothing of a package is served anywhere.
    """

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Serve the site, or the files of packages."""
        host = urlsplit(settings.CONTENT_ORIGIN).netloc
        if not host or request.get_host() != host:
            return self.get_response(request)
        request.urlconf = ADDRESSES
        request.META.pop("HTTP_COOKIE", None)
        response = self.get_response(request)
        response.cookies.clear()
        return response
