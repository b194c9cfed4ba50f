"""Pages of JP: for heads of units and BKPSDM, and for who enters training of others."""

from courses.training.views.answering import answer, queue
from courses.training.views.entering import document, own, withdraw
from courses.training.views.overview import dossier, overview, person, rekap

__all__ = [
    "answer",
    "document",
    "dossier",
    "overview",
    "own",
    "person",
    "queue",
    "rekap",
    "withdraw",
]
