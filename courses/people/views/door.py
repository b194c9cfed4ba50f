"""Sign-up and the second factor: allauth's pages where ours do a little more."""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.views import SignupView
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.views import ActivateTOTPView
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import redirect

from courses.people.domain.second_factor import use_totp_code
from courses.people.forms.sign_in import SignUpForm


class SignUpView(SignupView):
    """Sign-up by name, user name or phone, and passphrase."""

    def form_valid(self, form: SignUpForm) -> HttpResponse:
        """Make the account and sign in; a robot is thanked and gets nothing."""
        if form.is_robot:
            return redirect("/")
        try:
            return super().form_valid(form)
        except ValidationError as error:
            form.add_error("username", error)
            return self.form_invalid(form)


class SetUpSecondFactorView(ActivateTOTPView):
    """Set-up of the security app."""

    def form_valid(self, form: ActivateTOTPForm) -> HttpResponse:
        """Keep the app, and count its first code as used in this session."""
        response = super().form_valid(form)
        authenticator = Authenticator.objects.get(
            user=self.request.user, type=Authenticator.Type.TOTP
        )
        use_totp_code(authenticator, form.cleaned_data["code"])
        facts = {"id": authenticator.pk, "type": authenticator.type, "reauthenticated": True}
        record_authentication(self.request, self.request.user, "mfa", **facts)
        return response


sign_up = SignUpView.as_view()
set_up_second_factor = SetUpSecondFactorView.as_view()
