"""The value that is awarded."""

import json

from certificates.domain.achievement import Achievement
from tests.certificates.awards import an_achievement


def test_an_achievement_comes_back_from_json_as_it_was():
    achievement = an_achievement(holder_titles_before="Dr.")

    assert Achievement.from_json(json.loads(json.dumps(achievement.to_json()))) == achievement


def test_the_printed_name_carries_its_titles():
    achievement = an_achievement(holder_titles_before="Dr.", holder_titles_after="S.Kom., M.M.")

    assert achievement.printed_name == "Dr. Sri Wahyuni, S.Kom., M.M."


def test_a_name_without_titles_is_printed_alone():
    assert an_achievement(holder_titles_after="").printed_name == "Sri Wahyuni"
