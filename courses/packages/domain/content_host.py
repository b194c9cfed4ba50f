"""The second origin, where SCORM runs: whatever it does there, no account of ours is within its reach."""

from urllib.parse import quote, urlsplit
from uuid import UUID

from django.conf import settings
from django.utils.crypto import constant_time_compare, salted_hmac

from courses.packages.models import Package, PackageFile


def is_apart() -> bool:
    """Tell whether there is a second origin, and whether it is another host than the site's own.

    Another port is not enough: cookies do not know ports.
    """
    content, site = urlsplit(settings.CONTENT_ORIGIN), urlsplit(settings.SITE_URL)
    return bool(content.hostname) and content.hostname != site.hostname


def content_origin() -> str:
    """Return the second origin as browsers write it."""
    parts = urlsplit(settings.CONTENT_ORIGIN)
    return f"{parts.scheme}://{parts.netloc}"


def content_key(package: Package) -> str:
    """Return what lets a browser without a cookie read this make of the package.

    It stays the same, so that browsers may keep the files.
    """
    value = f"{package.pk} {package.revision}"
    return salted_hmac("packages.content", value, algorithm="sha256").hexdigest()[:32]


def relay_address(package: Package) -> str:
    """Return the address of the page on the second origin that a package plays in."""
    return f"{content_origin()}/isi/{package.pk}/{content_key(package)}/"


def unit_path(path: str, parameters: str) -> str:
    """Return where a unit lies, seen from the relay page."""
    return f"f/{quote(path)}{parameters}"


def package_behind(number: UUID, key: str) -> Package | None:
    """Return the SCORM package that this key opens."""
    package = Package.objects.filter(pk=number, kind=Package.Kind.SCORM).first()
    if package is None or not constant_time_compare(content_key(package), key):
        return None
    return package


def file_at(package: Package, path: str) -> PackageFile | None:
    """Return a file of the package; where capitals differ from the name asked for, that file all the same."""
    files = PackageFile.objects.filter(package=package).select_related("blob")
    return files.filter(path=path).first() or files.filter(path__iexact=path).first()
