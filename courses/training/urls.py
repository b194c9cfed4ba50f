"""JP of units, Rekap SIASN, training of others."""

from django.urls import URLPattern, path

from courses.training import views

app_name = "training"
urlpatterns: list[URLPattern] = [
    path("jp/", views.overview, name="overview"),
    path("jp/orang/<uuid:public_id>/<int:year>/", views.person, name="person"),
    path("jp/orang/<uuid:public_id>/<int:year>/berkas/", views.dossier, name="dossier"),
    path("jp/rekap-siasn/", views.rekap, name="rekap"),
    path("jp/pelatihan/", views.own, name="own"),
    path("jp/pelatihan/<int:pk>/hapus/", views.withdraw, name="withdraw"),
    path("jp/pelatihan/<int:pk>/bukti/", views.document, name="document"),
    path("jp/pelatihan/antrean/", views.queue, name="queue"),
    path("jp/pelatihan/<int:pk>/jawab/", views.answer, name="answer"),
]
