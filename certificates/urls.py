"""A certificate for its holder, and its public verification."""

from django.urls import URLPattern

app_name = "certificates"
urlpatterns: list[URLPattern] = []
