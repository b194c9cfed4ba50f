"""A key to be put right."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.quizzes.models import KeyCorrection, Question, QuestionVersion

Outcome = KeyCorrection.Outcome
ONE_CHOICE = (Question.Kind.SINGLE, Question.Kind.TRUE_FALSE)


class KeyForm(forms.Form):
    """What should have been right: one option or several where there are options, or every answer."""

    outcome = forms.ChoiceField(
        label=_("What should count"), choices=Outcome.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(label=_("Why"), widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, version: QuestionVersion, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.version = version
        options = [(one["id"], one["text"]) for one in version.content.get("options", ())]
        if version.kind == Question.Kind.TRUE_FALSE:
            options = [("true", _("True")), ("false", _("False"))]
        if version.kind in (*ONE_CHOICE, Question.Kind.SEVERAL):
            self.fields["right"] = forms.MultipleChoiceField(
                label=_("Right"),
                choices=options,
                required=False,
                widget=forms.CheckboxSelectMultiple,
            )
        else:
            outcomes = forms.ChoiceField(choices=[(Outcome.EVERYONE, Outcome.EVERYONE.label)])
            outcomes.label, outcomes.widget = self.fields["outcome"].label, forms.RadioSelect()
            outcomes.widget.choices = outcomes.choices
            self.fields["outcome"] = outcomes

    def correction(self) -> tuple[str, dict[str, Any], str]:
        """Return the outcome, what is right in the shape of a response, and the reason."""
        right = self.cleaned_data.get("right", [])
        is_one = self.version.kind in ONE_CHOICE
        answer = {"choice": right[0] if len(right) == 1 else ""} if is_one else {"choices": right}
        return self.cleaned_data["outcome"], answer, self.cleaned_data["reason"]
