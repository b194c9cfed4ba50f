"""What can be chosen for a course: the tag table of the frameworks (docs/glossary.md)."""

from django.utils.translation import gettext_lazy as _

AUDIENCES = [
    ("warga", _("Citizens")),
    ("pelajar", _("Pupils")),
    ("asn", _("Civil servants")),
    ("pelatih", _("Trainers")),
]
LEVELS = [("dasar", _("Basic")), ("menengah", _("Intermediate")), ("lanjut", _("Advanced"))]
NEEDS = [
    ("berobat", _("See a doctor")),
    ("ktp", _("KTP")),
    ("pajak", _("Tax")),
    ("mengadu", _("Complain")),
    ("usaha", _("Business")),
    ("aman", _("Safe")),
]
AWARDS = [
    ("none", _("Nothing")),
    ("completion", _("Sign of completion")),
    ("training", _("Certificate of training with JP")),
]
# DigComp 3.0 (JRC, 2025). Citizens never see the word.
DIGCOMP_AREAS = [
    (1, _("1 Information: search, judge, manage")),
    (2, _("2 Communication and collaboration")),
    (3, _("3 Making content")),
    (4, _("4 Safety and well-being")),
    (5, _("5 Solving problems")),
]
# The five domains of the national pilot index of civil servants' digital competence (2025).
ASN_DOMAINS = [
    (1, _("1 Digital skills and interaction")),
    (2, _("2 Digital way of thinking")),
    (3, _("3 Digital ethics and security")),
    (4, _("4 Digital public services")),
    (5, _("5 Digital leadership")),
]
PHASES = [(letter, letter) for letter in "CDEF"]
# BSKAP 046/H/KR/2025.
INFORMATIKA_ELEMENTS = [
    ("BK", _("BK Computational thinking")),
    ("LD", _("LD Digital literacy")),
    ("AD", _("AD Data analysis")),
    ("AP", _("AP Algorithms and programming")),
]
