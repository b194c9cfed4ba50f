"""Ways in without a passphrase: the activation letter and the one-time code."""

import time
from collections.abc import Callable

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import Login
from allauth.core.internal import ratelimit
from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters

from courses.people.domain.access_codes import redeem
from courses.people.forms.codes import ActivationForm, NewPassphraseForm, RecoveryForm, refuse
from courses.people.models import AccessCode

KEPT = "access_code"
KEPT_FOR = 15 * 60  # seconds between the code and the passphrase
# Codes have at least 39 bits; this is for the ears of whoever watches the logs.
WRONG_CODES = {"code": "40/10m/ip"}


@never_cache
@sensitive_post_parameters()
def activation(request: HttpRequest) -> HttpResponseBase:
    """Ask for the code of the activation letter and the NIP."""
    return _ask_for_code(request, ActivationForm, "people/activation.html")


@never_cache
@sensitive_post_parameters()
def recovery(request: HttpRequest) -> HttpResponseBase:
    """Ask for a one-time code."""
    return _ask_for_code(request, RecoveryForm, "people/recovery.html")


@never_cache
@sensitive_post_parameters()
def new_passphrase(request: HttpRequest) -> HttpResponseBase:
    """Ask for the passphrase, use the code up and sign the person in."""
    code = _kept_code(request)
    if code is None:
        messages.info(request, _("Type your code first."))
        return redirect("people:activation")
    form = NewPassphraseForm(code.person, request.POST or None)
    if form.is_valid():
        try:
            person = redeem(str(code.pk), form.cleaned_data["passphrase"])
        except ValidationError as error:
            refuse(form, error.messages[0])
        else:
            del request.session[KEPT]
            messages.success(request, _("Your passphrase is set. Next time you sign in with it."))
            record_authentication(request, person, method="code")
            return perform_login(request, Login(user=person))
    return render(
        request, "people/new_passphrase.html", {"form": form, "person": code.person, "code": code}
    )


def _ask_for_code(
    request: HttpRequest, form_class: Callable[..., ActivationForm | RecoveryForm], template: str
) -> HttpResponse:
    form = form_class(request.POST or None)
    if request.method == "POST":
        usage = ratelimit.consume(request, app="allauth.account", action="code", config=WRONG_CODES)
        if usage is None:
            refuse(form, _("Too many tries from this place. Wait ten minutes, then try again."))
        elif form.is_valid():
            usage.rollback()
            _keep(request, form.access_code)
            return redirect("people:new-passphrase")
    return render(request, template, {"form": form})


def _keep(request: HttpRequest, code: AccessCode) -> None:
    if request.user.is_authenticated:
        logout(request)
    request.session[KEPT] = {"id": str(code.pk), "at": time.time()}


def _kept_code(request: HttpRequest) -> AccessCode | None:
    kept = request.session.get(KEPT)
    if kept is None or time.time() - kept["at"] > KEPT_FOR:
        return None
    return AccessCode.objects.select_related("person").filter(pk=kept["id"]).first()
