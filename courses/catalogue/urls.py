"""Search, and the wish that a search leaves when it finds nothing."""

from django.urls import URLPattern

app_name = "catalogue"
urlpatterns: list[URLPattern] = []
