"""What content says about a learner, in the shape of xAPI: believed only as far as it can be true.

Nothing that names a person, a moment or an address is taken over; the server says those itself.
"""

import html
import math
import re
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

VERB = re.compile(
    r"http://(?:adlnet\.gov/expapi/verbs|activitystrea\.ms/schema/1\.0)/([a-z-]{3,20})"
)
VERBS = {
    "attempted": "http://adlnet.gov/expapi/verbs/attempted",
    "answered": "http://adlnet.gov/expapi/verbs/answered",
    "completed": "http://adlnet.gov/expapi/verbs/completed",
    "consumed": "http://activitystrea.ms/schema/1.0/consume",
}
NAMES = {"consume": "consumed"}
RESULTS = frozenset({"answered", "completed"})
SUB_CONTENT = re.compile(r"[0-9A-Za-z-]{1,64}")
DURATION = re.compile(r"PT(\d{1,7}(?:\.\d{1,4})?)S")
INTERACTIONS = frozenset(
    [
        "true-false",
        "choice",
        "fill-in",
        "long-fill-in",
        "matching",
        "performance",
        "sequencing",
        "likert",
        "numeric",
        "other",
    ]
)
COMPONENTS = ("choices", "scale", "source", "target", "steps")
# Nothing may be read twice: learners send what this reads, and a megabyte of "<" would cost a quarter of an hour.
TAG = re.compile(r"<[^<>]*>")
LIBRARY = re.compile(r"http://h5p\.org/libraries/([A-Za-z][\w.$-]*-\d{1,5}\.\d{1,5})")
LONGEST_TEXT, MOST_PARTS, LARGEST_SCORE = 2000, 100, 100_000
LONGEST_SECONDS = 24 * 60 * 60
CLOSE = 0.011


class ImplausibleError(ValueError):
    """A statement that cannot be true or is not of the shape we know; carries a short code."""


@dataclass(frozen=True)
class Score:
    """Points: `raw` of `maximum`, never below `minimum`."""

    raw: float
    maximum: float
    minimum: float = 0.0

    @property
    def share(self) -> float:
        """Return the score from 0 to 1."""
        spread = self.maximum - self.minimum
        return (self.raw - self.minimum) / spread if spread > 0 else 0.0


@dataclass(frozen=True)
class Statement:
    """One statement of content, cleaned. `sub_content` is empty for the content as a whole."""

    verb: str
    sub_content: str = ""
    parent: str | None = None
    score: Score | None = None
    success: bool | None = None
    completion: bool | None = None
    seconds: float | None = None
    response: str = ""
    definition: dict[str, Any] = field(default_factory=dict)
    library: str = ""

    @property
    def is_root(self) -> bool:
        """Tell whether it is about the whole content."""
        return self.parent is None and not self.sub_content

    @property
    def is_result(self) -> bool:
        """Tell whether it states a result of the whole content: the only kind that counts."""
        return self.is_root and self.verb in RESULTS


def normalise(stated: object) -> Statement | None:
    """Return the statement cleaned; None for verbs that we do not keep. Raises ImplausibleError."""
    if not isinstance(stated, dict):
        raise ImplausibleError("not-a-statement")
    verb = _verb(stated)
    if verb not in VERBS:
        return None
    target = _mapping(stated.get("object"))
    definition = _mapping(target.get("definition"))
    result = _mapping(stated.get("result"))
    activities = _mapping(_mapping(stated.get("context")).get("contextActivities"))
    return Statement(
        verb=verb,
        sub_content=_sub_content(target.get("id")),
        parent=_parent(activities.get("parent")),
        score=_score(result.get("score")),
        success=_flag(result.get("success")),
        completion=_flag(result.get("completion")),
        seconds=_seconds(result.get("duration")),
        response=_plain(result.get("response")),
        definition=_definition(definition),
        library=_library(activities.get("category")),
    )


def as_xapi(statement: Statement, activity: str, title: str, language: str) -> dict[str, Any]:
    """Return verb, object and result as xAPI 1.0.3 writes them; `activity` is the address of the whole content."""
    document: dict[str, Any] = {
        "verb": {"id": VERBS[statement.verb], "display": {"en": statement.verb}},
        "object": {
            "objectType": "Activity",
            "id": _activity(activity, statement.sub_content),
            "definition": _stated_definition(statement, title, language),
        },
    }
    if result := _result(statement):
        document["result"] = result
    return document


def activities_of(statement: Statement, activity: str) -> dict[str, Any]:
    """Return the context activities: the content that this is a part of, and the library that said it."""
    found: dict[str, Any] = {}
    if not statement.is_root:
        found["parent"] = [
            {"objectType": "Activity", "id": _activity(activity, statement.parent or "")}
        ]
    if statement.library:
        found["category"] = [
            {"objectType": "Activity", "id": f"http://h5p.org/libraries/{statement.library}"}
        ]
    return found


def _activity(activity: str, sub_content: str) -> str:
    return f"{activity}?subContentId={sub_content}" if sub_content else activity


def _stated_definition(statement: Statement, title: str, language: str) -> dict[str, Any]:
    definition = dict(statement.definition)
    for name in ("name", "description"):
        if name in definition:
            definition[name] = {language: definition[name]}
    if statement.is_root:
        definition["name"] = {language: title}
    for component in COMPONENTS:
        if component in definition:
            definition[component] = [
                {"id": one["id"], "description": {language: one["description"]}}
                for one in definition[component]
            ]
    return definition


def _result(statement: Statement) -> dict[str, Any]:
    result: dict[str, Any] = {}
    if statement.score:
        score = statement.score
        result["score"] = {
            "raw": score.raw,
            "min": score.minimum,
            "max": score.maximum,
            "scaled": round(score.share, 4),
        }
    for name in ("success", "completion"):
        if (value := getattr(statement, name)) is not None:
            result[name] = value
    if statement.seconds is not None:
        result["duration"] = f"PT{statement.seconds:g}S"
    if statement.response:
        result["response"] = statement.response
    return result


# --- Reading one part after another -----------------------------------------------------------------


def _verb(stated: dict[str, Any]) -> str:
    found = VERB.fullmatch(str(_mapping(stated.get("verb")).get("id", "")))
    if not found:
        raise ImplausibleError("unknown-verb")
    return NAMES.get(found[1], found[1])


def _mapping(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _sub_content(address: object) -> str:
    if not isinstance(address, str):
        return ""
    try:
        stated = parse_qs(urlsplit(address).query).get("subContentId", [""])[0]
    except ValueError as error:
        raise ImplausibleError("odd-object") from error
    if stated and not SUB_CONTENT.fullmatch(stated):
        raise ImplausibleError("odd-object")
    return stated


def _parent(stated: object) -> str | None:
    """Return the sub-content that is the parent, "" for the root, None when there is no parent."""
    first = stated[0] if isinstance(stated, list) and stated else stated
    return _sub_content(first.get("id")) if isinstance(first, dict) else None


def _score(stated: object) -> Score | None:
    score = _mapping(stated)
    if "raw" not in score or "max" not in score:
        return None
    raw, maximum, minimum = (_number(score.get(name, 0)) for name in ("raw", "max", "min"))
    if not 0 <= minimum <= raw <= maximum <= LARGEST_SCORE:
        raise ImplausibleError("impossible-score")
    found = Score(raw, maximum, minimum)
    if "scaled" in score and maximum and abs(_number(score["scaled"]) - found.share) > CLOSE:
        raise ImplausibleError("impossible-score")
    return found


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise ImplausibleError("impossible-score")
    number = float(value)
    if not math.isfinite(number):
        raise ImplausibleError("impossible-score")
    return number


def _flag(value: object) -> bool | None:
    return value if isinstance(value, bool) else None


def _seconds(value: object) -> float | None:
    found = DURATION.fullmatch(value) if isinstance(value, str) else None
    if not found:
        return None
    return min(float(found[1]), LONGEST_SECONDS)


def _plain(value: object) -> str:
    """Return text without tags; content writes its questions as HTML."""
    if not isinstance(value, str):
        return ""
    return " ".join(html.unescape(TAG.sub(" ", value)).split())[:LONGEST_TEXT]


def _first_text(value: object) -> str:
    return _plain(next(iter(value.values()), "")) if isinstance(value, dict) and value else ""


def _definition(stated: dict[str, Any]) -> dict[str, Any]:
    kept: dict[str, Any] = {}
    if stated.get("type") == "http://adlnet.gov/expapi/activities/cmi.interaction":
        kept["type"] = stated["type"]
    if stated.get("interactionType") in INTERACTIONS:
        kept["interactionType"] = stated["interactionType"]
        patterns = stated.get("correctResponsesPattern")
        if isinstance(patterns, list):
            kept["correctResponsesPattern"] = [_plain(one) for one in patterns[:MOST_PARTS]]
        kept |= {name: parts for name in COMPONENTS if (parts := _components(stated.get(name)))}
    for name in ("name", "description"):
        if text := _first_text(stated.get(name)):
            kept[name] = text
    return kept


def _components(stated: object) -> list[dict[str, str]]:
    if not isinstance(stated, list):
        return []
    return [
        {
            "id": str(one.get("id", ""))[:LONGEST_TEXT],
            "description": _first_text(one.get("description")),
        }
        for one in stated[:MOST_PARTS]
        if isinstance(one, dict)
    ]


def _library(stated: object) -> str:
    first = stated[0] if isinstance(stated, list) and stated else {}
    found = LIBRARY.fullmatch(str(_mapping(first).get("id", "")))
    return found[1] if found else ""
