"""Choose a question of a bank, wherever one is asked for in the admin."""

from typing import Any

from django import forms
from django.utils.html import strip_tags
from django.utils.text import Truncator
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.choosers import BaseFilterForm
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic.chooser import (
    BaseChooseView,
    ChooseResultsViewMixin,
    ChooseViewMixin,
    CreationFormMixin,
)
from wagtail.admin.viewsets.chooser import ChooserViewSet

from courses.quizzes.models import Question, QuestionBank


class QuestionFilterForm(BaseFilterForm):
    """Words of the question or its reference, and its bank."""

    q = forms.CharField(label=_("Search"), required=False)
    bank = forms.ModelChoiceField(
        QuestionBank.objects.filter(is_of_pages=False), label=_("Bank"), required=False
    )

    def filter(self, objects: Any) -> Any:  # noqa: ANN401 - Wagtail's form has no types
        words, bank = self.cleaned_data["q"].strip(), self.cleaned_data["bank"]
        if bank:
            objects = objects.filter(bank=bank)
        if words:
            self.is_searching, self.search_query = True, words
            objects = objects.with_words(words)
        return objects


class _Choosing(BaseChooseView):
    """The questions that can be drawn, newest wording beside the reference."""

    filter_form_class = QuestionFilterForm

    def get_object_list(self) -> Any:  # noqa: ANN401 - Wagtail's views have no types
        return Question.objects.in_use().of_banks().with_newest_wording()

    @property
    def columns(self) -> list[Column]:
        return [
            self.title_column,
            Column("heading", label=_("Question"), accessor=words_of),
            Column("bank", label=_("Bank"), accessor="bank"),
        ]


class QuestionChooseView(ChooseViewMixin, CreationFormMixin, _Choosing):
    """The window to choose in."""


class QuestionResultsView(ChooseResultsViewMixin, CreationFormMixin, _Choosing):
    """The list in it."""


def words_of(question: Question) -> str:
    """Return the first words of a question that was brought along with its newest wording."""
    heading = question.current.content["heading"] if question.current else ""
    return Truncator(strip_tags(heading)).chars(90)


class QuestionChooserViewSet(ChooserViewSet):
    """Questions of banks."""

    model = Question
    icon = "help"
    choose_one_text = _("Choose a question")
    choose_another_text = _("Choose another question")
    choose_view_class = QuestionChooseView
    choose_results_view_class = QuestionResultsView
    register_widget = False


question_chooser = QuestionChooserViewSet("question_chooser")
