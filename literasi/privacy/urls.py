"""What a person can do with the data held about them."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
