"""Sign-in, sign-up, activation, recovery and the administration of people."""

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [path("masuk/", include("allauth.urls"))]
