"""The certificate programmes that ship with the product, and who may look after them."""

from typing import Any

from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.db.models import Q

from certificates.domain.jp_agreement import propose_jp
from certificates.domain.requirements import WORKSHOP_LED, Requirement, Supervision
from certificates.models import CertificateKind, Programme
from certificates.rules import KEEPERS_MAY
from courses.learning.domain.awards import ASN_DOMAINS
from courses.people.domain.roles import KEEPERS

# The starter may propose; only BKPSDM agrees.
BASIS = "Usulan paket awal: PP 11/2017 jo. PP 17/2020 Pasal 203; ditetapkan oleh BKPSDM"
EXAM = "SDTI"
PASS_PERCENT = 75
DOMAIN_MINIMUMS = {"3": 70}
EDITORS_MAY = ("view_programme", "add_programme", "change_programme")

PROGRAMMES: tuple[tuple[dict[str, Any], tuple[Requirement, ...], int], ...] = (
    (
        {
            "code": "SDTI",
            "title": "Sertifikasi Dasar TI ASN – Jenjang Dasar",
            "kind": CertificateKind.PASS,
            "design": Programme.Design.CERTIFICATE,
            "purpose": "Mampu bekerja digital sehari-hari dengan benar dan aman.",
            "statement": "telah lulus ujian internal yang diawasi",
            "closing": "Dapat diperbarui dengan ujian penyegaran sejak enam bulan sebelum masa "
            "berlakunya habis.",
            "domains": list(ASN_DOMAINS.values()),
            "series_key": "SDTI",
            "validity_months": 36,
            "renewal_key": "exam:SDTI-PENYEGARAN",
        },
        (
            Requirement(
                "exam",
                EXAM,
                "Ujian Sertifikasi Dasar TI ASN",
                minimum_score=PASS_PERCENT,
                domain_minimums=DOMAIN_MINIMUMS,
                supervision=Supervision.SUPERVISED,
            ),
        ),
        1,
    ),
    (
        {
            "code": "SDTI-MANDIRI",
            "title": "Ujian Mandiri Dasar TI ASN",
            "kind": CertificateKind.TRAINING,
            "design": Programme.Design.LETTER,
            "heading": "Surat Keterangan Lulus Pelatihan",
            "purpose": "Lulus ujian yang sama tanpa pengawasan.",
            "statement": "telah lulus ujian mandiri tanpa pengawasan",
            "domains": list(ASN_DOMAINS.values()),
            "series_key": "SKL",
        },
        (
            Requirement(
                "exam",
                EXAM,
                "Ujian Mandiri Dasar TI ASN",
                minimum_score=PASS_PERCENT,
                domain_minimums=DOMAIN_MINIMUMS,
                supervision=Supervision.UNSUPERVISED,
            ),
        ),
        1,
    ),
    (
        {
            "code": "FASILITATOR",
            "title": "Fasilitator Literasi Digital Desa",
            "kind": CertificateKind.FACILITATOR,
            "design": Programme.Design.FACILITATOR,
            "purpose": "Mampu memandu lokakarya 10 sampai 25 warga dengan aman dan menyenangkan.",
            "closing": "Diberikan setelah lulus pelatihan fasilitator dan memandu satu lokakarya "
            "yang dilaporkan. Diperbarui dengan memandu satu lokakarya lagi sejak enam bulan "
            "sebelum masa berlakunya habis.",
            "series_key": "FLD",
            "validity_months": 36,
            "renewal_key": WORKSHOP_LED,
        },
        (
            Requirement("course", "T1", "Menjadi Fasilitator Literasi Digital Desa"),
            Requirement("workshop", "", "Memandu lokakarya", count=1),
        ),
        0,
    ),
)


@transaction.atomic
def found_programmes() -> list[str]:
    """Make the programmes that are missing; return their codes. What is there stays as it is."""
    _let_in()
    made = []
    for fields, requirements, jp in PROGRAMMES:
        programme, is_new = Programme.objects.get_or_create(
            code=fields["code"],
            defaults={
                **fields,
                "requirements": [one.to_json() for one in requirements],
                "is_open": True,
                "is_example": True,
            },
        )
        if is_new:
            propose_jp(programme, jp, BASIS, by=None)
            made.append(programme.code)
    return made


def _let_in() -> None:
    """Give the keepers of the register and the administrators their part of the admin."""
    here = Q(content_type__app_label="certificates")
    door = Q(content_type__app_label="wagtailadmin", codename="access_admin")
    keepers, _made = Group.objects.get_or_create(name=KEEPERS)
    keepers.permissions.add(*Permission.objects.filter((here & Q(codename__in=KEEPERS_MAY)) | door))
    admins, _made = Group.objects.get_or_create(name="Admin")
    admins.permissions.add(*Permission.objects.filter(here, codename__in=EDITORS_MAY))
