"""Where packages play and report, and where statements are read."""

from django.urls import path, re_path

from courses.packages import api
from courses.packages.views import media, playing, tracking

app_name = "packages"
urlpatterns = [
    path("paket/pemutar/", playing.player, name="player"),
    path("paket/pemutar/eval/", playing.player, {"evaluating": True}, name="player-eval"),
    path("paket/sw.js", playing.worker, name="worker"),
    path("paket/pustaka/<slug:key>.json", playing.libraries, name="libraries"),
    path("paket/isi/<uuid:package>/<slug:state>.json", playing.contents, name="contents"),
    re_path(
        r"^paket/berkas/(?P<sha256>[0-9a-f]{64})\.(?P<extension>[a-z0-9]{1,8})$",
        media.media,
        name="media",
    ),
    path("xapi/about", api.about, name="xapi-about"),
    path("xapi/statements", api.statements, name="xapi-statements"),
    path("paket/<uuid:package>/", playing.alone, name="alone"),
    path("paket/<uuid:package>/mulai/", playing.begin, name="begin"),
    path("paket/<uuid:package>/kirim/", playing.report, name="report"),
    path("paket/<uuid:package>/bagian/", tracking.begin_units, name="begin-units"),
    path("paket/<uuid:package>/catat/", tracking.report, name="report-unit"),
]
