"""What a person can do with the data held about them."""

from django.urls import URLPattern, URLResolver, include, path

from literasi.privacy import views

privacy = (
    [
        path("", views.home, name="home"),
        path("perbaiki/", views.correct, name="correct"),
        path("wilayah/", views.area, name="area"),
        path("unduh/", views.download, name="download"),
        path("jeda/", views.pause, name="pause"),
        path("izin/<int:consent>/tarik/", views.withdraw, name="withdraw"),
        path("hapus/", views.erase, name="erase"),
        path("hapus/batal/", views.keep, name="keep"),
    ],
    "privacy",
)

urlpatterns: list[URLPattern | URLResolver] = [path("data-saya/", include(privacy))]
