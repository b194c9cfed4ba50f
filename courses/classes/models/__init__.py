"""A class of one school year: who teaches it, who sits in it, what is assigned and marked."""

from courses.classes.models.classes import ClassTeacher, SchoolClass
from courses.classes.models.marks import Mark, MarkChange
from courses.classes.models.pupils import Pupil
from courses.classes.models.teaching import Assignment, ShowOfHands

__all__ = [
    "Assignment",
    "ClassTeacher",
    "Mark",
    "MarkChange",
    "Pupil",
    "SchoolClass",
    "ShowOfHands",
]
