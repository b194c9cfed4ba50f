"""The rules of the exam that is drawn from a bank: time, passing, tries, and the blueprint as a table."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from django import forms
from django.contrib import messages
from django.forms import BoundField
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cms.blocks.questions import BLOOM, DOMAINS
from cms.editors.question_finding import bank_page, find_bank, must, person_at_banks
from courses.catalogue.models import Course
from courses.quizzes.domain.banks import exam_of, keep_exam_rules
from courses.quizzes.domain.checking import QuizNotPublishable
from courses.quizzes.domain.exam_wording import domain_in_words
from courses.quizzes.domain.specs import ExamSpec, Slot
from courses.quizzes.domain.staff import can_run_exams
from courses.quizzes.models import QuestionBank

MOST_QUESTIONS = 200
Held = Counter[tuple[object, object]]


class Cell(NamedTuple):
    """How many questions of one kind are asked, and how many the bank has."""

    field: BoundField
    held: int


class Row(NamedTuple):
    """One domain in the table of the blueprint."""

    name: str
    cells: list[Cell]
    least: BoundField


class ExamRulesForm(forms.Form):
    """The rules, with a field for each cell of the blueprint: so many of a domain and a depth."""

    minutes = forms.IntegerField(label=gettext_lazy("Minutes"), min_value=1, max_value=600)
    pass_percent = forms.IntegerField(
        label=gettext_lazy("Percent needed to pass"), min_value=1, max_value=100
    )
    attempts_allowed = forms.IntegerField(
        label=gettext_lazy("Tries"),
        min_value=1,
        max_value=100,
        required=False,
        help_text=gettext_lazy("Empty: any number."),
    )
    wait_hours = forms.CharField(
        label=gettext_lazy("Hours to wait between tries"),
        required=False,
        help_text=gettext_lazy(
            "Before the second try, the third and so on, with commas: 24, 168. The last one holds on."
        ),
    )
    needs = forms.CharField(
        label=gettext_lazy("Courses that come before it"),
        required=False,
        help_text=gettext_lazy("Their codes with commas: A1, A2."),
    )
    placement_percent = forms.IntegerField(
        label=gettext_lazy("Percent of the placement check that stands for these courses"),
        min_value=1,
        max_value=100,
        required=False,
        help_text=gettext_lazy("Empty: there is no placement check."),
    )
    refresher_questions = forms.IntegerField(
        label=gettext_lazy("Questions of the refresher that renews a certificate"),
        min_value=1,
        max_value=MOST_QUESTIONS,
        required=False,
        help_text=gettext_lazy("Drawn in the same proportions. Empty: there is no refresher."),
    )

    def __init__(
        self, held: Held, *, rules: ExamSpec | None = None, data: Mapping[str, Any] | None = None
    ) -> None:
        super().__init__(data=data, initial=_as_fields(rules) if rules else None)
        self.held, self.sources = held, rules.sources if rules else {}
        for domain, _label in DOMAINS:
            for bloom, _depth in BLOOM:
                self.fields[_count_of(domain, bloom)] = forms.IntegerField(
                    min_value=0, max_value=MOST_QUESTIONS, required=False
                )
            self.fields[_least_of(domain)] = forms.IntegerField(
                min_value=1, max_value=100, required=False
            )

    def rows(self) -> Iterator[Row]:
        """Yield the table of the blueprint."""
        for domain, _label in DOMAINS:
            cells = [
                Cell(self[_count_of(domain, bloom)], self.held[int(domain), bloom])
                for bloom, _depth in BLOOM
            ]
            yield Row(domain_in_words(int(domain)), cells, self[_least_of(domain)])

    def plain_fields(self) -> list[BoundField]:
        """Return the fields outside the table."""
        return [self[name] for name in self.base_fields]

    def faults_in_table(self) -> list[str]:
        """Return what is wrong inside the table, each once."""
        wrong = [errors for name, errors in self.errors.items() if "_of_" in name]
        return list(dict.fromkeys(str(error) for errors in wrong for error in errors))

    def clean_wait_hours(self) -> tuple[int, ...]:
        """Return the hours as numbers."""
        words = _listed(self.cleaned_data["wait_hours"])
        if not all(word.isascii() and word.isdigit() and int(word) for word in words):
            raise forms.ValidationError(_("Write whole hours with commas, such as 24, 168."))
        return tuple(int(word) for word in words)

    def clean_needs(self) -> tuple[str, ...]:
        """Return the codes of courses that there are."""
        codes = _listed(self.cleaned_data["needs"])
        known = set(Course.objects.filter(code__in=codes).values_list("code", flat=True))
        if unknown := [code for code in codes if code not in known]:
            raise forms.ValidationError(
                _("There is no course %(code)s. Check the code."), params={"code": unknown[0]}
            )
        return tuple(codes)

    def rules(self) -> ExamSpec:
        """Return what the form states; a domain without questions is left out."""
        given = self.cleaned_data
        blueprint = tuple(
            Slot(int(domain), bloom, given[_count_of(domain, bloom)] or 0)
            for domain, _label in DOMAINS
            if any(given[_count_of(domain, bloom)] for bloom, _depth in BLOOM)
            for bloom, _depth in BLOOM
        )
        asked = {slot.domain for slot in blueprint}
        leasts = {int(domain): given[_least_of(domain)] for domain, _label in DOMAINS}
        return ExamSpec(
            minutes=given["minutes"],
            pass_percent=given["pass_percent"],
            blueprint=blueprint,
            attempts_allowed=given["attempts_allowed"],
            wait_hours=given["wait_hours"],
            domain_percents={one: least for one, least in leasts.items() if least},
            sources={one: codes for one, codes in self.sources.items() if one in asked},
            needs=given["needs"],
            placement_percent=given["placement_percent"],
            refresher_questions=given["refresher_questions"],
        )


def _count_of(domain: str, bloom: str) -> str:
    return f"count_of_{domain}_{bloom}"


def _least_of(domain: str) -> str:
    return f"least_of_{domain}"


def _listed(words: str) -> list[str]:
    return [word for part in words.split(",") if (word := part.strip())]


def _as_fields(rules: ExamSpec) -> dict[str, object]:
    return {
        "minutes": rules.minutes,
        "pass_percent": rules.pass_percent,
        "attempts_allowed": rules.attempts_allowed,
        "wait_hours": ", ".join(map(str, rules.wait_hours)),
        "needs": ", ".join(rules.needs),
        "placement_percent": rules.placement_percent,
        "refresher_questions": rules.refresher_questions,
        **{_count_of(str(slot.domain), slot.bloom): slot.questions for slot in rules.blueprint},
        **{_least_of(str(domain)): least for domain, least in rules.domain_percents.items()},
    }


@never_cache
@require_http_methods(["GET", "POST"])
def exam_rules(request: HttpRequest, bank: int) -> HttpResponse:
    """Show and change by which rules an exam is drawn from the bank; the first time makes one."""
    person, found = person_at_banks(request), find_bank(bank)
    must(can_run_exams(person))
    rules = exam_of(found) if found.exam else None
    form = ExamRulesForm(_held_in(found), rules=rules, data=request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            exam = keep_exam_rules(found, form.rules(), person)
        except QuizNotPublishable as refusal:
            form.add_error(None, refusal.sentences)
        else:
            messages.success(
                request, _("The rules are kept. Whoever has begun keeps the old ones.")
            )
            return redirect("quizzes:manage-exam", exam.slug)
    depths = [depth for _bloom, depth in BLOOM]
    return bank_page(request, "exam_rules", bank=found, form=form, depths=depths)


def _held_in(bank: QuestionBank) -> Held:
    """Return how many questions in use the bank has for each cell."""
    tags = bank.questions.in_use().values_list("current__tags__domain", "current__tags__bloom")
    return Counter(tags)
