"""course.md and the files of service cards, both ways."""

from typing import Any

from django.utils.translation import gettext as _

from cms.models import choices
from cms.starter import prose, yaml_text
from cms.starter.documents import CardDocument, CourseDocument, FileRef, Prose
from cms.starter.lessons import FENCE, split_front_matter
from cms.starter.reader import Reader

AWARDS = {"tidak": "none", "selesai": "completion", "pelatihan": "training"}
PILLARS = {
    "cakap": "pillar_skills",
    "etika": "pillar_ethics",
    "budaya": "pillar_culture",
    "aman": "pillar_safety",
}


def read_course(text: str, file: str) -> CourseDocument:
    """Return the course that course.md states. Raises PackageError."""
    reader, body, first_line = split_front_matter(text, file)
    picture = reader.text("gambar", default="")
    course = CourseDocument(
        code=reader.text("kode", longest=20),
        slug=reader.text("slug", longest=80),
        title=reader.text("judul", longest=160),
        services=tuple(reader.texts("layanan")),
        picture=FileRef(picture) if picture else None,
        introduction=Prose(prose.write_markdown(prose.read_markdown(body, file, first_line))),
        fields=_fields(reader),
    )
    reader.finish()
    if picture and not course.fields["picture_alt"]:
        raise reader.refuse("gambar", _("A picture needs “gambar_alt”: what it shows, in words."))
    return course


def _fields(reader: Reader) -> dict[str, Any]:
    return {
        "summary": reader.text("ringkasan", longest=300),
        "can_do": reader.texts("bisa"),
        "prepare": reader.texts("siapkan"),
        "audiences": reader.texts("untuk", fewest=1, options=dict(choices.AUDIENCES)),
        "level": reader.choice("tingkat", dict(choices.LEVELS), default="dasar"),
        "needs": reader.texts("urusan", options=dict(choices.NEEDS)),
        **_pillars(reader),
        "digcomp": reader.numbers("digcomp", dict(choices.DIGCOMP_AREAS)),
        "asn_domains": reader.numbers("asn_domain", dict(choices.ASN_DOMAINS)),
        "informatika_phase": reader.choice("informatika_fase", dict(choices.PHASES), default=""),
        "informatika_elements": reader.texts(
            "informatika_elemen", options=dict(choices.INFORMATIKA_ELEMENTS)
        ),
        "kka_elements": reader.texts("kka_elemen"),
        "graduate_profile": reader.texts("profil_lulusan"),
        "minutes": reader.number("menit", default=0),
        "jp": reader.number("jp", default=0, highest=1000),
        "min_age": reader.number("usia_min", highest=120),
        "award": AWARDS[reader.choice("penghargaan", AWARDS, default="tidak")],
        "keywords": reader.texts("kata_kunci"),
        "picture_alt": reader.text("gambar_alt", default="", longest=400),
        "author": reader.text("penulis", default="", longest=160),
        "checked_by": reader.text("pemeriksa", default="", longest=160),
        "checked_on": reader.day("diperiksa"),
    }


def _pillars(reader: Reader) -> dict[str, int]:
    pillars = reader.mapping("pilar")
    weights = {
        field: pillars.number(name, default=0, highest=100) or 0 for name, field in PILLARS.items()
    }
    pillars.finish()
    if sum(weights.values()) not in {0, 100}:
        raise reader.refuse("pilar", _("The four pillars together are 100."))
    return weights


def write_course(course: CourseDocument) -> str:
    """Return course.md in canonical form."""
    fields = course.fields
    front = yaml_text.dump(
        {
            "kode": course.code,
            "slug": course.slug,
            "judul": course.title,
            "ringkasan": fields["summary"],
            "bisa": list(fields["can_do"]),
            "siapkan": list(fields["prepare"]),
            "untuk": list(fields["audiences"]),
            "tingkat": fields["level"],
            "urusan": list(fields["needs"]),
            "pilar": {name: fields[field] for name, field in PILLARS.items()},
            "digcomp": list(fields["digcomp"]),
            "asn_domain": list(fields["asn_domains"]),
            "informatika_fase": fields["informatika_phase"],
            "informatika_elemen": list(fields["informatika_elements"]),
            "kka_elemen": list(fields["kka_elements"]),
            "profil_lulusan": list(fields["graduate_profile"]),
            "layanan": list(course.services),
            "menit": fields["minutes"],
            "jp": fields["jp"],
            "usia_min": fields["min_age"],
            "penghargaan": next(name for name, award in AWARDS.items() if award == fields["award"]),
            "kata_kunci": list(fields["keywords"]),
            "gambar": course.picture.path if course.picture else "",
            "gambar_alt": fields["picture_alt"],
            "penulis": fields["author"],
            "pemeriksa": fields["checked_by"],
            "diperiksa": fields["checked_on"],
        }
    )
    parts = [f"{FENCE}\n{front}{FENCE}", course.introduction.markdown]
    return "\n\n".join(part for part in parts if part) + "\n"


def read_card(text: str, file: str) -> CardDocument:
    """Return the service card that the file states. Raises PackageError."""
    reader, _body, _line = split_front_matter(text, file)
    card = CardDocument(
        slug=reader.text("slug", longest=60),
        name=reader.text("nama", longest=160),
        owner=reader.text("pemilik", longest=160),
        official_address=reader.text("alamat_resmi", default="", longest=300),
        cost=reader.text("biaya", default="", longest=300),
        where=reader.text("tempat", default=""),
        face_to_face=reader.text("langkah_tatap_muka", default=""),
        checked_on=reader.day("diperiksa"),
        source=reader.text("sumber", default="", longest=500),
        live=reader.flag("terbit"),
    )
    reader.finish()
    return card


def write_card(card: CardDocument) -> str:
    """Return the file of a service card in canonical form."""
    front = yaml_text.dump(
        {
            "slug": card.slug,
            "nama": card.name,
            "pemilik": card.owner,
            "alamat_resmi": card.official_address,
            "biaya": card.cost,
            "tempat": card.where,
            "langkah_tatap_muka": card.face_to_face,
            "diperiksa": card.checked_on,
            "sumber": card.source,
            "terbit": card.live,
        }
    )
    return f"{FENCE}\n{front}{FENCE}\n"
