"""JSON-LD for signing: pinned contexts, nothing fetched, and no term that would go unsigned.

PyLD has no safe mode: a term that no context defines is left out of the canonical form, so a
signature would not cover it. `canonical` refuses such a document before it is signed.
"""

import hashlib
import json
from functools import cache
from pathlib import Path
from typing import Any

from pyld import jsonld

CONTEXTS = Path(__file__).resolve().parent / "contexts"
CREDENTIALS_V2 = "https://www.w3.org/ns/credentials/v2"
OPEN_BADGES_V3 = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
# The documents behind the two addresses, as the standards' own sites gave them in 2026.
PINNED = {
    CREDENTIALS_V2: (
        "credentials-v2.json",
        "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734",
    ),
    OPEN_BADGES_V3: (
        "ob-v3p0-context-3.0.3.json",
        "3d34f4d4ef1bce691106e63798beb5e7b862ba841423f5ee1e53ab7ddf3bca84",
    ),
}
# A relative address is resolved against this, so that it shows.
NOWHERE = "x-undefined://u/"


class UnsignableError(ValueError):
    """The document holds something that a signature would not cover; the message names it."""


def canonical(document: dict[str, Any]) -> bytes:
    """Return the document's RDF in canonical form (RDFC-1.0); UnsignableError when a part is lost."""
    refuse_what_would_be_lost(document)
    lines: str = jsonld.normalize(
        document,
        {
            "algorithm": "URDNA2015",
            "format": "application/n-quads",
            "documentLoader": load_context,
        },
    )
    return lines.encode()


def refuse_what_would_be_lost(document: dict[str, Any]) -> None:
    """Raise UnsignableError unless every term, type and id of the document means something."""
    lost: list[Any] = []
    try:
        expanded = jsonld.expand(
            document,
            {"documentLoader": load_context, "base": NOWHERE},
            on_property_dropped=lost.append,
        )
    except jsonld.JsonLdError as error:
        raise UnsignableError(f"The document is no JSON-LD of ours: {error}") from error
    lost += _nameless(expanded)
    if lost:
        raise UnsignableError(f"These would not be signed: {lost}")


def load_context(address: str, _options: object = None) -> dict[str, Any]:
    """Return one of the pinned contexts in the shape PyLD asks for; nothing else is ever loaded."""
    if address not in PINNED:
        raise UnsignableError(f"The context {address} is not one of ours.")
    return {
        "contentType": "application/ld+json",
        "contextUrl": None,
        "documentUrl": address,
        "document": _pinned(address),
    }


@cache
def _pinned(address: str) -> dict[str, Any]:
    name, sha256 = PINNED[address]
    content = (CONTEXTS / name).read_bytes()
    if hashlib.sha256(content).hexdigest() != sha256:
        raise UnsignableError(f"{name} is not the document that was pinned.")
    context: dict[str, Any] = json.loads(content)
    return context


def _nameless(node: object) -> list[str]:
    """Return the ids and types that are no addresses."""
    if isinstance(node, list):
        return [found for part in node for found in _nameless(part)]
    if not isinstance(node, dict):
        return []
    types = node.get("@type", [])
    names = [node["@id"]] if "@id" in node else []
    names += types if isinstance(types, list) else [types]
    found = [name for name in names if ":" not in name or name.startswith("x-undefined:")]
    return found + [lost for part in node.values() for lost in _nameless(part)]
