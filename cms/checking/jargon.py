"""Words that keep people out, and what to write instead (the voice of the site)."""

import re

# The list is of words that are wrong wherever they stand; names and quotations are the editor's call.
INSTEAD = {
    "login": "masuk",
    "log in": "masuk",
    "sign in": "masuk",
    "logout": "keluar",
    "submit": "kirim",
    "download": "unduh, simpan ke HP",
    "mendownload": "mengunduh",
    "upload": "unggah",
    "mengupload": "mengunggah",
    "dashboard": "Belajar Saya",
    "quiz": "kuis",
    "username": "nama pengguna",
    "password": "kata sandi",
    "error": "gangguan",
    "offline": "tanpa sinyal",
    "stakeholder": "pihak terkait",
    "onboarding": "perkenalan",
    "user": "warga, pengguna",
    "fitur": "bagian",
    "konten": "isi",
    "link": "tautan",
    "email": "surel",
    "install": "pasang",
    "menginstall": "memasang",
    "update": "perbarui",
    "website": "situs",
    "scan": "pindai",
    "browser": "peramban",
    "invalid": "belum cocok",
    "gagal": "belum berhasil",
    "mudah sekali": "(hapus)",
    "cukup klik": "tekan",
    "sertifikat kompetensi": "sertifikat kelulusan",
}
PATTERN = re.compile(
    r"\b(" + "|".join(sorted(map(re.escape, INSTEAD), key=len, reverse=True)) + r")\b",
    re.IGNORECASE,
)


def find_jargon(text: str) -> dict[str, str]:
    """Return the words found, each with what to write instead."""
    return {
        word: INSTEAD[word]
        for word in dict.fromkeys(found.lower() for found in PATTERN.findall(text))
    }
