"""The rules of a quiz that most do without: they travel whole, and leave other files as they are."""

from datetime import UTC, datetime

import pytest

from cms.starter.errors import PackageError
from cms.starter.quizzes import read_quiz, write_quiz

PLAIN = """kuis: W6-akhir
judul: Cek Aman
petunjuk: Dua pertanyaan.
kunci: 3f2b0c1e-5f0a-4b7e-9d56-0d1f2a3b4c5d
mode: tes
umpan: tidak
lulus_persen: 75
percobaan:
jeda_jam:
{rules}soal:
- id: W6-01
  jenis: benar_salah
  tingkat: mudah
  tanya: Kode OTP boleh dibagikan.
  jawab: salah
  umpan: Salah.
"""
RULES = """menit: 30
buka: '2026-12-01T01:00:00+00:00'
tutup: '2026-12-02T01:00:00+00:00'
ambil_mudah: 3
ambil_sulit: 2
"""


def test_times_and_draws_are_read_and_written():
    quiz = read_quiz(PLAIN.format(rules=RULES), "W6/quiz.yaml")
    assert (quiz.feedback, quiz.minutes_allowed, quiz.draw_easy, quiz.draw_medium) == (
        "never",
        30,
        3,
        None,
    )
    assert quiz.opens_at == datetime(2026, 12, 1, 1, tzinfo=UTC)
    assert read_quiz(write_quiz(quiz), "W6/quiz.yaml") == quiz


def test_a_quiz_without_them_is_written_without_them():
    quiz = read_quiz(PLAIN.format(rules=""), "W6/quiz.yaml")
    written = write_quiz(quiz)
    assert all(name not in written for name in ("menit", "buka", "tutup", "ambil"))


def test_a_moment_that_is_none_is_refused_with_an_example():
    with pytest.raises(PackageError) as told:
        read_quiz(PLAIN.format(rules="buka: besok\n"), "W6/quiz.yaml")
    assert "2026-12-01T08:00" in str(told.value)
