"""A class to try the product with: VII A of the demonstration teacher, a few weeks into the year."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from courses.catalogue.domain import PublishedItem, PublishedOutline
from courses.classes.domain.assigning import LESSON, PAPER, Order, assign, assignable_outlines
from courses.classes.domain.classes import ClassFacts, open_class, schools_of
from courses.classes.domain.marking import MarkFacts, keep_mark
from courses.classes.domain.pupils import Newcomer, seat_pupils
from courses.classes.models import Pupil, SchoolClass
from courses.learning.domain import Fact, record_facts
from courses.learning.domain.event_log import new_event_id
from courses.learning.models import LearnerEvent
from courses.people.models import User

TEACHER = "guru"
NAME = "VII A"
COURSE = "P1"
GIRLS = (
    "Anisa Rahmawati", "Citra Maharani", "Dinda Lestari", "Eka Fitriani", "Fitri Handayani",
    "Intan Permata", "Kartika Sari", "Lia Oktaviani", "Maya Anggraini", "Nabila Putri",
    "Putri Ayu Ningsih", "Rani Wulandari", "Salsa Aulia", "Tiara Kusuma", "Vina Melati",
    "Wulan Dari",
)  # fmt: skip
BOYS = (
    "Aditya Pratama", "Bayu Saputra", "Candra Wijaya", "Dimas Prasetyo", "Fajar Nugroho",
    "Galih Ramadhan", "Hendra Gunawan", "Ilham Maulana", "Joko Santoso", "Muhammad Rizky",
    "Naufal Hidayat", "Raka Permana", "Satria Putra", "Taufik Hidayat", "Yoga Firmansyah",
    "Zaki Ramadan",
)  # fmt: skip


@transaction.atomic
def make_demo_class() -> SchoolClass | None:
    """Return the class of the demonstration teacher, made once; None before there is a teacher."""
    teacher = User.objects.filter(username=TEACHER).first()
    schools = schools_of(teacher) if teacher else []
    if teacher is None or not schools:
        return None
    known = SchoolClass.objects.owned_by(teacher).first()
    return known or _make(teacher, schools[0].pk)


def _make(teacher: User, npsn: str) -> SchoolClass:
    school = next(school for school in schools_of(teacher) if school.pk == npsn)
    school_class = open_class(teacher, school, ClassFacts(NAME))
    names = sorted([(name, "P") for name in GIRLS] + [(name, "L") for name in BOYS])
    pupils = seat_pupils(school_class, [Newcomer(*each) for each in names], by=teacher)
    outline = next((each for each in assignable_outlines() if each.code == COURSE), None)
    if outline:
        _assign_lessons(school_class, outline, pupils, teacher)
    _mark_paper(school_class, pupils, teacher)
    return school_class


def _assign_lessons(
    school_class: SchoolClass, outline: PublishedOutline, pupils: list[Pupil], teacher: User
) -> None:
    today = timezone.localdate()
    lessons = [item for item in outline.items if not item.is_quiz][:3]
    for weeks, item in zip((-3, -2, 0), lessons, strict=False):
        begins = today + timedelta(weeks=weeks)
        order = Order(f"{LESSON}:{item.key}", "", begins, begins + timedelta(days=9))
        assign(school_class, order, by=teacher)
    for place, pupil in enumerate(pupils):
        # Most have done the first, fewer the second, two have begun the third.
        for number, item in enumerate(lessons):
            if place % 8 < 7 - 3 * number:
                _do(pupil, outline, item, best=place % 5 != 4)


def _do(pupil: Pupil, outline: PublishedOutline, item: PublishedItem, *, best: bool) -> None:
    now = timezone.now()
    practices = [
        Fact(
            new_event_id(),
            LearnerEvent.Kind.PRACTICE,
            outline.code,
            item.key,
            now,
            {"practice": practice, "correct": 5 if best else 3, "total": 5},
        )
        for practice in item.practices
    ]
    read = Fact(new_event_id(), LearnerEvent.Kind.READ, outline.code, item.key, now)
    record_facts(pupil.person, [*practices, read])


def _mark_paper(school_class: SchoolClass, pupils: list[Pupil], teacher: User) -> None:
    order = Order(PAPER, "Kartu tips di kertas", timezone.localdate() - timedelta(weeks=1))
    paper = assign(school_class, order, by=teacher)
    for place, pupil in enumerate(pupils[:20]):
        points = 60 + (place * 7) % 40
        keep_mark(paper, pupil, MarkFacts(points=points), by=teacher)
