"""The addresses of the second origin, and no others: see literasi.content_host."""

from django.urls import path

from courses.packages.views import content

urlpatterns = [
    path("isi/<uuid:package>/<slug:key>/", content.relay, name="relay"),
    path("isi/<uuid:package>/<slug:key>/f/<path:path>", content.unit_file, name="unit-file"),
]
handler404 = "courses.packages.views.content.nothing_here"
