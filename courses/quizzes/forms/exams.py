"""What somebody who answers for exams types: dates, more time, more tries."""

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.people.models import User


class ScheduleForm(forms.Form):
    """From when to when tries may begin; an empty side is open."""

    opens_at = forms.DateTimeField(
        label=_("Opens"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )
    closes_at = forms.DateTimeField(
        label=_("Closes"),
        required=False,
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
    )


class _PersonForm(forms.Form):
    """Somebody, by user name: it is what an administrator has at hand."""

    username = forms.CharField(label=_("User name"), max_length=150)

    def clean_username(self) -> str:
        name = str(self.cleaned_data["username"]).strip().lower()
        self.person = User.objects.filter(username=name, is_active=True).first()
        if self.person is None:
            raise forms.ValidationError(
                _("Nobody has this user name. Look it up under Administration, People."),
                code="unknown",
            )
        return name


class ExtraTimeForm(_PersonForm):
    """More time for one person; 0 takes it back."""

    percent = forms.IntegerField(
        label=_("Percent more time"), min_value=0, max_value=200, initial=50
    )


class TryForm(_PersonForm):
    """More tries for one person, to be used at once."""

    tries = forms.IntegerField(label=_("Tries"), min_value=1, max_value=9, initial=1)
    reason = forms.CharField(
        label=_("Reason"),
        max_length=200,
        help_text=_("For example: an hour with trainer Bambang on 24 November."),
    )
