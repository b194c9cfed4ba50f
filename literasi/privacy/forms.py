"""What a person says about themselves, and the passphrase before the account goes."""

from typing import Any, cast

from allauth.account.adapter import get_adapter
from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from courses.people.domain.phones import normalised_phone
from courses.people.domain.privacy import OwnData
from courses.people.forms.passphrases import PassphraseField
from courses.people.models import Area, User


class OwnDataForm(forms.ModelForm):  # type: ignore[type-arg]  # takes no argument when it runs
    """Name, titles and the ways to sign in and to be reached."""

    phone = forms.CharField(
        label=_("Phone number"),
        help_text=_("To sign in with. Nobody calls you."),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs={"autocomplete": "tel", "inputmode": "tel"}),
    )

    class Meta:
        model = User
        fields = ("display_name", "title_before", "title_after", "username", "phone", "email")
        labels = {
            "display_name": _("Name"),
            "title_before": _("Title before the name"),
            "title_after": _("Title after the name"),
            "username": _("User name"),
            "email": _("E-mail address"),
        }
        help_texts = {
            "title_before": _("For example: Drs., Hj."),
            "title_after": _("For example: S.Kom., M.M."),
            "email": _("Only for a new passphrase by e-mail."),
        }

    def clean_username(self) -> str:
        """Return the user name in small letters."""
        return str(self.cleaned_data["username"]).lower()

    def clean_phone(self) -> str | None:
        """Return the number as we keep it, or nothing."""
        typed = self.cleaned_data["phone"]
        if not typed.strip():
            return None
        phone = normalised_phone(typed)
        if phone is None:
            raise ValidationError(
                _("This is not a mobile number. Write it like 0812 3456 7890."), code="phone"
            )
        if User.objects.filter(phone=phone).exclude(pk=self.instance.pk).exists():
            raise ValidationError(_("Somebody already uses this phone number."), code="phone_taken")
        return phone

    def data_to_keep(self) -> OwnData:
        """Return what the domain keeps."""
        return OwnData(**{name: self.cleaned_data[name] for name in self.Meta.fields})


class DistrictForm(forms.Form):
    """The kecamatan, asked before the village: seven villages share their names."""

    district = forms.ModelChoiceField(
        Area.objects.filter(kind=Area.Kind.DISTRICT),
        label=_("Kecamatan"),
        required=False,
        empty_label=_("I prefer not to say"),
    )


class VillageForm(forms.Form):
    """The village within a kecamatan."""

    village = forms.ModelChoiceField(
        Area.objects.none(),
        label=_("Desa or kelurahan"),
        required=False,
        empty_label=_("I prefer not to say"),
    )

    def __init__(self, district: Area, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        cast(
            "forms.ModelChoiceField[Area]", self.fields["village"]
        ).queryset = district.villages.all()


class ErasureForm(forms.Form):
    """The passphrase, so that nobody else deletes the account on a borrowed phone."""

    passphrase = PassphraseField()

    def __init__(self, person: User, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.person = person

    def clean_passphrase(self) -> str:
        """Return the passphrase when it is the person's own; tries are counted as at sign-in."""
        passphrase: str = self.cleaned_data["passphrase"]
        if not get_adapter().reauthenticate(self.person, passphrase):
            raise get_adapter().validation_error("incorrect_password")
        return passphrase
