"""Areas of a picture, drawn on it: what the admin's pages need beside the number fields."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.loader import render_to_string
from django.urls import URLPattern, path
from django.views.decorators.http import require_GET
from wagtail import hooks
from wagtail.images.models import Image

from cms.pictures import shown


@require_GET
def picture(request: HttpRequest, image: int) -> HttpResponse:
    """Lead to the picture as learners get it, so that an area lies where they will point."""
    found = shown(get_object_or_404(Image, pk=image))
    if found is None:
        raise Http404
    return redirect(found.url)


@hooks.register("register_admin_urls")
def area_urls() -> list[URLPattern]:
    """Return the address of a picture to draw on."""
    return [path("soal/gambar/<int:image>/", picture, name="area_picture")]


@hooks.register("insert_editor_js")
def add_area_picker() -> str:
    """Bring the picker and its words to every page on which questions are written."""
    return render_to_string("cms/admin/questions/areas.html")
