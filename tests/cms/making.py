"""Courses, lessons and cards for tests, published as an editor would publish them."""

from datetime import date
from typing import Any

from django.core.files.base import ContentFile
from wagtail.images.models import Image

from cms.models import CataloguePage, CoursePage, LessonPage, QuizPage, ServiceCard

DRAWING = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20"><title>HP</title><path d="M0 0h9"/></svg>'
SPOT = {
    "id": "tandai",
    "title": "Coba sekarang",
    "instructions": "Pilih yang mencurigakan.",
    "message": "",
    "enough": None,
    "options": [
        {"text": "minta OTP", "correct": True, "feedback": "Benar. OTP rahasia."},
        {"text": "ucapan selamat siang", "correct": False, "feedback": "Salam itu biasa."},
    ],
    "feedback": "Bagus.",
}
QUESTION = {
    "ref": "X-01",
    "text": "Siapa boleh tahu OTP?",
    "options": [
        {"text": "Hanya saya", "correct": True, "feedback": "Benar."},
        {"text": "Petugas bank", "correct": False, "feedback": "Tidak."},
    ],
}


def publish(page: Any) -> Any:
    """Publish what the page holds now."""
    page.save_revision().publish()
    page.refresh_from_db()
    return page


def make_course(code: str = "X1", slug: str = "", **fields: Any) -> CoursePage:
    """Return a published course without lessons."""
    course = CoursePage(
        title=fields.pop("title", f"Kursus {code}"),
        slug=slug or code.lower(),
        code=code,
        summary="Satu kalimat.",
        audiences=fields.pop("audiences", ["warga"]),
        **fields,
    )
    CataloguePage.objects.get().add_child(instance=course)
    return publish(course)


def make_lesson(
    course: CoursePage, slug: str = "satu", body: Any = None, **fields: Any
) -> LessonPage:
    """Return a published lesson of the course, with a paragraph in it unless told otherwise."""
    course.refresh_from_db()
    lesson = LessonPage(
        title=fields.pop("title", f"Pelajaran {slug}"),
        slug=slug,
        goal="Setelah ini Anda bisa menjaga OTP.",
        source=fields.pop("source", "OJK"),
        body=body if body is not None else [("text", "<p>Jaga OTP Anda.</p>")],
        **fields,
    )
    course.add_child(instance=lesson)
    return publish(lesson)


def make_quiz(course: CoursePage, slug: str = "kuis", **fields: Any) -> QuizPage:
    """Return a published quiz of one question."""
    course.refresh_from_db()
    quiz = QuizPage(
        title="Cek",
        slug=slug,
        code=f"{course.code}-akhir",
        pass_count=1,
        questions=[("single", QUESTION)],
        **fields,
    )
    course.add_child(instance=quiz)
    return publish(quiz)


def make_card(slug: str = "ikd", **fields: Any) -> ServiceCard:
    """Return a published service card."""
    card = ServiceCard(
        slug=slug,
        name=fields.pop("name", "Identitas Kependudukan Digital"),
        owner="Disdukcapil",
        official_address=fields.pop("official_address", "https://dukcapil.kemendagri.go.id"),
        cost="Gratis.",
        checked_on=fields.pop("checked_on", date(2026, 11, 1)),
        **fields,
    )
    card.save()
    return publish(card)


def make_picture(title: str = "hp") -> Image:
    """Return a small drawing in the library."""
    image = Image(title=title, file=ContentFile(DRAWING, name=f"{title}.svg"))
    image.save()
    return image
