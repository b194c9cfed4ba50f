"""Plan a workshop in five fields, and change the plan."""

from datetime import datetime
from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.people.models import Area, Role, User
from courses.workshops.domain.planning import MOST_MEETINGS, Plan
from courses.workshops.models import Kit, LearningPlace, Workshop

MOST_SEATS = 500


class MomentField(forms.DateTimeField):
    """Day and hour, in the picker that the phone itself has."""

    def __init__(self, **options: Any) -> None:
        options.setdefault(
            "widget",
            forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        )
        options.setdefault("input_formats", ["%Y-%m-%dT%H:%M", "%Y-%m-%d %H:%M"])
        super().__init__(**options)

    def clean(self, value: object) -> datetime | None:
        """Return a moment still to come."""
        moment: datetime | None = super().clean(value)
        if moment and moment < timezone.now():
            raise ValidationError(
                _("This time has passed. Choose a time still to come."), code="past"
            )
        return moment


class AreaField(forms.ModelChoiceField):  # type: ignore[type-arg]  # takes no argument when it runs
    """A desa or kelurahan, sorted under its kecamatan."""

    def __init__(self, **options: Any) -> None:
        super().__init__(Area.objects.none(), **options)

    def offer(self, first: frozenset[str] = frozenset()) -> None:
        """Read the desa once; those of the kecamatan named in `first` stand at the top."""
        areas = list(
            Area.objects.exclude(kind=Area.Kind.DISTRICT)
            .select_related("parent")
            .order_by("parent__name", "name")
        )
        areas.sort(key=lambda area: area.parent_id not in first)
        self.queryset = Area.objects.exclude(kind=Area.Kind.DISTRICT)
        groups: dict[str, list[tuple[str, str]]] = {}
        for area in areas:
            groups.setdefault(str(area.parent), []).append((area.pk, area.name))
        empty = [("", _("Choose a desa"))]
        cast(forms.Select, self.widget).choices = [*empty, *groups.items()]


class PlanForm(forms.Form):
    """Five fields; what follows them has a sensible default."""

    kit = forms.ModelChoiceField(Kit.objects.none(), label=_("Kit"), empty_label=_("Choose a kit"))
    area = AreaField(label=_("Desa"))
    starts_at = MomentField(label=_("Day and time"))
    place = forms.CharField(
        label=_("Place"), max_length=160, help_text=_("For example: Balai Desa, front hall")
    )
    funding = forms.ChoiceField(label=_("Source of funds"), choices=Workshop.Funding.choices)
    meetings = forms.IntegerField(
        label=_("How many meetings"),
        min_value=1,
        max_value=MOST_MEETINGS,
        initial=1,
        help_text=_("Several are planned a week apart; each can be moved."),
    )
    capacity = forms.IntegerField(label=_("Places"), min_value=1, max_value=MOST_SEATS, initial=25)
    learning_place = forms.ModelChoiceField(
        LearningPlace.objects.none(), label=_("Learning place"), required=False
    )
    is_listed = forms.BooleanField(label=_("Show on the public list"), required=False, initial=True)

    first_five = ("kit", "area", "starts_at", "place", "funding")

    def __init__(self, trainer: User, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        cast(forms.ModelChoiceField[Kit], self.fields["kit"]).queryset = Kit.objects.published()
        own = Area.objects.filter(trainers__person=trainer).values_list("code", "parent_id")
        cast(AreaField, self.fields["area"]).offer(
            frozenset(parent or code for code, parent in own)
        )
        cast(
            forms.ModelChoiceField[LearningPlace], self.fields["learning_place"]
        ).queryset = LearningPlace.objects.shown().select_related("area")

    def five(self) -> list[forms.BoundField]:
        """Return the five fields."""
        return [self[name] for name in self.first_five]

    def more(self) -> list[forms.BoundField]:
        """Return the fields that have a default."""
        return [field for field in self if field.name not in self.first_five]

    def plan(self) -> Plan:
        """Return what was planned."""
        return Plan(**self.cleaned_data)


class ChangeForm(forms.ModelForm):  # type: ignore[type-arg]  # takes no argument when it runs
    """What may be changed without moving a meeting."""

    class Meta:
        model = Workshop
        fields = ["place", "funding", "capacity", "offer_hours", "registration_open", "is_listed"]

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["capacity"].min_value = 1  # type: ignore[attr-defined]  # an IntegerField

    def clean_capacity(self) -> int:
        """Return at least one place."""
        capacity: int = self.cleaned_data["capacity"]
        if not 1 <= capacity <= MOST_SEATS:
            raise ValidationError(
                _("Between 1 and %(most)d places are possible."),
                code="capacity",
                params={"most": MOST_SEATS},
            )
        return capacity

    def values(self) -> dict[str, Any]:
        """Return the plan as it shall be."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


class MeetingForm(forms.Form):
    """When a meeting is."""

    starts_at = MomentField(label=_("Day and time"))


class CancelForm(forms.Form):
    """Why a workshop is called off."""

    reason = forms.CharField(
        label=_("Why is it called off?"),
        help_text=_("Those who registered read this sentence."),
        max_length=200,
    )


class CoTrainersForm(forms.Form):
    """Who helps."""

    people = forms.ModelMultipleChoiceField(
        User.objects.none(),
        label=_("Co-trainers"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("They see the list of people and may note who came."),
    )

    def __init__(self, workshop: Workshop, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        trainers = (
            User.objects.active()
            .filter(roles__role=Role.TRAINER)
            .exclude(pk=workshop.trainer_id)
            .distinct()
            .order_by("display_name")
        )
        people = cast(forms.ModelMultipleChoiceField[User], self.fields["people"])
        people.queryset = trainers
        if not trainers:
            people.help_text = _("There is no other trainer yet. The administrator makes one.")
