"""A question of quiz.yaml or of a bank, both ways; each kind has its own lines for the answer."""

from cms.starter.questions.lines import read_question, write_question
from cms.starter.questions.stating import document_of, document_spec
from cms.starter.questions.words import BANKED

__all__ = ["BANKED", "document_of", "document_spec", "read_question", "write_question"]
