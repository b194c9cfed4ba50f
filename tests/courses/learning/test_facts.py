from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from django.utils import timezone

from courses.catalogue.domain import outline_of, publish_outline
from courses.learning.domain import FactResult, progress_of, record_facts
from courses.learning.domain.event_log import new_event_id
from courses.learning.models import Enrolment, LearnerEvent
from tests.courses.catalogue.outlines import a_lesson, a_quiz, an_outline, key_of
from tests.courses.learning.facts import practised, read
from tests.courses.learning.statements import statements


@pytest.fixture
def w6(db):
    outline = an_outline("W6", a_lesson("otp"), a_lesson("apk", "tandai", "urutan"), a_quiz("kuis"))
    return publish_outline(outline).course


def statuses(results):
    return [result.status for result in results]


def test_the_first_fact_takes_up_its_course(sari, w6):
    fact = read("W6", "otp")

    results = record_facts(sari, [fact])

    assert results == [FactResult(str(fact.id), "ok")]
    assert list(Enrolment.objects.values_list("learner", "course")) == [(sari.pk, w6.pk)]
    assert sorted(LearnerEvent.objects.values_list("kind", flat=True)) == [
        "course.enrolled",
        "lesson.read",
    ]


def test_a_fact_sent_again_changes_nothing_and_is_called_a_duplicate(sari, w6):
    fact = practised("W6", "apk", "tandai", correct=4)
    record_facts(sari, [fact])
    before = Enrolment.objects.values().get()

    results = record_facts(sari, [fact, fact])

    assert statuses(results) == ["dup", "dup"]
    assert Enrolment.objects.values().get() == before


def test_the_same_fact_twice_in_one_batch_counts_once(sari, w6):
    fact = read("W6", "otp")

    assert statuses(record_facts(sari, [fact, fact])) == ["ok", "dup"]
    assert LearnerEvent.objects.filter(kind="lesson.read").count() == 1


def test_a_lesson_is_done_when_all_of_its_practices_are_done_in_any_order(sari, w6):
    record_facts(sari, [practised("W6", "apk", "urutan")])
    half = progress_of(sari, w6).lessons[1]
    record_facts(sari, [practised("W6", "apk", "tandai")])

    assert (half.is_done, half.practices_done) == (False, {"urutan"})
    assert progress_of(sari, w6).lessons[1].is_done


def test_saying_that_a_lesson_with_practices_is_understood_does_not_make_it_done(sari, w6):
    record_facts(sari, [read("W6", "apk")])

    assert not progress_of(sari, w6).lessons[1].is_done


def test_the_best_try_at_a_practice_is_kept_whichever_arrives_last(sari, w6):
    best = practised("W6", "apk", "tandai", correct=5)
    record_facts(sari, [best])
    record_facts(sari, [practised("W6", "apk", "tandai", correct=1)])

    kept = Enrolment.objects.get().results[str(key_of("apk"))]["practices"]["tandai"]
    assert (kept["correct"], kept["total"]) == (5, 5)


@pytest.mark.parametrize(
    ("fact", "sentence"),
    [
        (read("W9", "otp"), "We do not know this lesson."),
        (read("W6", "tidak-ada"), "We do not know this lesson."),
        (read("W6", "kuis"), "A quiz counts when it is passed."),
        (practised("W6", "apk", "buatan"), "This practice has changed."),
        (practised("W6", "apk", "tandai", correct=6, total=5), "The result of this practice"),
    ],
)
def test_what_cannot_be_true_is_rejected_with_a_sentence_and_the_rest_is_applied(
    sari, w6, settings, fact, sentence
):
    settings.LANGUAGE_CODE = "en"
    good = read("W6", "otp")

    results = record_facts(sari, [fact, good])

    assert statuses(results) == ["rejected", "ok"]
    assert results[0].message.startswith(sentence)
    assert list(LearnerEvent.objects.exclude(kind="course.enrolled").values_list("pk")) == [
        (good.id,)
    ]


def test_only_rejected_facts_take_up_no_course(sari, w6):
    record_facts(sari, [read("W6", "tidak-ada")])

    assert (Enrolment.objects.count(), LearnerEvent.objects.count()) == (0, 0)


def test_nobody_gets_what_another_account_has_done(sari, darto, w6):
    fact = practised("W6", "apk", "tandai")
    record_facts(sari, [fact])

    results = record_facts(darto, [fact])

    assert statuses(results) == ["rejected"]
    assert not Enrolment.objects.filter(learner=darto).exists()


def test_another_fact_under_a_used_id_is_rejected_and_not_swallowed(sari, w6):
    fact = practised("W6", "apk", "tandai")
    record_facts(sari, [fact])

    results = record_facts(sari, [replace(fact, body={**fact.body, "practice": "urutan"})])

    assert statuses(results) == ["rejected"]


def test_more_facts_than_a_batch_may_hold_are_refused(sari, w6):
    with pytest.raises(ValueError, match="At most 200"):
        record_facts(sari, [read("W6", "otp")] * 201)

    assert not LearnerEvent.objects.exists()


@pytest.mark.parametrize(
    "impossible", [datetime(1970, 1, 1, tzinfo=UTC), timezone.now() + timedelta(days=400)]
)
def test_a_phone_whose_clock_is_wrong_loses_nothing(sari, w6, impossible):
    record_facts(sari, [read("W6", "otp", occurred=impossible)])

    event = LearnerEvent.objects.get(kind="lesson.read")
    assert event.occurred_at == event.recorded_at


def test_facts_about_a_lesson_that_was_dropped_meanwhile_are_kept(sari, w6):
    late = practised("W6", "apk", "tandai")
    publish_outline(an_outline("W6", a_lesson("otp"), a_quiz("kuis")))

    assert statuses(record_facts(sari, [late])) == ["ok"]

    publish_outline(an_outline("W6", a_lesson("otp"), a_lesson("apk", "tandai"), a_quiz("kuis")))
    assert progress_of(sari, w6).lessons[1].is_done


def test_one_fact_costs_a_read_an_insert_and_a_write_the_first_one_too(sari, w6):
    outline_of(w6.current_id)
    with statements() as first:
        record_facts(sari, [read("W6", "otp")])
        del first[:]
    with statements() as of_first:
        record_facts(sari, [practised("W6", "apk", "tandai")])

    assert [statement.split()[0] for statement in of_first] == ["SELECT", "INSERT", "UPDATE"]


def test_taking_up_a_course_with_the_first_fact_costs_one_insert_in_place_of_the_write(sari, w6):
    outline_of(w6.current_id)
    with statements() as made:
        record_facts(sari, [read("W6", "otp")])

    assert [statement.split()[0] for statement in made] == ["SELECT", "INSERT", "INSERT"]


def test_two_hundred_facts_of_one_course_cost_what_one_does(sari, w6):
    outline_of(w6.current_id)
    batch = [practised("W6", "apk", "tandai", correct=number % 5) for number in range(200)]

    with statements() as made:
        results = record_facts(sari, batch)

    assert statuses(results) == ["ok"] * 200
    assert len(made) == 3


def test_ids_made_here_sort_by_time_and_are_uuids_of_version_7():
    made = [new_event_id() for _turn in range(50)]

    assert {each.version for each in made} == {7}
    assert {each.variant for each in made} == {"specified in RFC 4122"}
    assert len(set(made)) == 50
