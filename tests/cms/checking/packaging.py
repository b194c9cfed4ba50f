"""Small packages in a folder of their own, to be broken by tests."""

import shutil
from pathlib import Path

from django.conf import settings

from cms.checking.packages.report import check_packages

STARTER = settings.BASE_DIR / "cms" / "starter"
EXAM = """kode: UJI
judul: Ujian Kecil
butir: 1
menit: 10
lulus_persen: 75
lulus_domain:
  3: 70
percobaan: 3
jeda_jam:
- 24
prasyarat:
- W3
penjajakan_persen: 80
cetak_biru:
- domain: 3
  ingat: 1
  terapkan: 0
  analisis: 0
  sumber:
  - W3
"""
ITEM = """- id: D3-00{number}
  jenis: tunggal
  tingkat: mudah
  domain: 3
  bloom: ingat
  pelajaran: W3/status-peserta
  tanya: {question}
  pilihan:
  - teks: {right}
    benar: true
    umpan: Tepat.
  - teks: {wrong}
    benar: false
    umpan: Bukan itu.
  alasan: Begitulah adanya.
"""
ITEMS = (
    ("Kapan nomor antrean diambil?", "Sehari sebelumnya", "Setelah pulang"),
    ("Siapa pemilik kabar sakit?", "Orang yang sakit itu", "Tetangga di sebelah"),
    (
        "Apa gunanya membaca jam di layar?",
        "Supaya datang tepat waktu",
        "Supaya HP tidak habis daya",
    ),
    ("Mengapa kartu perlu aktif?", "Agar biaya ditanggung", "Agar lebih enak dilihat"),
)


def make_packages(folder: Path) -> Path:
    """Return a folder with the course W3, the service cards, and an exam of one question."""
    for name in ("W3", "layanan"):
        shutil.copytree(STARTER / name, folder / name)
    (folder / "UJI").mkdir()
    (folder / "UJI" / "exam.yaml").write_text(EXAM)
    items = [
        ITEM.format(number=number, question=question, right=right, wrong=wrong)
        for number, (question, right, wrong) in enumerate(ITEMS, start=1)
    ]
    (folder / "UJI" / "bank-3.yaml").write_text("soal:\n" + "".join(items))
    return folder


def change(file: Path, old: str, new: str) -> None:
    """Replace the first of these words, which must be there."""
    text = file.read_text()
    assert old in text
    file.write_text(text.replace(old, new, 1))


def found(folder: Path) -> list[tuple[str, str, str]]:
    """Return severity, code and file of what is found, but for the dates that nobody has filled in."""
    return [
        (str(finding.severity), finding.code, finding.file)
        for finding in check_packages(folder).findings
        if finding.code != "course.unchecked"
    ]
