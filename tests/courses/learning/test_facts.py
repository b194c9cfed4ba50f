from courses.catalogue.domain import publish_outline
from courses.learning.domain.facts import FactResult, record_facts
from courses.learning.models import Enrolment, LearnerEvent
from tests.courses.catalogue.outlines import a_lesson, an_outline
from tests.courses.learning.facts import practised, read


def test_the_first_fact_takes_up_its_course(sari):
    publish_outline(an_outline("W6", a_lesson("otp"), a_lesson("apk", "tandai")))

    fact = read("W6", "otp")
    results = record_facts(sari, [fact])

    assert results == [FactResult(str(fact.id), "ok")]
    enrolment = Enrolment.objects.get()
    assert (enrolment.learner, enrolment.course.code) == (sari, "W6")
    assert sorted(LearnerEvent.objects.values_list("kind", flat=True)) == [
        "course.enrolled",
        "lesson.read",
    ]


def test_the_last_fact_completes_the_course_with_a_certificate(sari):
    publish_outline(
        an_outline("W6", a_lesson("otp"), a_lesson("apk", "tandai"), award="completion")
    )

    record_facts(sari, [practised("W6", "apk", "tandai"), read("W6", "otp")])

    assert Enrolment.objects.get().completed_at is not None
    assert sari.certificates.values_list("achievement_key", "kind").get() == (
        "course:W6",
        "completion",
    )
