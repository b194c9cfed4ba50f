"""What a marker says about an essay."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from courses.quizzes.models import QuestionVersion


class EssayForm(forms.Form):
    """One level for each row of the rubric, and a word to the taker."""

    def __init__(self, question: QuestionVersion, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        for row in question.key["rubric"]:
            self.fields[row["id"]] = forms.TypedChoiceField(
                label=row["title"],
                choices=[
                    (level["points"], f"{level['points']} · {level['text']}")
                    for level in row["levels"]
                ],
                coerce=int,
                widget=forms.RadioSelect,
            )
        self.fields["comment"] = forms.CharField(
            label=_("What you say to the writer"),
            required=False,
            max_length=2000,
            widget=forms.Textarea(attrs={"rows": 4}),
            help_text=_("What is good, and what would make it better."),
        )

    def levels(self) -> dict[str, int]:
        """Return the points of the chosen level by the id of the row."""
        return {name: value for name, value in self.cleaned_data.items() if name != "comment"}
