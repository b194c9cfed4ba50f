"""A certificate for its holder, and its public verification."""

from django.urls import URLPattern, path

from certificates import views

app_name = "certificates"
urlpatterns: list[URLPattern] = [
    path("sertifikat/", views.mine, name="mine"),
    path("sertifikat/jp/<int:year>/", views.jp_of_a_year, name="jp"),
    path("sertifikat/jp/<int:year>/pdf/", views.jp_record, name="jp-record"),
    path("sertifikat/<uuid:pk>/", views.detail, name="detail"),
    path("sertifikat/<uuid:pk>/nama/", views.name, name="name"),
    path("sertifikat/<uuid:pk>/keadaan/", views.readiness, name="readiness"),
    path("sertifikat/<uuid:pk>/pdf/", views.pdf, name="pdf"),
    path("sertifikat/<uuid:pk>/perbaikan/", views.correction, name="correction"),
    path("verifikasi/", views.verification, name="verification"),
    path("v/<path:code>", views.verify, name="verify"),
]
