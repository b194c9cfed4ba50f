"""Costs, pictures and the survey."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.workshops.domain.surveys import ELEMENTS, Opinion
from courses.workshops.models import CostLine, Kit, Photo

ANSWERS = [(1, _("No")), (2, _("Not really")), (3, _("Yes")), (4, _("Very much"))]
MOST_RUPIAH = 2_000_000_000


class CostForm(forms.ModelForm):  # type: ignore[type-arg]  # takes no argument when it runs
    """One thing that was paid for."""

    amount = forms.IntegerField(label=_("Rupiah"), min_value=1, max_value=MOST_RUPIAH)

    class Meta:
        model = CostLine
        fields = ["what", "amount"]


class PhotoForm(forms.Form):
    """A picture and what it shows."""

    file = forms.FileField(
        label=_("Photo"),
        widget=forms.ClearableFileInput(attrs={"accept": "image/jpeg,image/png,image/webp"}),
        help_text=_("Position, time and device are taken out. Ask people before you take a photo."),
    )
    caption = forms.CharField(label=_("What can be seen"), max_length=160)
    kind = forms.ChoiceField(label=_("What it is"), choices=Photo.Kind.choices)


class SurveyForm(forms.Form):
    """The nine questions, and what somebody wants to learn next."""

    next_kit = forms.ModelChoiceField(
        Kit.objects.none(),
        label=_("What do you want to learn next?"),
        required=False,
        to_field_name="code",
        empty_label=_("Nothing from this list"),
    )
    wish = forms.CharField(label=_("Something else?"), max_length=120, required=False)
    remark = forms.CharField(
        label=_("What should we do better?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        kits = Kit.objects.published().only("code", "title")
        cast(forms.ModelChoiceField[Kit], self.fields["next_kit"]).queryset = kits
        for place, (_element, question) in enumerate(ELEMENTS, start=1):
            self.fields[f"u{place}"] = forms.TypedChoiceField(
                label=question, choices=ANSWERS, coerce=int, widget=forms.RadioSelect
            )
        self.order_fields([f"u{place}" for place in range(1, 10)])

    def opinion(self, *, on_paper: bool) -> Opinion:
        """Return the answer."""
        kit = self.cleaned_data["next_kit"]
        return Opinion(
            elements=tuple(self.cleaned_data[f"u{place}"] for place in range(1, 10)),
            remark=self.cleaned_data["remark"],
            next_kit=kit.code if kit else "",
            wish=self.cleaned_data["wish"],
            on_paper=on_paper,
        )
