"""Every finding is a sentence, in the admin and on the command line."""

import json
import re

import pytest
from django.core.management import call_command
from django.utils.translation import override

from courses.packages.domain.wording import SENTENCES, told
from tests.courses.packages.making import cards_package, good_files, zipped
from tests.courses.packages.reports import SMALL, report_on
from tests.courses.packages.scorm.making import package_12
from tests.courses.packages.test_hostile_archives import HOSTILE
from tests.courses.packages.test_odd_packages import ODD
from tests.courses.packages.test_wrong_packages import WRONG


def test_every_code_has_a_sentence_and_every_finding_can_be_told():
    reports = all_reports()
    messages = [told(finding)["message"] for report in reports for finding in report.findings]

    assert [message for message in messages if not message or "%(" in message] == []
    assert {one.code for report in reports for one in report.findings} <= set(SENTENCES)


def test_every_sentence_is_indonesian_and_says_what_to_do():
    with override("en"):
        english = {code: str(sentence) for code, sentence in SENTENCES.items()}
    with override("id"):
        indonesian = {code: str(sentence) for code, sentence in SENTENCES.items()}

    assert [code for code in SENTENCES if indonesian[code] == english[code]] == []
    # What happened, then what to do: two sentences wherever a package is kept out.
    errors = {
        one.code for report in all_reports() for one in report.findings if one.severity == "error"
    }
    short = [code for code in sorted(errors) if len(re.findall(r"[.:?] ", indonesian[code])) < 1]
    assert short == []


def test_a_refusal_about_a_file_says_which():
    """What has no path is about the package as a whole."""
    whole = {
        "empty-file",
        "not-a-zip",
        "damaged-archive",
        "split-archive",
        "archive-too-large",
        "too-many-entries",
        "too-large-unpacked",
        "unknown-kind",
        "aicc",
        "libraries-not-used",
        "other-version-used",
        "missing-library",
    }
    nameless = {one.code for report in all_reports() for one in report.findings if not one.path}
    assert nameless <= whole


def all_reports():
    hostile = [*HOSTILE.values(), *WRONG.values()]
    return [report_on(make(), SMALL) for make, _code in hostile] + [
        report_on(make()) for make, _verdict, _codes in ODD.values()
    ]


@pytest.mark.django_db
def test_the_command_prints_the_report_and_ends_with_its_code(tmp_path, capsys):
    good, bad, scorm = tmp_path / "a.h5p", tmp_path / "b.h5p", tmp_path / "c.zip"
    good.write_bytes(cards_package())
    bad.write_bytes(zipped([*good_files().items(), ("../x.txt", b"x")]))
    scorm.write_bytes(zipped({"h5p.txt": b"x"}))

    call_command("check_package", str(good), json=True)
    assert json.loads(capsys.readouterr().out) == {
        "verdict": "accepted",
        "main_library": "Literasi.Cards 1.0",
        "findings": [],
    }
    with pytest.raises(SystemExit) as ended:
        call_command("check_package", str(bad), json=True)
    report = json.loads(capsys.readouterr().out)
    assert (ended.value.code, report["verdict"], report["main_library"]) == (1, "refused", None)
    assert [(one["code"], one["severity"], one["path"]) for one in report["findings"]] == [
        ("path-traversal", "error", "../x.txt")
    ]
    for missing in (scorm, tmp_path / "tidak-ada.h5p"):
        with pytest.raises(SystemExit):
            call_command("check_package", str(missing), json=True)
        assert json.loads(capsys.readouterr().out)["verdict"] == "refused"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("make", "verdict", "code"),
    [
        (ODD["an unknown licence"][0], "accepted_with_warnings", 0),
        (package_12, "accepted", 0),
        (WRONG["a library that is not there"][0], "needs_library", 1),
        (HOSTILE["a bomb that says what it is"][0], "accepted", 0),
        (HOSTILE["a path that climbs out"][0], "refused", 1),
    ],
    ids=["odd", "scorm", "lacking", "small zeros", "hostile"],
)
def test_the_command_ends_with_0_for_what_would_be_taken(tmp_path, capsys, make, verdict, code):
    file = tmp_path / "paket.zip"
    file.write_bytes(make())
    ended = 0
    try:
        call_command("check_package", str(file), json=True)
    except SystemExit as stop:
        ended = int(stop.code or 0)

    assert (json.loads(capsys.readouterr().out)["verdict"], ended) == (verdict, code)
