"""Which day it was where the certificate was given."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

from certificates.models import Certificate


def local_day(certificate: Certificate, moment: datetime) -> date:
    """Return which day it was by the issuer's clock."""
    return moment.astimezone(ZoneInfo(certificate.snapshot["issuer"]["time_zone"])).date()
