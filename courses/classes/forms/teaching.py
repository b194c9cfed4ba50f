"""Assignments and marks."""

from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.classes.domain.assigning import COURSE, LESSON, PAPER, Order, assignable_outlines
from courses.classes.domain.marking import MarkFacts
from courses.classes.models import Assignment, Mark, Pupil, SchoolClass


def day_input() -> forms.DateInput:
    """Return the browser's own calendar, which takes and gives only this format."""
    return forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})


def choices_of_what() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return everything that can be assigned, grouped by course; work on paper last."""
    groups = [
        (
            f"{outline.code} {outline.title}",
            [
                *(
                    (f"{LESSON}:{item.key}", f"{item.position}. {item.title}")
                    for item in outline.items
                ),
                (f"{COURSE}:{outline.course_id}", str(_("The whole course"))),
            ],
        )
        for outline in assignable_outlines()
    ]
    return [
        *groups,
        (str(_("Without the site")), [(PAPER, str(_("Work on paper, marked by you")))]),
    ]


class AssignmentForm(forms.Form):
    """What, until when, and for whom."""

    what = forms.ChoiceField(
        label=_("What"), help_text=_("A lesson, a quiz, a whole course, or paper.")
    )
    title = forms.CharField(
        label=_("Title"),
        max_length=160,
        required=False,
        help_text=_("Empty: as the lesson is called."),
    )
    opens_on = forms.DateField(label=_("Begins on"), widget=day_input())
    due_on = forms.DateField(label=_("Until"), required=False, widget=day_input())
    purpose = forms.ChoiceField(
        label=_("What for"), choices=Assignment.Purpose.choices, initial=Assignment.Purpose.WORK
    )
    pupils = forms.ModelMultipleChoiceField(
        Pupil.objects.none(),
        label=_("Only for these pupils"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None ticked: the whole class."),
    )

    def __init__(
        self,
        school_class: SchoolClass,
        *args: Any,
        editing: Assignment | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.fields["pupils"].queryset = school_class.pupils.present()  # type: ignore[attr-defined]  # a model's choice
        self.fields["opens_on"].initial = timezone.localdate
        self.editing = editing
        if editing:
            del self.fields["what"]
        else:
            self.fields["what"].choices = choices_of_what()  # type: ignore[attr-defined]  # a choice

    def clean(self) -> None:
        """Ask for a title where nothing else gives one, and for an order of the two days."""
        super().clean()
        facts = self.cleaned_data
        if facts.get("what") == PAPER and not facts.get("title"):
            self.add_error("title", _("Give the work on paper a title."))
        if facts.get("due_on") and facts.get("opens_on") and facts["due_on"] < facts["opens_on"]:
            self.add_error("due_on", _("The last day lies before the first. Choose a later one."))

    def order(self) -> Order:
        """Return what was stated."""
        facts = self.cleaned_data
        return Order(
            what=facts.get("what", ""),
            title=facts["title"],
            opens_on=facts["opens_on"],
            due_on=facts["due_on"],
            purpose=facts["purpose"],
            pupils=list(facts["pupils"]),
        )


class MarkForm(forms.Form):
    """Points or levels, and a note; empty points leave what the machine counted."""

    points = forms.IntegerField(
        label=_("Your mark"),
        min_value=0,
        max_value=100,
        required=False,
        help_text=_("Out of 100. Empty: what was counted stands."),
    )
    note = forms.CharField(
        label=_("Note"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("For you and your colleagues; the pupil does not see it."),
    )

    def __init__(
        self, assignment: Assignment, mark: Mark | None, *args: Any, **kwargs: Any
    ) -> None:
        kwargs["initial"] = {"points": mark.points, "note": mark.note} if mark else {}
        super().__init__(*args, **kwargs)
        self.rubric = assignment.rubric
        for row in self.rubric:
            self.fields[f"row-{row['id']}"] = forms.TypedChoiceField(
                label=row["title"],
                required=False,
                coerce=int,
                empty_value=None,
                widget=forms.RadioSelect,
                initial=(mark.levels if mark else {}).get(row["id"]),
                choices=[(level["points"], level["text"]) for level in row["levels"]],
            )
        self.order_fields(["points", *(f"row-{row['id']}" for row in self.rubric), "note"])

    def facts(self) -> MarkFacts:
        """Return what was stated."""
        stated = {row["id"]: self.cleaned_data[f"row-{row['id']}"] for row in self.rubric}
        return MarkFacts(
            points=self.cleaned_data["points"],
            levels={row: cast(int, level) for row, level in stated.items() if level is not None},
            note=self.cleaned_data["note"].strip(),
        )
