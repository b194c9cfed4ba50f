"""One question of every kind, for the tests."""

from decimal import Decimal

from courses.quizzes.domain.specs import (
    AreaSpec,
    BlankSpec,
    GroupSpec,
    NumericKey,
    OptionSpec,
    PairSpec,
    QuestionSpec,
    RubricRow,
    TextKey,
)
from tests.courses.quizzes.making import ORDERING, SEVERAL, SINGLE, TRUE_FALSE

NUMERIC = QuestionSpec(
    ref="K-05",
    kind="numeric",
    text_html="<p>Berapa ukuran berkasnya?</p>",
    numeric=(
        NumericKey(Decimal("1.5"), Decimal("0.05"), "GB"),
        NumericKey(Decimal(1500), Decimal(50), "MB"),
    ),
    feedback="UMPAN-angka",
)
SHORT = QuestionSpec(
    ref="K-06",
    kind="short",
    text_html="<p>Apa akhir alamat instansi pemerintah?</p>",
    text_key=TextKey((".go.id", "KUNCI-go.id"), typing_mistakes=1),
    feedback="UMPAN-teks",
)
MATCHING = QuestionSpec(
    ref="K-07",
    kind="matching",
    text_html="<p>Pasangkan urusan dengan tempatnya.</p>",
    pairs=(
        PairSpec("p1", "KTP", "Dukcapil"),
        PairSpec("p2", "Pajak kendaraan", "Samsat"),
        PairSpec("p3", "Kartu keluarga", "Dukcapil"),
        PairSpec("p4", "", "Bank"),
    ),
    partial="share",
    feedback="UMPAN-pasang",
)
BLANKS = QuestionSpec(
    ref="K-08",
    kind="blanks",
    text_html="<p>Lengkapi kalimatnya.</p>",
    blank_text="<p>Kode OTP adalah [[satu]] milik Anda. Jangan [[dua]] kepada siapa pun.</p>",
    blanks=(
        BlankSpec("satu", ("rahasia", "KUNCI-rahasia")),
        BlankSpec("dua", ("diberikan",), ("diberikan", "disimpan", "dihapus")),
    ),
    partial="share",
    feedback="UMPAN-rumpang",
)
CATEGORISE = QuestionSpec(
    ref="K-09",
    kind="categorise",
    text_html="<p>Kelompokkan pesan ini.</p>",
    groups=(GroupSpec("aman", "Aman"), GroupSpec("tipu", "Penipuan")),
    options=(
        OptionSpec("a", "Minta OTP", group="tipu", feedback="UMPAN-otp"),
        OptionSpec("b", "Jadwal posyandu", group="aman"),
        OptionSpec("c", "Hadiah undian", group="tipu"),
    ),
    partial="share",
    feedback="UMPAN-kelompok",
)
HOTSPOT = QuestionSpec(
    ref="K-10",
    kind="hotspot",
    text_html="<p>Tunjuk bagian yang mencurigakan.</p>",
    picture="/media/surat.svg",
    picture_alt="Layar HP dengan pesan dan alamat.",
    picture_size=(400, 800),
    areas=(
        AreaSpec("a1", "circle", (500, 250, 100), "KUNCI-alamat", correct=True),
        AreaSpec("a2", "rect", (0, 600, 1000, 1000), "KUNCI-kaki", correct=False),
        AreaSpec("a3", "polygon", (0, 0, 200, 0, 0, 200), "KUNCI-sudut", correct=True),
    ),
    feedback="UMPAN-tunjuk",
)
ESSAY = QuestionSpec(
    ref="K-11",
    kind="essay",
    text_html="<p>Tulis jawaban untuk aduan ini.</p>",
    rubric=(
        RubricRow("r1", "Sopan", ((0, "UMPAN-kasar"), (2, "UMPAN-sopan"))),
        RubricRow("r2", "Jelas", ((0, "UMPAN-kabur"), (1, "UMPAN-cukup"), (3, "UMPAN-jelas"))),
    ),
    max_words=20,
    partial="share",
    feedback="UMPAN-esai",
)
NEW_KINDS = (NUMERIC, SHORT, MATCHING, BLANKS, CATEGORISE, HOTSPOT, ESSAY)
EVERY_KIND = (SINGLE, SEVERAL, TRUE_FALSE, ORDERING, *NEW_KINDS)
