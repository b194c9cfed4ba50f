"""A certificate for its holder, and its public verification."""

from django.urls import URLPattern, path

from certificates import api, views

app_name = "certificates"
urlpatterns: list[URLPattern] = [
    path("sertifikat/", views.mine, name="mine"),
    path("sertifikat/jp/<int:year>/", views.jp_of_a_year, name="jp"),
    path("sertifikat/jp/<int:year>/pdf/", views.jp_record, name="jp-record"),
    path("sertifikat/jp/<int:year>/berkas/", views.jp_dossier, name="jp-dossier"),
    path("sertifikat/<uuid:pk>/", views.detail, name="detail"),
    path("sertifikat/<uuid:pk>/nama/", views.name, name="name"),
    path("sertifikat/<uuid:pk>/keadaan/", views.readiness, name="readiness"),
    path("sertifikat/<uuid:pk>/pdf/", views.pdf, name="pdf"),
    path("sertifikat/<uuid:pk>/gambar/", views.picture, name="picture"),
    path("sertifikat/<uuid:pk>/perbaikan/", views.correction, name="correction"),
    path("verifikasi/", views.verification, name="verification"),
    path("verifikasi/luring/", views.offline_page, name="offline"),
    path("verifikasi/pekerja.js", views.worker, name="offline-worker"),
    path("verifikasi/daftar.json", api.list_of_ended, name="ended-list"),
    path("v/<str:code>/lencana.json", views.badge_file, name="badge"),
    path("v/<str:code>/lencana.png", views.badge_picture, name="badge-picture"),
    path("v/<path:code>", views.verify, name="verify"),
    path("lencana/status/<int:number>", api.status_list, name="status-list"),
    path(".well-known/did.json", api.did_document, name="did"),
]
