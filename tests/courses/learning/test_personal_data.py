from courses.catalogue.domain import publish_outline
from courses.learning.domain import record_facts
from courses.learning.models import Enrolment, LearnerEvent
from courses.learning.personal_data import erase_for, export_for
from tests.courses.catalogue.outlines import a_lesson, an_outline
from tests.courses.learning.facts import practised, read


def learned_by(*people):
    publish_outline(an_outline("W6", a_lesson("otp"), a_lesson("apk", "tandai"), title="Aman"))
    for person in people:
        record_facts(person, [read("W6", "otp"), practised("W6", "apk", "tandai", correct=4)])


def test_a_person_can_take_along_their_courses_and_the_log(sari, darto):
    learned_by(sari, darto)

    exported = export_for(sari)

    [course] = exported["courses"]
    assert (course["course"], [lesson["lesson"] for lesson in course["lessons"]]) == (
        "Aman",
        ["Otp", "Apk"],
    )
    [practice] = course["lessons"][1]["practices"]
    assert (practice["practice"], practice["right_answers"]) == ("tandai", 4)
    assert len(exported["learning_log"]) == 3


def test_erasing_a_person_leaves_nothing_of_theirs_and_everything_of_others(sari, darto):
    learned_by(sari, darto)

    erase_for(sari)

    assert list(Enrolment.objects.values_list("learner", flat=True)) == [darto.pk]
    assert set(LearnerEvent.objects.values_list("learner", flat=True)) == {darto.pk}
    assert export_for(sari) == {"courses": [], "learning_log": []}
