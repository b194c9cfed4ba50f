"""Every finding is a sentence, in the admin and on the command line."""

import json

import pytest
from django.core.management import call_command

from courses.packages.domain.wording import SENTENCES, told
from tests.courses.packages.making import cards_package, good_files, zipped
from tests.courses.packages.reports import SMALL, report_on
from tests.courses.packages.test_hostile_archives import HOSTILE
from tests.courses.packages.test_odd_packages import ODD
from tests.courses.packages.test_wrong_packages import WRONG


def test_every_code_has_a_sentence_and_every_finding_can_be_told():
    reports = [report_on(make(), SMALL) for make, _code in [*HOSTILE.values(), *WRONG.values()]]
    reports += [report_on(make()) for make, _verdict, _codes in ODD.values()]

    messages = [told(finding)["message"] for report in reports for finding in report.findings]

    assert [message for message in messages if not message or "%(" in message] == []
    assert {one.code for report in reports for one in report.findings} <= set(SENTENCES)


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
