"""Workshops, who comes, what happened, and what is reported."""

from courses.workshops.models.facts import WorkshopFact
from courses.workshops.models.kits import Kit
from courses.workshops.models.people import Attendee, LearnerCard, Registration
from courses.workshops.models.places import LearningPlace
from courses.workshops.models.planning import Meeting, Workshop, WorkshopChange
from courses.workshops.models.reports import CostLine, Photo, Report, SurveyAnswer

__all__ = [
    "Attendee",
    "CostLine",
    "Kit",
    "LearnerCard",
    "LearningPlace",
    "Meeting",
    "Photo",
    "Registration",
    "Report",
    "SurveyAnswer",
    "Workshop",
    "WorkshopChange",
    "WorkshopFact",
]
