"""Send a package, and read the report on it."""

from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.decorators.http import require_GET

from cms.editors.packages.access import for_those_who, may_add, package_page
from cms.editors.packages.forms import UploadForm
from courses.packages.domain.archives import Verdict
from courses.packages.domain.content_host import is_apart
from courses.packages.domain.uploads import LARGEST, receive
from courses.packages.domain.wording import VERDICTS
from courses.packages.models import Package, Upload
from courses.people.models import User


@for_those_who(may_add)
def upload(request: HttpRequest, package: UUID | None = None) -> HttpResponse:
    """Take a file in; a worker reads it, and the report's page waits for that."""
    replaces = get_object_or_404(Package, pk=package) if package else None
    form = UploadForm(request.POST, request.FILES) if request.method == "POST" else UploadForm()
    if not form.is_valid():
        if request.headers.get("Accept") == "application/json" and request.method == "POST":
            return JsonResponse({"message": " ".join(map(str, form.errors["file"]))}, status=400)
        context = {"replaces": replaces, "largest": LARGEST, "scorm_is_on": is_apart()}
        return package_page(request, "upload", form=form, **context)
    kept = receive(form.cleaned_data["file"], cast(User, request.user), replaces)
    address = reverse("packages_admin:report", args=[kept.pk])
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"address": address})
    return redirect(address)


@for_those_who(may_add)
@require_GET
def report(request: HttpRequest, upload: UUID) -> HttpResponse:
    """Show what became of a file; until it has been read, the page asks again."""
    found = get_object_or_404(
        Upload.objects.select_related("package"), pk=upload, sent_by=request.user
    )
    if request.headers.get("Accept") == "application/json":
        return JsonResponse({"done": found.state == Upload.State.DONE})
    verdict = VERDICTS[Verdict(found.verdict)] if found.verdict else ""
    return package_page(request, "report", upload=found, verdict=verdict)
