"""What the views of packages share: finding a package that this person may play."""

from uuid import UUID

from django.http import Http404, HttpRequest

from courses.packages.domain.launching import may_play
from courses.packages.models import Package
from courses.people.models import User


def person_of(request: HttpRequest) -> User | None:
    """Return who is signed in, if anybody."""
    return request.user if request.user.is_authenticated else None


def package_for(request: HttpRequest, package: UUID) -> Package:
    """Return the package; 404 for one that does not stand in a lesson, unless its keepers ask."""
    found = Package.objects.with_main_library().filter(pk=package).first()
    if found is None or not may_play(found, person_of(request)):
        raise Http404
    return found


def uuid_or_none(text: str) -> UUID | None:
    """Return the UUID that the text is, or None."""
    try:
        return UUID(text)
    except ValueError:
        return None
