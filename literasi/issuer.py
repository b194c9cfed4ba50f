"""Who awards certificates: the regency's settings, as the value that the register takes."""

from django.conf import settings
from django.core.cache import caches

from certificates.domain.achievement import Issuer
from cms.context import SECONDS, facts_of_regency


def issuer_of_certificates() -> Issuer:
    """Return the issuer, at most a minute old: completing a course must not cost two more queries."""
    kept: Issuer | None = caches["local"].get("issuer")
    if kept is None:
        kept = _read()
        caches["local"].set("issuer", kept, SECONDS)
    return kept


def _read() -> Issuer:
    facts = facts_of_regency()
    institution = str(facts["issuer_institution"])
    return Issuer(
        name=institution,
        city=str(facts["issuer_city"]),
        signer_name=str(facts["signer_name"]),
        signer_position=str(facts["signer_position"]),
        base_url=settings.SITE_URL,
        time_zone=str(facts["time_zone"]),
        # "Pemerintah Kabupaten Lampung Utara – BKPSDM": the unit goes into the numbers.
        unit=institution.rpartition("–")[2].strip(),
    )
