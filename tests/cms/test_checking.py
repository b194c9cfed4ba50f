"""What the editor is told of a lesson, and what waits on the first page."""

from datetime import timedelta

import pytest
from django.utils import timezone
from wagtail.models import Page

from cms.checking.attention import matters_for
from cms.checking.jargon import find_jargon
from cms.checking.lessons import check_lesson
from cms.checking.readability import LIX_LIMITS, measure, sentences_of, strictest
from courses.people.models import Role
from tests.cms.making import SPOT, make_card, make_course, make_lesson, make_picture
from tests.people import make_person

HARD = (
    "<p>Penyelenggaraan pelayanan administrasi kependudukan berbasis elektronik dilaksanakan berdasarkan "
    "ketentuan peraturan perundang-undangan yang mengatur pelindungan kerahasiaan data masyarakat.</p>"
)


def test_lix_is_words_a_sentence_plus_percent_of_long_words():
    # 8 words in 2 sentences; "membaca" and "gembira" have seven letters: 4 + 25.
    found = measure(["Ibu membaca di kebun. Ia gembira sekali hari"])
    assert (found.words, found.sentences, found.lix) == (8, 2, 29.0)
    assert found.longest_words == 4


def test_a_text_without_words_measures_nothing():
    assert measure(["", "…", "!!!"]) == measure([])


def test_a_paragraph_without_a_full_stop_is_a_sentence():
    assert sentences_of("Gratis") == ["Gratis"]
    assert sentences_of('Ia berkata, "Jangan." Lalu pergi.') == [
        'Ia berkata, "Jangan.',
        "Lalu pergi.",
    ]


def test_the_limit_is_that_of_the_readers_who_need_it_most():
    assert strictest(["asn", "warga"], LIX_LIMITS) == 40
    assert strictest(["asn"], LIX_LIMITS) == 55
    assert strictest([], LIX_LIMITS) == 40


def test_jargon_is_found_as_whole_words_with_what_to_write_instead():
    assert find_jargon("Silakan LOGIN lalu download berkas. Loginnya tidak.") == {
        "login": "masuk",
        "download": "unduh, simpan ke HP",
    }


@pytest.mark.django_db
def test_a_poor_lesson_is_told_what_to_mend():
    lesson = make_lesson(make_course(), body=[("text", HARD + "<p>Silakan login.</p>")], source="")
    sentences = [
        finding.sentence for finding in check_lesson(lesson, ["warga"]) if not finding.is_fine
    ]
    told = " ".join(sentences)
    for words in ("LIX", "login", "latihan", "tatap muka", "Sumber"):
        assert words in told


@pytest.mark.django_db
def test_a_good_lesson_has_nothing_left_to_mend():
    picture = {"picture": make_picture(), "alt": "HP di meja", "caption": ""}
    lesson = make_lesson(
        make_course(),
        body=[
            ("text", "<p>Jaga OTP Anda. OTP itu kunci.</p>"),
            ("picture", picture),
            ("practice_spot", SPOT),
            ("remember", {"points": ["<p>Gratis.</p>"]}),
            ("face_to_face", {"text": "<p>Datang ke balai desa.</p>"}),
        ],
        checked_on=timezone.localdate(),
    )
    assert [
        finding.sentence for finding in check_lesson(lesson, ["warga"]) if not finding.is_fine
    ] == []


@pytest.mark.django_db
def test_a_card_that_is_still_a_draft_is_told():
    card = make_card(name="Antrean")
    card.unpublish()
    lesson = make_lesson(make_course(), body=[("service_card", {"card": card})])
    assert any("Antrean" in finding.sentence for finding in check_lesson(lesson, ["warga"]))


@pytest.mark.django_db
def test_hard_lessons_and_old_drafts_wait_on_the_first_page():
    lesson = make_lesson(make_course(), title="Pelajaran sulit", body=[("text", HARD)])
    Page.objects.filter(pk=lesson.pk).update(
        has_unpublished_changes=True, latest_revision_created_at=timezone.now() - timedelta(days=31)
    )
    matters = matters_for(make_person("Yuliana", Role.EDITOR))
    assert [(matter.count, matter.links[0][0]) for matter in matters] == [
        (1, "Pelajaran sulit"),
        (1, "Pelajaran sulit"),
    ]


@pytest.mark.django_db
def test_a_lesson_sent_for_review_waits_for_the_reviewer():
    lesson = make_lesson(make_course())
    lesson.save_revision()
    lesson.get_workflow().start(lesson, make_person("Yuliana", Role.EDITOR))
    assert matters_for(make_person("Rani", Role.EDITOR)) == []
    [matter] = matters_for(make_person("Agus", Role.REVIEWER))
    assert matter.links == (("Pelajaran satu", f"/cms/pages/{lesson.pk}/edit/"),)
