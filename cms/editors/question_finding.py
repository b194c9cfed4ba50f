"""Who asks for the pages of question banks, and which bank is meant."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from courses.people.models import User
from courses.people.rules import is_admin
from courses.quizzes.domain.reviewing import READERS, WRITERS
from courses.quizzes.models import QuestionBank

TEMPLATES = "cms/admin/questions"


def can_enter_banks(person: User) -> bool:
    """Say whether somebody has anything to do with questions of banks."""
    return is_admin(person) or person.roles.filter(role__in=WRITERS | READERS).exists()


def person_at_banks(request: HttpRequest) -> User:
    """Return who asks. Raises PermissionDenied for whoever has nothing to do with banks."""
    if not request.user.is_authenticated or not can_enter_banks(request.user):
        raise PermissionDenied
    return request.user


def must(is_allowed: bool) -> None:  # noqa: FBT001 - it is what is asked, not a switch
    """Raise PermissionDenied unless this is allowed."""
    if not is_allowed:
        raise PermissionDenied


def find_bank(pk: int) -> QuestionBank:
    """Return the bank; one whose questions stand in pages is not found here."""
    return get_object_or_404(QuestionBank, pk=pk, is_of_pages=False)


def bank_page(request: HttpRequest, name: str, **facts: object) -> HttpResponse:
    """Show a page of the banks."""
    return render(request, f"{TEMPLATES}/{name}.html", facts)
