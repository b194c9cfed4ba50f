"""My data: what is held, and what one can do about it."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_POST

from courses.people.domain.privacy import (
    ask_for_erasure,
    cancel_erasure,
    correct_own_data,
    pause_processing,
    resume_processing,
    say_where_one_lives,
    withdraw_consent,
)
from courses.people.models import Area
from courses.people.rules import can_enter_administration
from courses.people.sessions import SignedInRequest
from literasi.privacy.exporting import archive_of, shown
from literasi.privacy.forms import DistrictForm, ErasureForm, OwnDataForm, VillageForm


@never_cache
@login_required
def home(request: SignedInRequest) -> HttpResponse:
    """Show what is held, why and until when."""
    facts = {
        "sections": shown(request.user),
        "consents": request.user.consents.filter(withdrawn_at=None),
        "may_administer": can_enter_administration(request.user),
    }
    return render(request, "privacy/home.html", facts)


@never_cache
@login_required
def correct(request: SignedInRequest) -> HttpResponse:
    """Let the person put right what they said about themselves."""
    form = OwnDataForm(request.POST or None, instance=request.user)
    if request.method == "POST" and form.is_valid():
        request.user.refresh_from_db()
        try:
            correct_own_data(request.user, form.data_to_keep())
        except ValidationError as error:
            form.add_error(None, error)
        else:
            messages.success(request, _("Your data is put right."))
            return redirect("privacy:home")
    return render(request, "privacy/correct.html", {"form": form})


@never_cache
@login_required
def area(request: SignedInRequest) -> HttpResponse:
    """Ask for the kecamatan, then for the village in it."""
    district = Area.objects.filter(
        kind=Area.Kind.DISTRICT, code=request.GET.get("district", "")
    ).first()
    if district is None:
        if "district" in request.GET:
            say_where_one_lives(request.user, None)
            messages.success(request, _("Your data is put right."))
            return redirect("privacy:home")
        return render(request, "privacy/area.html", {"form": DistrictForm(), "method": "get"})
    form = VillageForm(district, request.POST or None)
    if request.method == "POST" and form.is_valid():
        say_where_one_lives(request.user, form.cleaned_data["village"] or district)
        messages.success(request, _("Your data is put right."))
        return redirect("privacy:home")
    return render(
        request, "privacy/area.html", {"form": form, "district": district, "method": "post"}
    )


@never_cache
@login_required
@require_POST
def download(request: SignedInRequest) -> HttpResponse:
    """Send everything as one file."""
    name = f"data-saya-{timezone.localdate():%Y-%m-%d}.zip"
    return HttpResponse(
        archive_of(request.user),
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@login_required
@require_POST
def pause(request: SignedInRequest) -> HttpResponse:
    """Stop or go on."""
    if request.user.paused_at:
        resume_processing(request.user)
        messages.success(request, _("We go on. Everything is as before."))
    else:
        pause_processing(request.user)
        messages.success(
            request, _("Paused. We keep nothing new about you and show your progress to nobody.")
        )
    return redirect("privacy:home")


@login_required
@require_POST
def withdraw(request: SignedInRequest, consent: int) -> HttpResponse:
    """Take a yes back."""
    withdraw_consent(get_object_or_404(request.user.consents, pk=consent))
    messages.success(request, _("You have taken it back. It counts from now on."))
    return redirect("privacy:home")


@never_cache
@login_required
@sensitive_post_parameters()
def erase(request: SignedInRequest) -> HttpResponse:
    """Explain what goes and what stays, and ask for the passphrase."""
    form = ErasureForm(request.user, request.POST or None)
    if request.method == "POST" and form.is_valid():
        ask_for_erasure(request.user)
        messages.success(
            request,
            _(
                "Your account will be deleted in seven days. Until then you may change your mind here."
            ),
        )
        return redirect("privacy:home")
    return render(request, "privacy/erase.html", {"form": form})


@login_required
@require_POST
def keep(request: SignedInRequest) -> HttpResponse:
    """Keep the account after all."""
    cancel_erasure(request.user)
    messages.success(request, _("Your account stays. Nothing was deleted."))
    return redirect("privacy:home")
