"""Search, and the wish that a search leaves when it finds nothing."""

from django.urls import path

from courses.catalogue import views

app_name = "catalogue"
urlpatterns = [
    path("cari/", views.results, name="search"),
    path("cari/beri-tahu/", views.wish, name="wish"),
]
