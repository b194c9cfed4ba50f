"""The forms of the question bank in the admin."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.blocks import BlockField

from cms.blocks.questions import BLOOM, DIFFICULTIES, DOMAINS, ELEMENTS, KINDS, PILLARS
from cms.questions import question_spec_of, value_of
from courses.catalogue.models import Course
from courses.people.models import Role, User
from courses.quizzes.domain.specs import QuestionSpec
from courses.quizzes.models import Question, QuestionBank
from courses.quizzes.querysets import QuestionQuerySet

ANY = [("", "–")]
STATES = [
    ("", gettext_lazy("in use")),
    ("waits", gettext_lazy("waits for a review")),
    ("reviewed", gettext_lazy("reviewed")),
    ("retired", gettext_lazy("retired")),
]


class BankForm(forms.ModelForm):  # type: ignore[type-arg]  # Django takes no argument at run time
    """A bank: its name, and who writes and who reviews."""

    class Meta:
        model = QuestionBank
        fields = ["code", "title", "owners", "reviewers"]
        widgets = {
            "owners": forms.CheckboxSelectMultiple,
            "reviewers": forms.CheckboxSelectMultiple,
        }

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self.fields["code"].disabled = bool(self.instance.pk)
        owners, reviewers = (
            cast("forms.ModelMultipleChoiceField[User]", self.fields[name])
            for name in ("owners", "reviewers")
        )
        owners.queryset = _holders(Role.EDITOR, Role.CERTIFIER)
        reviewers.queryset = _holders(Role.REVIEWER, Role.CERTIFIER)

    def clean_code(self) -> str:
        """Leave the codes of courses to the banks of their pages."""
        code: str = self.cleaned_data["code"].strip()
        if not self.instance.pk and Course.objects.filter(code__iexact=code).exists():
            raise forms.ValidationError(_("A course has this code. Choose another one."))
        return code


def _holders(*roles: Role) -> QuerySet[User]:
    return User.objects.filter(roles__role__in=roles, is_active=True).distinct()


class QuestionForm(forms.Form):
    """One question in the fields of its kind, the same as in the page of a quiz."""

    def __init__(
        self, kind: str, *, spec: QuestionSpec | None = None, data: Mapping[str, Any] | None = None
    ) -> None:
        self.kind, self.block = kind, KINDS[kind]()
        self.block.set_name("question")
        written = self.block.to_python(_raw(spec)) if spec else self.block.get_default()
        start = self.block.normalize(written)
        super().__init__(data=data, initial={"question": start})
        self.fields["question"] = BlockField(block=self.block, label="")

    def spec(self) -> QuestionSpec:
        """Return what the form states."""
        return question_spec_of(self.kind, self.cleaned_data["question"])


def _raw(spec: QuestionSpec) -> dict[str, Any]:
    value = value_of(spec)
    picture = value.pop("picture")
    return {**value, "picture": picture.pk if picture else None}


class QuestionsForm(forms.Form):
    """Which questions of a bank to list."""

    q = forms.CharField(label=gettext_lazy("Search"), required=False)
    state = forms.ChoiceField(label=gettext_lazy("State"), choices=STATES, required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), choices=[*ANY, *Question.Kind.choices], required=False
    )
    domain = forms.ChoiceField(
        label=gettext_lazy("Domain of the ASN index"), choices=[*ANY, *DOMAINS], required=False
    )
    difficulty = forms.ChoiceField(
        label=gettext_lazy("Difficulty"), choices=[*ANY, *DIFFICULTIES], required=False
    )
    bloom = forms.ChoiceField(
        label=gettext_lazy("What it asks for"), choices=[*ANY, *BLOOM], required=False
    )
    pilar = forms.ChoiceField(
        label=gettext_lazy("Pillar"), choices=[*ANY, *PILLARS], required=False
    )
    element = forms.ChoiceField(
        label=gettext_lazy("Informatika element"), choices=[*ANY, *ELEMENTS], required=False
    )
    competency = forms.CharField(label=gettext_lazy("Competency"), required=False)

    def found_in(self, bank: QuestionBank) -> QuestionQuerySet:
        """Return the questions of the bank that fit."""
        asked = self.cleaned_data if self.is_valid() else {}
        found = _in_state(bank.questions.with_newest_wording(), asked.get("state", ""))
        if asked.get("q"):
            found = found.with_words(asked["q"])
        if asked.get("kind"):
            found = found.filter(current__kind=asked["kind"])
        if asked.get("domain"):
            found = found.filter(current__tags__domain=int(asked["domain"]))
        for tag in ("difficulty", "bloom", "pilar", "element"):
            if asked.get(tag):
                found = found.filter(**{f"current__tags__{tag}": asked[tag]})
        if asked.get("competency"):
            found = found.filter(current__tags__competency__icontains=asked["competency"])
        return found.order_by("ref")


def _in_state(questions: QuestionQuerySet, state: str) -> QuestionQuerySet:
    if state == "retired":
        return questions.filter(retired_at__isnull=False)
    questions = questions.in_use()
    if state:
        questions = questions.filter(current__reviewed_at__isnull=state == "waits")
    return questions


class ReviewForm(forms.Form):
    """What a second person says."""

    verdict = forms.CharField()
    note = forms.CharField(required=False, max_length=2000)
