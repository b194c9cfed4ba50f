"""What programs of others read: the issuer's keys, status lists, badges, and the offline list."""

import json

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from certificates.domain.badges.credential import did_of, method_of
from certificates.domain.badges.status import published_list
from certificates.domain.ended import ended_list
from certificates.models import IssuerKey, StatusList

BADGE_TYPE = "application/ld+json"
TOKEN_TYPES = ("application/vc+jwt", "application/jwt", "text/plain")
HOUR = 3600


@require_safe
def did_document(_request: HttpRequest) -> HttpResponse:
    """Give the issuer's public keys: the one that signs now and all that ever did."""
    did = did_of(settings.SITE_URL)
    publics = list(IssuerKey.objects.values_list("public", flat=True))
    methods = [method_of(settings.SITE_URL, public) for public in publics]
    document = {
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": did,
        "verificationMethod": [
            {"id": method, "type": "Multikey", "controller": did, "publicKeyMultibase": public}
            for method, public in zip(methods, publics, strict=True)
        ],
        "assertionMethod": methods,
    }
    return _open_to_all(JsonResponse(document, content_type="application/did+json"), HOUR)


@require_safe
def status_list(request: HttpRequest, number: int) -> HttpResponse:
    """Give a status list: signed JSON, or a JWT to who asks for one."""
    try:
        published = published_list(number)
    except StatusList.DoesNotExist:
        raise Http404 from None
    wanted = request.get_preferred_type([BADGE_TYPE, "application/json", *TOKEN_TYPES])
    if wanted in TOKEN_TYPES:
        response = HttpResponse(published.token, content_type=wanted)
    else:
        content = json.dumps(published.document, ensure_ascii=False)
        response = HttpResponse(content, content_type=BADGE_TYPE)
    patch_vary_headers(response, ["Accept"])
    return _open_to_all(response, 300)


@require_safe
def list_of_ended(_request: HttpRequest) -> HttpResponse:
    """Give the dated list against which a page checks without internet."""
    return _open_to_all(JsonResponse(ended_list().to_json()), 300)


def _open_to_all(response: HttpResponse, seconds: int) -> HttpResponse:
    """Let any site's script read it, and anybody keep it for so long."""
    response.headers["Access-Control-Allow-Origin"] = "*"
    response.headers["Cache-Control"] = f"public, max-age={seconds}"
    return response
