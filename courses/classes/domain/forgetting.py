"""Forget a person in every class."""

from django.db import transaction

from courses.classes.models import ClassTeacher, Pupil
from courses.people.models import User


@transaction.atomic
def forget_in_classes(person: User) -> None:
    """Delete the person's seats, with their marks, and what they teach."""
    Pupil.objects.filter(person=person).delete()
    ClassTeacher.objects.filter(person=person).delete()
