"""The pages and snippets that editors write."""

from cms.models.catalogue import CataloguePage
from cms.models.course import CoursePage, CourseService
from cms.models.guide import GuidePage, ServicesPage
from cms.models.home import HomePage
from cms.models.kit import KitPage
from cms.models.lesson import LessonPage
from cms.models.quiz import QuizPage
from cms.models.service import FRESH_FOR, ServiceCard
from cms.models.settings import SiteSettings

__all__ = [
    "FRESH_FOR",
    "CataloguePage",
    "CoursePage",
    "CourseService",
    "GuidePage",
    "HomePage",
    "KitPage",
    "LessonPage",
    "QuizPage",
    "ServiceCard",
    "ServicesPage",
    "SiteSettings",
]
