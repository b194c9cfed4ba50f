"""My learning, and where the facts of a learner's device arrive."""

from django.urls import URLPattern

app_name = "learning"
urlpatterns: list[URLPattern] = []
