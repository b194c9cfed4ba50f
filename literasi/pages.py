"""Pages that belong to no app: help, accessibility, privacy, errors, and the living page of components."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from literasi.living import show_components


def help_page(request: HttpRequest) -> HttpResponse:
    """Show whom to ask and the commonest problems."""
    return render(request, "pages/help.html")


def accessibility_page(request: HttpRequest) -> HttpResponse:
    """Show the accessibility statement."""
    return render(request, "pages/accessibility.html")


def privacy_page(request: HttpRequest) -> HttpResponse:
    """Say what is kept of a person, why, for how long, and what the person may ask."""
    return render(request, "pages/privacy.html")


def living_page(request: HttpRequest) -> HttpResponse:
    """Show every component in every state."""
    return render(request, "pages/living.html", {"components": show_components(request)})


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that the request could not be understood."""
    return render(request, "400.html", status=400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that this page is not for this person."""
    return render(request, "403.html", status=403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that there is no such page."""
    return render(request, "404.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Say that something went wrong on our side, without asking the database for anything."""
    return HttpResponse(render_to_string("500.html"), status=500)


def unavailable(request: HttpRequest) -> HttpResponse:
    """Say that the site is being worked on and will be back."""
    return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": "300"})
