"""What is typed to print papers and to enter their answers."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from courses.people.models import User
from courses.quizzes.domain.printing.runs import MOST_VARIANTS, Order, check_sign
from courses.quizzes.models import Exam, PrintedPaper, PrintRun, Quiz


class PrintForm(forms.Form):
    """An exam or a quiz to be printed."""

    what = forms.ChoiceField(label=_("Exam or quiz"))
    occasion = forms.CharField(
        label=_("Occasion"),
        max_length=120,
        help_text=_("It stands on every page. For example: Aula Diskominfo, sesi 1."),
    )
    variants = forms.IntegerField(
        label=_("Variants"),
        min_value=1,
        max_value=MOST_VARIANTS,
        initial=2,
        help_text=_("Neighbours get different ones: other questions, or another order."),
    )
    supervised = forms.BooleanField(
        label=_("Somebody watches while it is written"),
        required=False,
        help_text=_("A certificate says whether an exam was supervised."),
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        exams = [
            (f"exam:{one.pk}", one.title) for one in Exam.objects.filter(current__isnull=False)
        ]
        quizzes = [
            (f"quiz:{one.pk}", f"{one.lesson.course.code}: {one.current}")
            for one in Quiz.objects.filter(current__isnull=False).select_related(
                "current", "lesson__course"
            )
        ]
        self.fields["what"].choices = [  # type: ignore[attr-defined]  # a ChoiceField has them
            (_("Exams"), exams),
            (_("Quizzes"), quizzes),
        ]

    def order(self) -> Order:
        """Return what the domain prints."""
        kind, _colon, pk = self.cleaned_data["what"].partition(":")
        return Order(
            self.cleaned_data["occasion"],
            self.cleaned_data["variants"],
            supervised=self.cleaned_data["supervised"],
            exam=Exam.objects.select_related("current").get(pk=pk) if kind == "exam" else None,
            quiz=Quiz.objects.select_related("current").get(pk=pk) if kind == "quiz" else None,
        )


class CandidateForm(forms.Form):
    """Whose answer sheet comes next: the code on it, and the person."""

    code = forms.CharField(
        label=_("Code of the paper"),
        max_length=12,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
        help_text=_("Six signs beside the variant, or the letter of the variant."),
    )
    words = forms.CharField(
        label=_("Candidate"),
        max_length=80,
        help_text=_("Part of the name, the user name or the number of the phone."),
    )
    person = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, run: PrintRun, viewer: User, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.run, self.viewer = run, viewer
        self.fields["words"].required = not self.data.get("person")

    def clean_code(self) -> PrintedPaper:
        typed = "".join(self.cleaned_data["code"].upper().split())
        papers = {one.code: one for one in self.run.papers.all()}
        papers |= {one.variant: one for one in papers.values()}
        if typed in papers:
            return papers[typed]
        if len(typed) == 6 and set(typed) <= set("ABCDEFGHJKMNPQRTUVWXY346789"):
            is_mistyped = check_sign(typed[:5]) != typed[5]
            raise ValidationError(
                _("One sign of the code is mistyped.")
                if is_mistyped
                else _("This code belongs to another printing.")
            )
        raise ValidationError(_("This is not a code of this printing. Look at the sheet again."))

    def found(self) -> list[User]:
        """Return the candidates that the words may mean, or the one that was chosen."""
        people = User.objects.visible_to(self.viewer)
        if person := self.cleaned_data.get("person"):
            return list(people.filter(pk=person))
        words = self.cleaned_data.get("words", "")
        return (
            list(people.matching(words).distinct().order_by("display_name")[:12]) if words else []
        )
