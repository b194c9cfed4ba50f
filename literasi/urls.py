"""Every address of the site. Those in domain use for years: see docs/architecture.md."""

from django.conf import settings
from django.contrib import admin
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView
from django.views.static import serve
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from cms import views as cms_views
from literasi import health, language, pages

# The Wagtail and Django admin sign-in and reset pages know no rate limit and no second
# factor, so they lead to the one door.
to_the_door = RedirectView.as_view(pattern_name="account_login", query_string=True)

urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz/live", health.live),
    path("healthz/ready", health.ready),
    path("cms/login/", to_the_door),
    path("cms/password_reset/", to_the_door),
    path("django-admin/login/", to_the_door),
    path("django-admin/", admin.site.urls),
    path("cms/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("courses.people.urls")),
    path("", include("certificates.urls")),
    path("", include("courses.learning.urls")),
    path("", include("courses.training.urls")),
    path("", include("courses.catalogue.urls")),
    path("", include("courses.quizzes.urls")),
    path("", include("courses.packages.urls")),
    path("", include("courses.workshops.urls")),
    path("", include("courses.classes.urls")),
    path("kelas/rencana/<uuid:lesson>/", cms_views.lesson_plan, name="lesson-plan"),
    path(
        "kelas/rencana/<uuid:lesson>/lkpd/",
        cms_views.worksheet,
        {"part": "lkpd"},
        name="lesson-worksheet",
    ),
    path(
        "kelas/rencana/<uuid:lesson>/kunci/",
        cms_views.worksheet,
        {"part": "kunci"},
        name="lesson-answers",
    ),
    path("kelas/<slug:code>/layar/<int:assignment>/", cms_views.screen, name="class-screen"),
    path("", include("literasi.privacy.urls")),
    path("bantuan/", pages.help_page, name="help"),
    path("aksesibilitas/", pages.accessibility_page, name="accessibility"),
    path("privasi/", pages.privacy_page, name="privacy"),
    path("bahasa/<str:code>/", language.choose_language, name="set-language"),
    path("", cms_views.home, name="home"),
    path("katalog/", cms_views.catalogue, name="catalogue"),
    path("belajar/latihan/<uuid:lesson>/<slug:practice>/", cms_views.practice, name="practice"),
    path("b/<slug:code>/", cms_views.short_address, name="short-address"),
    path("katalog/<slug:course>/", cms_views.course, name="course"),
    path("katalog/<slug:course>/poster.pdf", cms_views.poster, name="poster"),
    path("katalog/<slug:course>/pratinjau.png", cms_views.preview_picture, name="preview-picture"),
    path("katalog/<slug:course>/<slug:lesson>/lembar.pdf", cms_views.handout, name="handout"),
    path("katalog/<slug:course>/<slug:lesson>/", cms_views.lesson, name="lesson"),
    path("katalog/<slug:course>/<slug:lesson>/video/<uuid:block>/", cms_views.film, name="film"),
]

if settings.SERVE_MEDIA:
    urlpatterns += [path("media/<path:path>", serve, {"document_root": settings.MEDIA_ROOT})]

if settings.DEBUG:
    urlpatterns += [path("gaya/", pages.living_page, name="living-page")]

urlpatterns += [path("", include(wagtail_urls))]

handler400 = "literasi.pages.bad_request"
handler403 = "literasi.pages.forbidden"
handler404 = "literasi.pages.not_found"
handler500 = "literasi.pages.server_error"
