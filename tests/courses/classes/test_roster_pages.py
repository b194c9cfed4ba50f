"""From the file to the class: what is shown, what is asked, and that nothing else is left anywhere."""

import logging
import os
import re
import tempfile
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from courses.classes.models import Pupil
from tests.courses.classes.dapodik import PLANTED, as_xls, as_xlsx, damaged, lines_of, pupils
from tests.courses.classes.making import make_class, owner_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def school_class(client):
    made = make_class(pupils=0)
    client.force_login(owner_of(made))
    return made


def look(client, school_class, content: bytes, name: str = "Daftar_PD.xlsx"):
    file = SimpleUploadedFile(name, content)
    return client.post(reverse("classes:roster", args=[school_class.code]), {"file": file})


def write(client, school_class, preview, **answers):
    page = preview.content.decode()
    sealed = re.search(r'name="roster" value="([^"]+)"', page)[1]
    group = re.search(r'name="group" value="([^"]*)"', page)[1]
    address = reverse("classes:roster-confirm", args=[school_class.code])
    return client.post(address, {"roster": sealed, "group": group, **answers})


def seated(school_class):
    return list(school_class.pupils.present().values_list("number", "name", "sex"))


def everything_in(cursor) -> str:
    texts = []
    for table in connection.introspection.table_names(cursor):
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
        texts += [str(row) for row in cursor.fetchall()]
    return "\n".join(texts)


def files_below(*folders: str):
    for folder in folders:
        for path in Path(folder).rglob("*"):
            try:
                if path.is_file():
                    yield path, path.stat().st_mtime_ns
            except OSError:
                continue


def test_a_dapodik_file_of_38_pupils_becomes_a_class_and_says_what_it_ignored(client, school_class):
    preview = look(client, school_class, as_xlsx(lines_of(pupils(38))))

    sentence = "38 murid VII A; 62 kolom lain diabaikan, termasuk NIK dan data orang tua."
    assert sentence in preview.content.decode()
    assert Pupil.objects.count() == 0
    write(client, school_class, preview)
    assert seated(school_class) == [
        (place, name, sex) for place, (name, sex, _nisn, _group) in enumerate(pupils(38), start=1)
    ]


@pytest.mark.parametrize("kind", ["xlsx", "xls", "damaged", "wrong sheet"])
def test_what_is_planted_in_the_file_is_found_in_no_table_no_log_and_no_temporary_file(
    client, school_class, kind, tmp_path, monkeypatch, caplog
):
    # Larger than the 2.5 MB from which Django would write an upload into a file.
    people = pupils(38) + pupils(1160, "VIII Z", start=38)
    lines = lines_of(people)
    content = {
        "xlsx": lambda: as_xlsx(lines),
        "xls": lambda: as_xls(lines[:44]),
        "damaged": lambda: damaged(as_xlsx(lines[:44])),
        "wrong sheet": lambda: as_xlsx(lines[:44], before=["Petunjuk"]),
    }[kind]()
    content += b"" if kind != "xls" else b"\0" * (3 * 1024 * 1024)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    caplog.set_level(logging.DEBUG)
    opened = []
    real_open = os.open
    monkeypatch.setattr(
        os,
        "open",
        lambda path, *rest, **more: opened.append(str(path)) or real_open(path, *rest, **more),
    )

    preview = look(client, school_class, content)
    written = write(client, school_class, preview)

    assert written.status_code == 302
    assert school_class.pupils.count() == 38
    assert [str(path) for path, _when in files_below(str(tmp_path))] == []
    assert [path for path in opened if path.startswith(str(tmp_path))] == []
    with connection.cursor() as cursor:
        tables = everything_in(cursor)
    nisn = pupils(1)[0][2]
    for planted in (*PLANTED, nisn):
        assert planted not in tables
        assert planted not in caplog.text
        assert planted not in preview.content.decode()


def test_a_file_over_the_limit_is_refused_with_a_sentence_and_nothing_is_written(
    client, school_class, tmp_path, monkeypatch
):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    for size in (5, 9):
        page = look(client, school_class, b"PK" + b"x" * (size * 1024 * 1024)).content.decode()
        assert "5 MB" in page or "Pilih berkas" in page

    assert (seated(school_class), list(tmp_path.iterdir())) == ([], [])


def test_a_school_of_1200_shows_this_class_and_offers_the_others(client, school_class):
    people = [pupil for place in range(30) for pupil in pupils(40, f"VII {place + 1}", place * 40)]
    people[40:80] = [(name, sex, nisn, "VII A") for name, sex, nisn, _group in people[40:80]]

    preview = look(client, school_class, as_xlsx(lines_of(people)))
    page = preview.content.decode()

    assert "40 murid VII A;" in page
    assert page.count("<option") == 30
    sealed = re.search(r'name="roster" value="([^"]+)"', page)[1]
    other = client.post(
        reverse("classes:roster-look", args=[school_class.code]),
        {"roster": sealed, "group": "VII 7"},
    )
    assert "40 murid VII 7;" in other.content.decode()


def test_the_same_file_again_seats_nobody_twice(client, school_class):
    content = as_xlsx(lines_of(pupils(5)))
    write(client, school_class, look(client, school_class, content))

    preview = look(client, school_class, content)
    write(client, school_class, preview)

    assert preview.content.decode().count("sudah ada di kelas") == 5
    assert len(seated(school_class)) == 5


def test_two_of_one_name_are_asked_about_and_the_answer_counts(client, school_class):
    twins = [
        ("SITI AMINAH", "P", "0120000001", "VII A"),
        ("SITI AMINAH", "P", "0120000002", "VII A"),
        ("SITI AMINNAH", "P", "0120000003", "VII A"),
    ]
    content = as_xlsx(lines_of(twins))

    preview = look(client, school_class, content)
    write(client, school_class, preview, **{"row-8": "add"})

    assert preview.content.decode().count("Mungkin sama dengan SITI AMINAH?") == 2
    assert seated(school_class) == [(1, "SITI AMINAH", "P"), (2, "SITI AMINAH", "P")]


def test_a_pupil_of_another_own_class_is_offered_to_be_moved(client, school_class):
    other = make_class(owner_of(school_class), school_class.school, pupils=0, name="VII B")
    write(client, other, look(client, other, as_xlsx(lines_of(pupils(1, "VII B")))))

    preview = look(client, school_class, as_xlsx(lines_of(pupils(1))))
    write(client, school_class, preview, **{"row-7": "move"})

    assert "Sudah duduk di kelas Anda yang lain: RIZKY PRATAMA, VII B." in preview.content.decode()
    assert (seated(school_class), seated(other)) == ([(1, "RIZKY PRATAMA", "L")], [])
    assert Pupil.objects.values("person").distinct().count() == 1


def test_a_colleagues_class_is_never_betrayed_by_a_shared_nisn(client, school_class):
    theirs = make_class(school=school_class.school, pupils=0, name="VII B")
    Pupil.objects.all().delete()
    client.force_login(owner_of(theirs))
    write(client, theirs, look(client, theirs, as_xlsx(lines_of(pupils(1, "VII B")))))
    client.force_login(owner_of(school_class))

    preview = look(client, school_class, as_xlsx(lines_of(pupils(1))))

    assert "VII B" not in preview.content.decode()


def test_problem_rows_are_listed_and_the_others_seated(client, school_class):
    rows = [("=HYPERLINK(1)", "L", "0120000009", "VII A"), *pupils(1)]

    preview = look(client, school_class, as_xls(lines_of(rows)), "lama.xls")
    write(client, school_class, preview)

    assert "Ini rumus, bukan nama. Ketik namanya." in preview.content.decode()
    assert seated(school_class) == [(1, "RIZKY PRATAMA", "L")]


def test_a_sealed_list_opens_for_its_own_class_only(client, school_class):
    other = make_class(owner_of(school_class), school_class.school, pupils=0, name="VII B")
    preview = look(client, school_class, as_xlsx(lines_of(pupils(2))))

    write(client, other, preview)

    assert seated(other) == []


def test_pasted_names_are_seated_with_their_numbers(client, school_class):
    names = "1. Dinda Ayu, P\n4. Agus Wijaya\n\nSari"
    preview = client.post(reverse("classes:roster", args=[school_class.code]), {"names": names})
    write(client, school_class, preview)

    assert seated(school_class) == [(1, "Dinda Ayu", "P"), (2, "Sari", ""), (4, "Agus Wijaya", "")]
