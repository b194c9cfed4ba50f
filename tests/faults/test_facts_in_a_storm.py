"""The same facts from many phones, tabs and retries at one moment, on a real PostgreSQL.

SQLite lets one writer in at a time and so hides the mistakes that these tests look for.
"""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.core.management import call_command
from django.db import connections

from certificates.models import Certificate
from courses.catalogue.domain import publish_outline
from courses.catalogue.models import Lesson
from courses.learning.domain import record_facts, record_lesson_result
from courses.learning.models import Enrolment, LearnerEvent
from courses.people.models import User
from tests.courses.catalogue.outlines import a_lesson, a_quiz, an_outline, key_of
from tests.courses.learning.facts import practised, read

pytestmark = [pytest.mark.postgresql, pytest.mark.django_db(transaction=True)]
THREADS = 16


@pytest.fixture(autouse=True)
def _an_issuer(settings):
    settings.CERTIFICATE_ISSUER = "tests.courses.learning.facts.issuer"


@pytest.fixture
def sari():
    return User.objects.create_user("sari", "kopi-abung-barat", display_name="Bu Sari")


def at_once(*works: Callable[[], object]) -> list[object]:
    """Do each piece of work in a thread of its own, all beginning together; return the results."""
    gate = Barrier(len(works))

    def do(work: Callable[[], object]) -> object:
        try:
            gate.wait(timeout=30)
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return list(pool.map(do, works))


def test_the_same_fact_from_sixteen_threads_is_applied_once(sari):
    publish_outline(an_outline("W6", a_lesson("apk", "tandai")))
    fact = practised("W6", "apk", "tandai")

    results = at_once(*[lambda: record_facts(sari, [fact])] * THREADS)

    statuses = Counter(result.status for [result] in results)
    assert statuses == {"ok": 1, "dup": THREADS - 1}
    assert LearnerEvent.objects.filter(kind="practice.done").count() == 1
    assert Enrolment.objects.count() == 1


def test_the_same_batch_from_sixteen_threads_counts_each_fact_once(sari):
    lessons = [a_lesson(f"pelajaran-{number}") for number in range(25)]
    publish_outline(an_outline("W6", *lessons))
    batch = [read("W6", f"pelajaran-{number}") for number in range(25)]
    shuffled = [batch[turn:] + batch[:turn] for turn in range(THREADS)]

    results = at_once(*[lambda facts=facts: record_facts(sari, facts) for facts in shuffled])

    statuses = Counter(result.status for answers in results for result in answers)
    assert statuses == {"ok": 25, "dup": 25 * (THREADS - 1)}
    assert Enrolment.objects.completed().count() == 1


def test_different_practices_at_one_moment_all_count_and_complete_the_course_once(sari):
    practices = [f"latihan-{number}" for number in range(THREADS)]
    publish_outline(an_outline("W6", a_lesson("apk", *practices), award="completion"))

    at_once(
        *[
            lambda name=name: record_facts(sari, [practised("W6", "apk", name)])
            for name in practices
        ]
    )

    done = Enrolment.objects.get().results[str(key_of("apk"))]["practices"]
    assert sorted(done) == sorted(practices)
    assert Enrolment.objects.completed().count() == 1
    assert Certificate.objects.count() == 1
    call_command("rebuild_projections", "--check")


def test_facts_of_two_courses_in_opposite_order_do_not_lock_each_other_out(sari):
    publish_outline(
        an_outline("W1", a_lesson("layar"), a_lesson("wifi", *(f"l{n}" for n in range(8))))
    )
    publish_outline(an_outline("W2", a_lesson("ikd"), a_lesson("kk", *(f"l{n}" for n in range(8)))))

    def one_batch(number: int) -> list:
        facts = [practised("W1", "wifi", f"l{number}"), practised("W2", "kk", f"l{number}")]
        return facts if number % 2 else facts[::-1]

    at_once(*[lambda number=number: record_facts(sari, one_batch(number)) for number in range(8)])

    assert LearnerEvent.objects.filter(kind="practice.done").count() == 16
    call_command("rebuild_projections", "--check")


def test_a_pass_and_the_last_practice_at_one_moment_give_one_certificate(sari):
    for turn in range(5):
        outline = an_outline(
            f"W{turn}",
            a_lesson(f"apk-{turn}", "tandai"),
            a_quiz(f"kuis-{turn}"),
            award="completion",
        )
        publish_outline(outline)
        quiz = Lesson.objects.select_related("course").get(pk=key_of(f"kuis-{turn}"))
        last = practised(f"W{turn}", f"apk-{turn}", "tandai")

        at_once(
            lambda last=last: record_facts(sari, [last]),
            lambda quiz=quiz: record_lesson_result(sari, quiz, source="quiz", score=90),
        )

    assert Enrolment.objects.completed().count() == 5
    assert Certificate.objects.count() == 5
    assert sorted(Certificate.objects.values_list("sequence", flat=True)) == [1, 2, 3, 4, 5]
