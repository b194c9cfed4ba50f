"""A class, its teachers, and its next school year."""

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.classes.domain.classes import ClassFacts, schools_of
from courses.classes.domain.teachers import colleagues_of
from courses.classes.forms.teaching import day_input
from courses.classes.models import ClassTeacher, SchoolClass
from courses.people.models import Role, School, User


class ClassForm(forms.Form):
    """What a teacher states about a class."""

    name = forms.CharField(
        label=_("Name of the class"),
        max_length=40,
        help_text=_("As on the timetable, such as VII A."),
    )
    phase = forms.ChoiceField(label=_("Phase"), choices=SchoolClass.Phase.choices, initial="D")
    sign_in = forms.ChoiceField(
        label=_("How pupils sign in"),
        choices=SchoolClass.SignIn.choices,
        initial=SchoolClass.SignIn.PIN,
        widget=forms.RadioSelect,
    )
    threshold = forms.IntegerField(
        label=_("Threshold of mastery (KKTP)"),
        min_value=1,
        max_value=100,
        initial=75,
        help_text=_("Out of 100. Below it, a pupil “needs help”."),
    )

    def facts(self) -> ClassFacts:
        """Return what was stated."""
        return ClassFacts(**{name: self.cleaned_data[name] for name in ClassFacts.__annotations__})


class NewClassForm(ClassForm):
    """A class and its school; who teaches at one school is not asked for it."""

    school = forms.ModelChoiceField(School.objects.none(), label=_("School"))
    field_order = ("school", "name", "phase", "sign_in", "threshold")

    def __init__(self, teacher: User, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        schools = schools_of(teacher)
        field: forms.ModelChoiceField[School] = self.fields["school"]  # type: ignore[assignment]  # declared above
        field.queryset = School.objects.filter(pk__in=[school.pk for school in schools])
        if len(schools) == 1:
            field.initial = schools[0].pk
            field.widget = forms.HiddenInput()


class TeacherForm(forms.Form):
    """A colleague who teaches the class, too."""

    person = forms.ModelChoiceField(User.objects.none(), label=_("Colleague"))
    kind = forms.ChoiceField(
        label=_("As"),
        choices=[
            choice for choice in ClassTeacher.Kind.choices if choice[0] != ClassTeacher.Kind.OWNER
        ],
        widget=forms.RadioSelect,
        initial=ClassTeacher.Kind.CO_TEACHER,
    )
    starts_on = forms.DateField(label=_("Substitute from"), required=False, widget=day_input())
    ends_on = forms.DateField(label=_("until"), required=False, widget=day_input())

    def __init__(self, school_class: SchoolClass, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = [person.pk for person in colleagues_of(school_class)]
        self.fields["person"].queryset = User.objects.filter(pk__in=people)  # type: ignore[attr-defined]  # a model's choice


class HandOverForm(forms.Form):
    """The teacher of the same school to whom the class goes."""

    person = forms.ModelChoiceField(User.objects.none(), label=_("New owner"))

    def __init__(self, school_class: SchoolClass, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        teachers = User.objects.active().filter(
            roles__role=Role.TEACHER, roles__school=school_class.school_id
        )
        owner = school_class.teachers.filter(kind=ClassTeacher.Kind.OWNER).values("person")
        self.fields["person"].queryset = teachers.exclude(pk__in=owner).distinct()  # type: ignore[attr-defined]  # a model's choice


class NextYearForm(forms.Form):
    """What the class is called in the next school year."""

    name = forms.CharField(label=_("Name of the class next school year"), max_length=40)


class RosterForm(forms.Form):
    """A file, or pasted names."""

    file = forms.FileField(
        label=_("Dapodik file or our template"),
        required=False,
        help_text=_(
            "XLSX or XLS, at most 5 MB. Only name, sex, NISN and rombel are read; the file is not stored."
        ),
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xls"}),
    )
    names = forms.CharField(
        label=_("Or paste the names, one on each line"),
        required=False,
        max_length=8000,
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def clean(self) -> None:
        """Ask for one of the two."""
        super().clean()
        if not self.errors and not (
            self.cleaned_data.get("file") or self.cleaned_data.get("names")
        ):
            self.add_error("file", _("Choose a file, or paste names."))


class PupilForm(forms.Form):
    """A seat in the class."""

    number = forms.IntegerField(label=_("Attendance number"), min_value=1, max_value=999)
    name = forms.CharField(label=_("Name"), max_length=120)
    nickname = forms.CharField(
        label=_("Called"),
        max_length=40,
        required=False,
        help_text=_("Only this name is on the pupil's own screen."),
    )
    sex = forms.ChoiceField(
        label=_("Sex"), required=False, choices=[("", "–"), ("P", _("girl")), ("L", _("boy"))]
    )


class ConsentForm(forms.Form):
    """The parent's form, which stays on paper with the school."""

    form_number = forms.CharField(
        label=_("Number of the paper form"),
        max_length=40,
        help_text=_("The parent has signed it; it stays with the school."),
    )
    given_on = forms.DateField(label=_("Signed on"), widget=day_input())

    def clean_given_on(self) -> date:
        """Refuse a day that has not come."""
        day: date = self.cleaned_data["given_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("This day has not come yet."))
        return day
