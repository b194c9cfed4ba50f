"""What a unit's data amount to."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from courses.packages.domain.scorm.manifest import Unit, Version
from courses.packages.domain.scorm.outcomes import Outcome, outcome_of

PLAIN = Unit("a", "A", "a.html")
MASTERED = Unit("a", "A", "a.html", mastery=80)
MEASURED = Unit("a", "A", "a.html", mastery=0.7, completion_threshold=0.9)


def core(status: str, **score: str) -> dict[str, object]:
    return {"core": {"lesson_status": status, "score": score}}


@pytest.mark.parametrize(
    ("unit", "cmi", "outcome"),
    [
        (PLAIN, {}, Outcome()),
        (PLAIN, core("not attempted"), Outcome()),
        (PLAIN, core("browsed"), Outcome()),
        (PLAIN, core("incomplete", raw="90"), Outcome(share=0.9)),
        (PLAIN, core("completed"), Outcome(finished=True)),
        (PLAIN, core("passed", raw="8", min="0", max="10"), Outcome(True, True, 0.8)),
        (PLAIN, core("failed", raw="2", min="0", max="10"), Outcome(True, False, 0.2)),
        (MASTERED, core("completed", raw="85"), Outcome(True, True, 0.85)),
        (MASTERED, core("passed", raw="79"), Outcome(True, False, 0.79)),
        (MASTERED, core("completed"), Outcome(finished=True)),
        (PLAIN, core("passed", raw="tujuh", max="10"), Outcome(True, True)),
        (PLAIN, core("passed", raw="NaN", max="10"), Outcome(True, True)),
        (PLAIN, core("passed", raw="5", min="5", max="5"), Outcome(True, True)),
        (PLAIN, {"core": "rusak"}, Outcome()),
    ],
)
def test_scorm_12(unit, cmi, outcome):
    assert outcome_of(Version.V12, unit, cmi) == outcome


@pytest.mark.parametrize(
    ("unit", "cmi", "outcome"),
    [
        (PLAIN, {}, Outcome()),
        (PLAIN, {"completion_status": "unknown", "success_status": "unknown"}, Outcome()),
        (PLAIN, {"completion_status": "completed"}, Outcome(finished=True)),
        (PLAIN, {"success_status": "passed"}, Outcome(True, True)),
        (PLAIN, {"success_status": "failed"}, Outcome(False, False)),
        (
            PLAIN,
            {"completion_status": "completed", "score": {"raw": "30", "min": "0", "max": "40"}},
            Outcome(True, None, 0.75),
        ),
        (PLAIN, {"score": {"scaled": "-1"}}, Outcome(share=0.0)),
        (
            MEASURED,
            {
                "completion_status": "completed",
                "progress_measure": "0.5",
                "score": {"scaled": "0.6"},
            },
            Outcome(False, False, 0.6),
        ),
        (
            MEASURED,
            {
                "completion_status": "incomplete",
                "progress_measure": "0.9",
                "score": {"scaled": "0.7"},
            },
            Outcome(True, True, 0.7),
        ),
    ],
)
def test_scorm_2004(unit, cmi, outcome):
    assert outcome_of(Version.V2004, unit, cmi) == outcome


value = st.sampled_from(
    [None, "", "8", "-3", "NaN", "1e400", "passed", 7, 0.5, float("inf"), float("nan"), [], {}]
)
score = value | st.fixed_dictionaries({"raw": value, "min": value, "max": value, "scaled": value})
anything = score | st.fixed_dictionaries({"lesson_status": value, "score": score})


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(Version),
    st.dictionaries(st.sampled_from(["core", "score", "progress_measure"]), anything),
)
def test_no_data_of_a_browser_make_it_stumble_or_give_more_than_everything(version, cmi):
    outcome = outcome_of(version, MEASURED, cmi)
    assert outcome.share is None or 0 <= outcome.share <= 1
