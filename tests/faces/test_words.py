"""The voice of the site: forbidden words, with what to say instead, over templates and translations."""

import re

import pytest
from babel.messages.pofile import read_po
from django.conf import settings

from cms.checking.readability import measure

LOCALE = settings.BASE_DIR / "locale" / "id"
TEMPLATES = settings.BASE_DIR / "templates"

# What a calm neighbour who works at the office does not say, and what he says.
INSTEAD = {
    r"login|log in|sign in": "Masuk",
    r"logout|log out|sign out": "Keluar",
    r"submit|disubmit": "Kirim",
    r"download|didownload": "Simpan ke HP / Unduh",
    r"upload|diupload": "Kirim berkas",
    r"dashboard|dasbor": "Belajar Saya",
    r"progress|progres": "2 dari 5 pelajaran selesai",
    r"username": "nama pengguna",
    r"password": "kata sandi",
    r"error": "ada gangguan",
    r"session|sesi anda": "Anda keluar otomatis supaya aman",
    r"offline|online": "tidak ada sinyal / tersambung",
    r"stakeholder|stakeholders": "pihak terkait",
    r"onboarding": "perkenalan",
    r"user|users": "pengguna / warga",
    r"fitur": "bagian",
    r"konten": "isi",
    r"mudah sekali|sangat mudah": "(katakan caranya)",
    r"cukup klik|klik": "tekan",
    r"gagal": "belum (terkirim, lulus, cocok)",
    r"invalid|tidak valid": "belum cocok, dan apa yang diharapkan",
    r"password salah|kata sandi salah": "belum cocok",
    r"quiz": "kuis",
    r"link": "tautan",
    r"email anda wajib": "nama pengguna atau nomor HP cukup",
}
FORBIDDEN = re.compile(
    "|".join(rf"(?P<w{number}>\b(?:{words})\b)" for number, words in enumerate(INSTEAD)),
    re.IGNORECASE,
)


def translations() -> list[tuple[str, str]]:
    """Return where each Indonesian sentence stands, and the sentence."""
    found = []
    for path in sorted((LOCALE / "parts").glob("*.po")):
        for message in read_po(path.open("rb"), locale="id"):
            if message.id:
                text = message.string if isinstance(message.string, str) else message.string[0]
                found.append(
                    (f"{path.name}: {text}", re.sub(r"%\(\w+\)s|\{\w+\}|<[^>]+>", "", text))
                )
    return found


def complaints(sentences: list[tuple[str, str]]) -> list[str]:
    """Return each forbidden word with what to say instead."""
    remedies = list(INSTEAD.values())
    return [
        f"“{match[0]}” → {remedies[int(str(match.lastgroup)[1:])]} in {place}"
        for place, text in sentences
        for match in FORBIDDEN.finditer(text)
    ]


def test_translations_keep_the_voice():
    assert complaints(translations()) == []


def test_templates_keep_the_voice_where_they_speak_indonesian_themselves():
    plain = [
        (str(path.relative_to(TEMPLATES)), only_words(path.read_text()))
        for path in sorted(TEMPLATES.rglob("*.html"))
        if "wagtailadmin" not in path.parts
    ]
    assert complaints(plain) == []


@pytest.mark.parametrize(
    "sentence", ["Silakan login dulu", "Kuis gagal", "Klik di sini", "Password salah"]
)
def test_a_forbidden_word_is_found(sentence):
    assert complaints([("x", sentence)]) != []


def test_a_word_inside_another_is_no_complaint():
    assert complaints([("x", "Kami mengonlinekan? Tidak. Linkungan, usernya")]) == []


def only_words(template: str) -> str:
    """Return what a template says by itself: no tags of Django, no HTML, no attributes."""
    template = re.sub(r"{% comment %}.*?{% endcomment %}|{#.*?#}", " ", template, flags=re.DOTALL)
    template = re.sub(r"{% blocktranslate.*?endblocktranslate %}", " ", template, flags=re.DOTALL)
    template = re.sub(r"{%.*?%}|{{.*?}}", " ", template, flags=re.DOTALL)
    return re.sub(r"""<[^>]*>|[\w-]+="[^"]*\"""", " ", template)


# The parts that citizens and pupils read; those of editors and offices may be harder.
FOR_EVERYBODY = ["faces", "films", "learning", "quizzes", "certificates", "people", "house"]
HARDEST = 40


@pytest.mark.parametrize("part", FOR_EVERYBODY)
def test_the_sentences_of_the_interface_are_easy_to_read(part):
    sentences = [
        text
        for place, text in translations()
        if place.startswith(f"{part}.po") and text.rstrip().endswith((".", "!", "?"))
    ]

    assert measure(sentences).lix < HARDEST


def test_a_hard_sentence_counts_as_hard():
    sentence = "Permohonan penyelenggaraan pelayanan administrasi kependudukan diselenggarakan."
    assert measure([sentence]).lix > HARDEST
