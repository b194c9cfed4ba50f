"""Moving, leaving, the next school year, and what ends with the class."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from courses.classes.domain.classes import roll_over
from courses.classes.domain.pupils import move_pupil, release_pupil, take_back
from courses.classes.domain.retention import end_due_classes
from courses.classes.domain.school_years import erased_on, next_name, school_year_of
from courses.classes.models import Pupil, SchoolClass
from courses.learning.models import Enrolment, LearnerEvent
from courses.notices.models import Message
from courses.people.domain.children import open_child_account
from courses.people.domain.privacy import withdraw_consent
from courses.people.models import User
from courses.quizzes.models import Attempt
from tests.courses.classes.lessons import do_practice, do_quiz, publish_lessons
from tests.courses.classes.making import make_class, owner_of

pytestmark = pytest.mark.django_db


def children() -> int:
    return User.objects.filter(is_class_pupil=True).count()


def end(school_class, **ago: int) -> None:
    SchoolClass.objects.filter(pk=school_class.pk).update(erase_on=timezone.localdate())
    if ago:
        said = timezone.now() - timedelta(**ago)
        SchoolClass.objects.filter(pk=school_class.pk).update(announced_at=said)


def test_a_school_year_runs_from_july_to_june_and_its_classes_end_six_months_later():
    assert [school_year_of(date(2026, 6, 30)), school_year_of(date(2026, 7, 1))] == [2025, 2026]
    assert erased_on(2026) == date(2027, 12, 31)


@pytest.mark.parametrize(
    ("name", "following"),
    [
        ("VII A", "VIII A"),
        ("7B", "8B"),
        ("IX C", "X C"),
        ("XII IPA", "XII IPA"),
        ("Melati", "Melati"),
    ],
)
def test_next_years_class_is_named_after_this_ones(name, following):
    assert next_name(name) == following


def test_a_new_school_year_seats_the_same_people_with_the_same_cards_and_archives_the_old_class():
    school_class = make_class(pupils=3)
    release_pupil(school_class.pupils.last(), by=owner_of(school_class))

    following = roll_over(school_class, by=owner_of(school_class))

    school_class.refresh_from_db()
    assert (following.name, following.year, school_class.is_archived) == (
        "VIII A",
        school_class.year + 1,
        True,
    )
    kept = school_class.pupils.present().values_list("person", "number", "name")
    assert list(following.pupils.values_list("person", "number", "name")) == list(kept)
    assert [p.secret for p in following.pupils.all()] == [
        p.secret for p in school_class.pupils.present()
    ]


def test_whoever_moves_takes_along_what_was_learnt_and_gets_a_new_card():
    publish_lessons()
    school_class = make_class(pupils=2)
    teacher = owner_of(school_class)
    other = make_class(teacher, school_class.school, pupils=1, name="VII B")
    pupil = school_class.pupils.first()
    do_practice(pupil, 5)

    seat = move_pupil(pupil, other, by=teacher)
    home = move_pupil(seat, school_class, by=teacher)

    assert (seat.person, seat.number, seat.secret != pupil.secret) == (pupil.person, 2, True)
    assert (home.pk, home.left_at, Enrolment.objects.count()) == (pupil.pk, None, 1)


def test_leaving_can_be_undone_even_when_the_number_was_given_away():
    school_class = make_class(pupils=2)
    teacher, pupil = owner_of(school_class), school_class.pupils.first()
    release_pupil(pupil, by=teacher)
    Pupil.objects.filter(number=2).update(number=1)

    take_back(pupil, by=teacher)

    assert list(school_class.pupils.present().values_list("number", "name")) == [
        (1, "Dinda Lestari"),
        (2, "Rizky Pratama"),
    ]


def test_the_end_is_said_a_month_before_and_once():
    school_class = make_class(pupils=3)
    SchoolClass.objects.update(erase_on=timezone.localdate() + timedelta(days=29))

    end_due_classes()
    end_due_classes()

    message = Message.objects.get()
    assert message.person == owner_of(school_class)
    assert "3 murid" in message.body
    assert children() == 3


def test_nothing_is_erased_before_it_was_said_two_weeks_ago():
    school_class = make_class(pupils=3)
    end(school_class)

    assert (end_due_classes(), children()) == (0, 3)

    end(school_class, days=13)
    assert (end_due_classes(), children()) == (0, 3)

    end(school_class, days=15)
    assert (end_due_classes(), children()) == (1, 0)


def test_a_class_takes_its_pupils_their_answers_and_their_log_with_it():
    quiz = publish_lessons()
    school_class = make_class(pupils=2)
    for pupil in school_class.pupils.all():
        do_practice(pupil, 5)
        do_quiz(pupil, quiz, 4)
    end(school_class, days=15)

    end_due_classes()

    left = [
        model.objects.count() for model in (Attempt, LearnerEvent, Enrolment, Pupil, SchoolClass)
    ]
    assert (left, children()) == ([0] * 5, 0)


def test_who_sits_in_next_years_class_stays():
    school_class = make_class(pupils=3)
    following = roll_over(school_class, by=owner_of(school_class))
    end(school_class, days=15)

    end_due_classes()

    assert (children(), following.pupils.count()) == (3, 3)


def test_an_account_with_a_parents_consent_outlives_the_class_by_a_year():
    school_class = make_class(pupils=2)
    pupil = school_class.pupils.first()
    open_child_account(
        pupil.person,
        school_class.school,
        form_number="12/2026",
        given_on=date(2026, 7, 20),
        by=owner_of(school_class),
    )
    end(school_class, days=15)

    end_due_classes()

    person = User.objects.get(pk=pupil.person_id)
    assert person.erase_after - timezone.now() > timedelta(days=364)
    assert children() == 0


def test_a_consent_taken_back_closes_the_account_at_once_and_leaves_the_class_card():
    school_class = make_class(pupils=1)
    pupil = school_class.pupils.get()
    person = pupil.person
    open_child_account(
        person,
        school_class.school,
        form_number="12/2026",
        given_on=date(2026, 7, 20),
        by=owner_of(school_class),
    )
    consent = person.consents.get()
    assert (consent.given_how, person.pupil.school) == ("12/2026, 20-07-2026", school_class.school)

    withdraw_consent(consent)

    person = User.objects.get(pk=person.pk)
    assert (person.is_class_pupil, person.has_usable_password(), person.roles.count()) == (
        True,
        False,
        0,
    )
    from courses.classes.domain.entering import enter_class

    assert enter_class(school_class.code, 1, pupil.secret) == person


def test_a_pupil_of_a_class_is_entered_into_no_register_of_certificates(settings):
    from certificates.models import Certificate
    from courses.catalogue.domain import publish_outline
    from tests.courses.catalogue.outlines import a_lesson, an_outline

    settings.CERTIFICATE_ISSUER = "tests.courses.learning.facts.issuer"
    publish_outline(an_outline("P9", a_lesson("l1", "cari"), award="completion"))
    pupil = make_class(pupils=1).pupils.get()

    do_practice(pupil, 5)

    assert Enrolment.objects.get().completed_at is not None
    assert Certificate.objects.count() == 0
