"""Which language a page speaks: the visitor's own choice, else Indonesian.

The browser's Accept-Language is not asked: many phones here are set to English by their
maker, and a page that is the same for everybody can be cached whole.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_safe

GetResponse = Callable[[HttpRequest], HttpResponse]
SUPPORTED = tuple(code for code, _name in settings.LANGUAGES)
# Wagtail keeps its Indonesian as id_ID only; from there gettext goes on to our own id.
LANGUAGE_OF_ADMIN = {"id": "id-id"}
ONE_YEAR = 60 * 60 * 24 * 365


class LanguageMiddleware:
    """Activate the language of the visitor's cookie, else the site's own."""

    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer in that language; a page in another one than the site's is nobody else's to reuse."""
        chosen = request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME, "")
        language = chosen if chosen in SUPPORTED else settings.LANGUAGE_CODE
        request.LANGUAGE_CODE = language
        is_admin = request.path.startswith("/cms/")
        with translation.override(
            LANGUAGE_OF_ADMIN.get(language, language) if is_admin else language
        ):
            response = self.get_response(request)
        response.headers.setdefault("Content-Language", language)
        if language != settings.LANGUAGE_CODE and response.headers.get("Cache-Control"):
            patch_cache_control(response, private=True)
        return response


@require_safe
def choose_language(request: HttpRequest, code: str) -> HttpResponse:
    """Remember the language in a cookie and lead back to the page the visitor came from."""
    if code not in SUPPORTED:
        raise Http404
    target = request.GET.get("next", "/")
    if not url_has_allowed_host_and_scheme(target, allowed_hosts={request.get_host()}):
        target = "/"
    response = redirect(target)
    response.set_cookie(
        settings.LANGUAGE_COOKIE_NAME,
        code,
        max_age=ONE_YEAR,
        secure=settings.LANGUAGE_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )
    return response
