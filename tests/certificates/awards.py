"""Awards for tests: a civil servant's training unless something else is asked for."""

from datetime import date
from typing import Any

from certificates.domain.achievement import Achievement, Issuer, Material
from courses.people.models import User

ISSUER = Issuer(
    name="Pemerintah Kabupaten Lampung Utara – BKPSDM",
    city="Kotabumi",
    signer_name="Drs. Contoh Penanda Tangan, M.M.",
    signer_position="Kepala BKPSDM Kabupaten Lampung Utara",
    base_url="https://literasi.example.go.id",
    time_zone="Asia/Jakarta",
    unit="BKPSDM",
)
MATERIALS = (
    Material("Mengapa kantor kita jadi sasaran", minutes=15),
    Material("Kata sandi dan MFA", jp=1, minutes=45),
    Material("Data pribadi umum dan spesifik", jp=4, minutes=180),
)


def a_person(username: str = "pegawai", **changes: Any) -> User:
    """Make a person with an account."""
    return User.objects.create_user(
        username=username,
        password="kopi-robusta-lampung",
        **{"display_name": "Sri Wahyuni", "title_after": "S.Kom.", **changes},
    )


def an_achievement(holder: User | None = None, **changes: Any) -> Achievement:
    """Return five JP of training for this person."""
    return Achievement(
        **{
            "person_id": str(holder.public_id)
            if holder
            else "00000000-0000-4000-8000-000000000001",
            "achievement_key": "course:A3",
            "title": "Keamanan Informasi dan Pelindungan Data Pribadi",
            "kind": "training",
            "holder_name": holder.display_name if holder else "Sri Wahyuni",
            "holder_titles_before": holder.title_before if holder else "",
            "holder_titles_after": holder.title_after if holder else "S.Kom.",
            "holder_number_masked": "NIP •••••••••••••• 1001",
            "unit_name": "Kecamatan Abung Barat",
            "position": "Pengelola Layanan",
            "jp": 5,
            "minutes": 225,
            "started_on": date(2026, 11, 2),
            "finished_on": date(2026, 11, 20),
            "materials": MATERIALS,
            "domains": ("Etika & keamanan digital",),
            "evidence": {"score": 14, "total": 15},
            "issuer": ISSUER,
            **changes,
        }
    )
