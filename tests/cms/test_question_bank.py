"""The question bank in the admin: write, review by a second person, look back, find, retire."""

from dataclasses import replace

import pytest
from django.urls import reverse
from django.utils import translation

from cms.blocks.questions import KINDS
from cms.checking.questions_waiting import question_matters
from cms.editors.question_forms import QuestionForm, _raw
from cms.founding import set_up_site
from cms.questions import question_spec_of
from courses.people.models import Role
from courses.quizzes.domain.checking import QuizNotPublishable
from courses.quizzes.domain.comparing import Bit, bits_between
from courses.quizzes.domain.editing import save_question
from courses.quizzes.domain.publishing import publish_quiz
from courses.quizzes.domain.questions import publish_questions
from courses.quizzes.domain.reviewing import ReviewRefused, approve_questions
from courses.quizzes.domain.specs import BankedQuestion
from courses.quizzes.models import (
    Question,
    QuestionBank,
    QuestionReview,
    QuestionStatistics,
    QuestionVersion,
)
from tests.courses.quizzes.kinds import EVERY_KIND
from tests.courses.quizzes.making import SINGLE, course_with_a_quiz, quiz_spec
from tests.people import make_person as person_named
from tests.people import sign_in_as_staff as sign_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _site():
    set_up_site()


def person(role):
    return person_named(role=role)


@pytest.fixture
def author():
    return person(role=Role.EDITOR)


@pytest.fixture
def reviewer():
    return person(role=Role.REVIEWER)


@pytest.fixture
def bank():
    return QuestionBank.objects.create(code="BANK-1", title="Bank satu")


@pytest.fixture
def question(bank, author):
    return save_question(bank, SINGLE, author).question


def page(client, name, *args, **data):
    return client.get(reverse(name, args=args), data)


# --- Writing --------------------------------------------------------------------------------------


@pytest.mark.parametrize("spec", EVERY_KIND, ids=lambda spec: spec.kind)
def test_a_question_of_every_kind_comes_out_of_its_form_as_it_went_in(spec):
    """Ids of entries stay; what is sorted into groups stands by group; the picture is of the library."""
    block = KINDS[spec.kind]()
    again = question_spec_of(spec.kind, block.normalize(block.to_python(_raw(spec))))
    options = spec.options
    if spec.groups:
        in_order = [group.id for group in spec.groups]
        options = tuple(
            replace(option, feedback="")
            for option in sorted(options, key=lambda option: in_order.index(option.group))
        )
    stays = {"picture": spec.picture, "picture_size": spec.picture_size}
    assert replace(again, **stays) == replace(spec, options=options)


def test_every_kind_has_a_form_to_write_it_in(client, bank, author):
    sign_in(client, author)
    codes = [page(client, "question_new", bank.pk, kind).status_code for kind in KINDS]
    assert codes == [200] * len(KINDS)


def posted(form):
    """Return what a browser posts of a question of one answer."""
    block, value = form.block, form.initial["question"]
    data = {
        "question-ref": value["ref"],
        "question-text": "Kata yang lain?",
        "question-more": "null",
    }
    for name in ("alt", "feedback", "difficulty", "bloom", "pilar", "domain", "element"):
        data[f"question-{name}"] = value[name] or ""
    for name in ("kka_element", "competency", "lesson_slug", "reason", "picture"):
        data[f"question-{name}"] = ""
    options = value["options"].bound_blocks
    data["question-options-count"] = str(len(options))
    for place, option in enumerate(options):
        start = f"question-options-{place}"
        data |= {f"{start}-deleted": "", f"{start}-order": str(place), f"{start}-id": option.id}
        data |= {f"{start}-value-text": option.value["text"], f"{start}-value-feedback": ""}
        if option.value["correct"]:
            data[f"{start}-value-correct"] = "on"
    assert block is not None
    return data


def test_a_changed_question_is_a_new_version_by_its_author_with_the_same_ids(
    client, question, author
):
    sign_in(client, author)
    form = QuestionForm("single", spec=SINGLE)
    answer = client.post(reverse("question", args=[question.pk]), posted(form))
    assert answer.status_code == 302
    first, second = question.versions.order_by("number")
    assert (second.number, second.drafted_by) == (2, author)
    assert second.content["heading"] == "Kata yang lain?"
    assert second.key["answer"] == first.key["answer"]
    assert Question.objects.get().current == second


def test_a_faulty_question_is_refused_with_a_sentence_and_changes_nothing(client, question, author):
    sign_in(client, author)
    data = posted(QuestionForm("single", spec=SINGLE))
    data.pop("question-options-1-value-correct")
    answer = client.post(reverse("question", args=[question.pk]), data)
    assert "T-01" in answer.content.decode()
    assert "help-critical" in answer.content.decode()
    assert QuestionVersion.objects.count() == 1


# --- Reviewing ------------------------------------------------------------------------------------


def reviewed(client, question, verdict="approved", note=""):
    data = {"version": str(question.current_id), "verdict": verdict, "note": note}
    return client.post(reverse("question_review", args=[question.pk]), data)


def test_a_second_person_lets_a_question_certify(client, question, reviewer):
    sign_in(client, reviewer)
    reviewed(client, question)
    version = QuestionVersion.objects.get()
    assert (version.reviewed_by, QuestionReview.objects.get().verdict) == (reviewer, "approved")


def test_nobody_reviews_what_they_wrote_not_even_an_administrator(client, bank):
    admin = person(role=Role.ADMIN)
    own = save_question(bank, SINGLE, admin).question
    sign_in(client, admin)
    reviewed(client, own)
    assert (QuestionReview.objects.count(), own.current.reviewed_at) == (0, None)
    assert 'name="verdict"' not in page(client, "question", own.pk).content.decode()


def test_sending_back_takes_a_word_and_does_not_certify(client, question, reviewer):
    sign_in(client, reviewer)
    reviewed(client, question, "returned")
    assert QuestionReview.objects.count() == 0
    reviewed(client, question, "returned", "Pilihan kedua terlalu panjang.")
    assert QuestionReview.objects.get().note == "Pilihan kedua terlalu panjang."
    assert QuestionVersion.objects.get().reviewed_at is None


def test_a_new_version_has_to_be_reviewed_again(client, question, author, reviewer):
    sign_in(client, reviewer)
    reviewed(client, question)
    save_question(question.bank, replace(SINGLE, text_html="<p>Lain?</p>"), author, question)
    question.refresh_from_db()
    assert question.current.reviewed_at is None


def test_a_review_of_an_older_version_is_not_taken(client, question, author, reviewer):
    sign_in(client, reviewer)
    old = Question.objects.get()
    save_question(old.bank, replace(SINGLE, text_html="<p>Lain?</p>"), author, old)
    reviewed(client, question)
    assert QuestionReview.objects.count() == 0


def test_many_are_read_on_one_page_and_only_what_was_ticked_may_certify(client, bank, reviewer):
    publish_questions(bank, [replace(SINGLE, ref=f"B-{number}") for number in range(3)])
    sign_in(client, reviewer)
    address = reverse("question_bank_review", args=[bank.pk])
    asked = [version for version, _spec in client.get(address).context["asked"]]
    assert [version.question.ref for version in asked] == ["B-0", "B-1", "B-2"]
    client.post(address, {"version": [asked[0].pk, asked[2].pk]})
    read = Question.objects.filter(current__reviewed_by=reviewer).order_by("ref")
    assert [question.ref for question in read] == ["B-0", "B-2"]
    assert QuestionReview.objects.filter(reviewer=reviewer, verdict="approved").count() == 2
    assert client.get(address).context["total"] == 1


def test_many_at_once_is_no_way_to_approve_ones_own_or_what_was_changed(
    client, bank, author, reviewer
):
    admin = person(role=Role.ADMIN)
    own = save_question(bank, SINGLE, admin)
    old = save_question(bank, replace(SINGLE, ref="B-2"), author)
    save_question(bank, replace(SINGLE, ref="B-2", text_html="<p>Lain?</p>"), author, old.question)
    assert approve_questions(bank, [own.pk, old.pk], admin) == 0
    sign_in(client, admin)
    address = reverse("question_bank_review", args=[bank.pk])
    client.post(address, {"version": [own.pk]})
    sign_in(client, author)
    assert client.post(address, {"version": [own.pk]}).status_code in {302, 403}
    with pytest.raises(ReviewRefused):
        approve_questions(bank, [own.pk], author)
    assert QuestionVersion.objects.filter(reviewed_at__isnull=False).count() == 0


def test_reading_many_costs_the_same_for_one_question_and_three(
    client, bank, reviewer, django_assert_num_queries
):
    sign_in(client, reviewer)
    address = reverse("question_bank_review", args=[bank.pk])
    publish_questions(bank, [SINGLE])
    client.get(address)
    with django_assert_num_queries(COST_OF_READING):
        client.get(address)
    publish_questions(bank, [replace(SINGLE, ref="B-2"), replace(SINGLE, ref="B-3")])
    with django_assert_num_queries(COST_OF_READING):
        client.get(address)


COST_OF_READING = 27


def test_named_owners_and_reviewers_are_the_only_ones(client, bank, question, author, reviewer):
    bank.owners.add(person(role=Role.EDITOR))
    bank.reviewers.add(person(role=Role.REVIEWER))
    sign_in(client, author)
    client.post(
        reverse("question", args=[question.pk]), posted(QuestionForm("single", spec=SINGLE))
    )
    client.post(reverse("question_retire", args=[question.pk]))
    assert (QuestionVersion.objects.count(), Question.objects.in_use().count()) == (1, 1)
    sign_in(client, reviewer)
    reviewed(client, question)
    assert QuestionReview.objects.count() == 0


@pytest.mark.parametrize("role", [Role.TEACHER, Role.CIVIL_SERVANT, Role.CITIZEN, Role.TRAINER])
def test_others_never_see_a_question_with_its_key(client, bank, question, role):
    sign_in(client, person(role=role))
    addresses = [
        reverse("question_banks"),
        reverse("question_bank", args=[bank.pk]),
        reverse("question", args=[question.pk]),
        reverse("question_history", args=[question.pk]),
    ]
    for address in addresses:
        answer = client.get(address)
        assert answer.status_code in {302, 403}
        assert b"UMPAN" not in answer.content


# --- Using ----------------------------------------------------------------------------------------


def quiz_with(question, code="X9"):
    parts = (BankedQuestion(question.pk, question.ref),)
    return publish_quiz(quiz_spec(course_with_a_quiz(code), questions=parts, pass_count=1))


def test_a_practice_may_use_a_question_at_once_and_a_test_only_when_it_was_reviewed(question):
    assert quiz_with(question).items.get().question == question.current
    parts = (BankedQuestion(question.pk, question.ref),)
    rules = {"questions": parts, "pass_count": 1, "mode": "test", "feedback": "after"}
    test = quiz_spec(course_with_a_quiz("X8"), **rules)
    with pytest.raises(QuizNotPublishable) as refusal:
        publish_quiz(test)
    assert "T-01" in refusal.value.sentences[0]


def test_the_page_of_a_question_names_who_uses_it(client, question, author):
    quiz_with(question)
    sign_in(client, author)
    assert "X9: Cek akhir" in page(client, "question", question.pk).content.decode()


def test_a_retired_question_is_not_chosen_any_more(client, question, author):
    sign_in(client, author)
    client.post(reverse("question_retire", args=[question.pk]))
    with pytest.raises(QuizNotPublishable):
        quiz_with(question, "X5")
    client.post(reverse("question_retire", args=[question.pk]))
    assert quiz_with(question).items.count() == 1


def test_questions_of_banks_are_offered_to_the_editor_of_a_page(client, bank, author):
    publish_questions(bank, [SINGLE])
    sign_in(client, author)
    offered = page(client, "question_chooser:choose_results", q="OTP").content.decode()
    assert "T-01" in offered
    assert "T-01" not in page(client, "question_chooser:choose_results", q="gajah").content.decode()


# --- Finding, and looking back --------------------------------------------------------------------


def test_questions_are_found_by_words_and_tags(client, bank, author):
    tagged = replace(SINGLE, ref="B-2", tags={"domain": 3, "bloom": "terapkan", "pilar": "aman"})
    publish_questions(bank, [SINGLE, tagged])
    sign_in(client, author)

    def found(**asked):
        answer = page(client, "question_bank", bank.pk, **asked)
        return [question.ref for question in answer.context["page"]]

    assert found() == ["B-2", "T-01"]
    assert found(q="kode otp") == ["B-2", "T-01"]
    assert found(q="B-2") == ["B-2"]
    assert found(domain="3", pilar="aman") == ["B-2"]
    assert found(bloom="ingat") == []
    assert found(state="reviewed") == []
    assert found(kind="essay") == []


def test_a_bank_costs_the_same_for_one_question_and_three(
    client, bank, author, django_assert_num_queries
):
    sign_in(client, author)
    publish_questions(bank, [SINGLE])
    page(client, "question_bank", bank.pk)
    with django_assert_num_queries(COST):
        page(client, "question_bank", bank.pk)
    publish_questions(bank, [replace(SINGLE, ref="B-2"), replace(SINGLE, ref="B-3")])
    with django_assert_num_queries(COST):
        page(client, "question_bank", bank.pk)


COST = 32


def test_the_history_shows_what_changed_in_words(client, question, author):
    changed = replace(
        SINGLE, text_html="<p>Seseorang meminta PIN. Apa yang Anda lakukan?</p>", feedback="Baru."
    )
    save_question(question.bank, changed, author, question)
    sign_in(client, author)
    text = page(client, "question_history", question.pk).content.decode()
    assert "<del>kode</del>" in text.replace(" </del>", "</del>") or "<del>kode OTP.</del>" in text
    assert "<ins>PIN.</ins>" in text
    assert "<ins>Baru.</ins>" in text


def test_a_difference_is_told_in_whole_words():
    assert list(bits_between("satu dua tiga", "satu empat tiga")) == [
        Bit("satu "),
        Bit("dua", "removed"),
        Bit("empat", "added"),
        Bit(" tiga"),
    ]


# --- Banks ----------------------------------------------------------------------------------------


def test_a_bank_is_made_with_owners_and_reviewers(client, author, reviewer):
    sign_in(client, author)
    data = {"code": "B9", "title": "Baru", "owners": [author.pk], "reviewers": [reviewer.pk]}
    client.post(reverse("question_bank_new"), data)
    made = QuestionBank.objects.get(code="B9")
    assert (list(made.owners.all()), list(made.reviewers.all())) == ([author], [reviewer])


def test_a_bank_does_not_take_the_code_of_a_course(client, author):
    course_with_a_quiz("W6")
    sign_in(client, author)
    answer = client.post(reverse("question_bank_new"), {"code": "w6", "title": "Baru"})
    assert answer.status_code == 200
    assert QuestionBank.objects.filter(title="Baru").count() == 0


def test_questions_of_pages_are_not_changed_here(client, author):
    publish_quiz(quiz_spec(course_with_a_quiz("X7")))
    of_page = Question.objects.first()
    sign_in(client, author)
    assert page(client, "question", of_page.pk).status_code == 404
    assert page(client, "question_bank", of_page.bank_id).status_code == 404


def test_the_first_page_names_what_waits_for_whom(question, author, reviewer):
    def waits_for(somebody):
        return [(count, links) for _title, count, links in question_matters(somebody) if count]

    place = reverse("question", args=[question.pk])
    assert waits_for(reviewer) == [(1, [("Bank satu: T-01", place)])]
    assert waits_for(author) == []
    question.bank.reviewers.add(person(role=Role.REVIEWER))
    assert waits_for(reviewer) == []


def test_the_first_page_names_questions_that_do_badly_to_who_can_mend_them(
    question, author, reviewer
):
    QuestionStatistics.objects.create(
        version=question.current, answers=40, difficulty=0.97, flags=["too_easy", "weak"]
    )

    def poor(somebody):
        found = {str(title): links for title, _count, links in question_matters(somebody)}
        return found["Questions that do badly"]

    with translation.override("en"):
        words = "almost everybody knows it; does not tell who knows more"
        place = reverse("question", args=[question.pk])
        assert poor(author) == [(f"Bank satu: T-01: {words}", place)]
        assert poor(reviewer) == []
        question.bank.owners.add(person(role=Role.EDITOR))
        assert poor(author) == []
        assert len(poor(person(role=Role.ADMIN))) == 1
        mended = replace(SINGLE, text_html="<p>Lebih sulit?</p>")
        save_question(question.bank, mended, author, question)
        assert poor(person(role=Role.ADMIN)) == []
