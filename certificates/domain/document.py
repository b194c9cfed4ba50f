"""What a certificate says, word by word, from its frozen snapshot."""

from dataclasses import asdict

from certificates.domain.achievement import Achievement
from certificates.domain.codes import shown_code
from certificates.domain.lettering import BREAK_HERE, Value
from certificates.domain.local_days import local_day
from certificates.domain.papers import proof_drawing
from certificates.domain.signing.claims import CLAIMS
from certificates.domain.wording import date_range, lesson_hours, long_date
from certificates.models import Certificate

# The words are chosen with care: "sertifikat kompetensi" belongs to BNSP and its LSPs, STTPP to
# accredited official training. Ours say what was done and who says so.
HEADINGS = {
    Certificate.Kind.PASS: "Sertifikat Kelulusan",
    Certificate.Kind.TRAINING: "Surat Keterangan Pelatihan",
    Certificate.Kind.COMPLETION: "Tanda Selesai",
    Certificate.Kind.FACILITATOR: "Sertifikat Fasilitator",
}
STATEMENTS = {
    Certificate.Kind.PASS: "telah lulus ujian internal",
    Certificate.Kind.TRAINING: "telah menyelesaikan pelatihan daring",
    Certificate.Kind.COMPLETION: "telah menyelesaikan kursus",
    Certificate.Kind.FACILITATOR: "telah memenuhi syarat sebagai fasilitator",
}
LONGEST_UNBROKEN = 24


def document_of(certificate: Certificate, statement: str = "", level: str = "") -> dict[str, Value]:
    """Return the values of the certificate's paper, ready to be set.

    `statement` goes into the QR behind the address; `level` is whose signature the paper may name.
    """
    achievement = Achievement.from_json(certificate.snapshot)
    heading = heading_of(achievement)
    address = verification_address(certificate)
    code = shown_code(certificate.code)
    issuer = achievement.issuer
    return {
        "heading": heading,
        "statement": achievement.statement or STATEMENTS[Certificate.Kind(achievement.kind)],
        "document_title": f"{heading}: {achievement.title}",
        "description": f"{heading} nomor {certificate.number} untuk {achievement.printed_name}",
        "keywords": [heading, certificate.number],
        "issuer_lines": issuer.name.split(" – "),
        "number": _number(certificate),
        "name": breakable(achievement.printed_name),
        "holder_lines": holder_lines(achievement),
        "title": breakable(achievement.title),
        "extent": _extent(achievement),
        "place_and_date": f"{issuer.city}, {long_date(local_day(certificate, certificate.awarded_at))}",
        "signers": [asdict(signer) for signer in achievement.signed_by()],
        "valid": _valid(achievement),
        "closing": achievement.closing,
        "code": code,
        "check_at": address.partition("://")[2],
        "claim": CLAIMS[level],
        **proof_drawing(address, statement),
        "qr_alt": f"Kode QR ke {address}",
        "domains": list(achievement.domains),
        **_table(achievement),
    }


def heading_of(achievement: Achievement) -> str:
    """Return what the paper is called: the programme's own words, or those of its kind."""
    return achievement.heading or HEADINGS[Certificate.Kind(achievement.kind)]


def verification_address(certificate: Certificate) -> str:
    """Return the public address that the QR leads to."""
    base = certificate.snapshot["issuer"]["base_url"].rstrip("/")
    return f"{base}/v/{certificate.code}"


def breakable(text: str) -> str:
    """Let a line break inside a run of letters that is too long for any line."""
    return " ".join(
        BREAK_HERE.join(
            word[start : start + LONGEST_UNBROKEN]
            for start in range(0, len(word), LONGEST_UNBROKEN)
        )
        for word in text.split()
    )


def _number(certificate: Certificate) -> str:
    """Return the number, and which version it is once there was a correction."""
    if certificate.version == 1:
        return certificate.number
    return f"{certificate.number} (versi {certificate.version})"


def holder_lines(achievement: Achievement) -> list[str]:
    """Return what stands below the name: the masked number, then position and unit."""
    place = ", ".join(filter(None, (achievement.position, achievement.unit_name)))
    return [line for line in (achievement.holder_number_masked, place) if line]


def _extent(achievement: Achievement) -> str:
    days = date_range(achievement.started_on, achievement.finished_on)
    return f"{lesson_hours(achievement.jp)} (JP), {days}" if achievement.jp else days


def _valid(achievement: Achievement) -> str:
    last = achievement.valid_until
    return f"Berlaku sampai {long_date(last)}." if last else ""


def _table(achievement: Achievement) -> dict[str, Value]:
    """Return rows and totals, with a column only for what some row has."""
    materials = achievement.materials
    columns = [
        (name, attribute)
        for name, attribute in (("Menit", "minutes"), ("JP", "jp"))
        if any(getattr(material, attribute) for material in materials)
    ]
    return {
        "materials_heading": "Materi dan jam pelajaran" if achievement.jp else "Materi",
        "amount_names": [name for name, _ in columns],
        "materials": [
            {
                "title": material.title,
                "amounts": [str(getattr(material, attribute)) for _, attribute in columns],
            }
            for material in materials
        ],
        "total_name": f"Jumlah: {lesson_hours(achievement.jp)}" if achievement.jp else "Jumlah",
        "totals": [
            str(sum(getattr(material, attribute) for material in materials))
            for _, attribute in columns
        ],
    }
