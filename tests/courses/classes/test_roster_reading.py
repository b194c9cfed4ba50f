"""Lists of pupils as schools have them."""

import pytest
from django.core.exceptions import ValidationError

from courses.classes.domain.roster.listed import ListedPupil
from courses.classes.domain.roster.reading import read_file, read_pasted
from courses.classes.domain.roster.template import roster_template
from tests.courses.classes.dapodik import as_xls, as_xlsx, damaged, lines_of, pupils


def four_columns(roster):
    return [(row.name, row.sex, row.nisn, row.group) for row in roster.rows]


@pytest.mark.parametrize(
    "made",
    [
        as_xlsx(lines_of(pupils(38))),
        as_xls(lines_of(pupils(38))),
        damaged(as_xlsx(lines_of(pupils(38)))),
        as_xlsx(lines_of(pupils(38)), before=["Petunjuk", "Referensi"]),
    ],
    ids=["xlsx", "xls", "damaged", "wrong sheet first"],
)
def test_dapodiks_export_is_read_whatever_the_file_is_like(made):
    roster = read_file(made)

    assert four_columns(roster) == pupils(38)
    assert (roster.ignored, roster.holds_nik, roster.groups) == (62, True, ["VII A"])


def test_nothing_but_four_columns_leaves_the_reader():
    roster = read_file(as_xlsx(lines_of(pupils(1))))

    assert roster.rows == (
        ListedPupil(7, "RIZKY PRATAMA", sex="L", nisn="0120000000", group="VII A"),
    )


def test_a_whole_school_of_1200_pupils_is_read():
    people = [
        pupil
        for place in range(30)
        for pupil in pupils(
            40, f"{('VII', 'VIII', 'IX')[place // 10]} {'ABCDEFGHIJ'[place % 10]}", place * 40
        )
    ]

    roster = read_file(as_xlsx(lines_of(people)))

    assert four_columns(roster) == people
    assert len(roster.groups) == 30


def test_an_nisn_that_excel_took_for_a_number_gets_its_zeros_back():
    lines = lines_of(pupils(1))
    lines[6][4] = 120000000  # type: ignore[call-overload]

    assert read_file(as_xlsx(lines)).rows[0].nisn == "0120000000"


@pytest.mark.parametrize(
    "formula", ['=HYPERLINK("http://jahat.example","Rizky")', "+62812", "@SUM(A1)"]
)
def test_a_formula_is_no_name(formula):
    lines = lines_of([(formula, "L", "0120000000", "VII A"), *pupils(1, start=1)])

    roster = read_file(as_xls(lines))

    assert [bool(row.problem) for row in roster.rows] == [True, False]


def test_a_name_calculated_by_a_formula_without_a_result_is_a_problem_row():
    lines = lines_of([('=CONCATENATE("A","B")', "L", "0120000000", "VII A")])

    assert [(row.name, bool(row.problem)) for row in read_file(as_xlsx(lines)).rows] == [("", True)]


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"PK\x03\x04 half a file", "This file cannot be read."),
        (b"Nama;NISN\nA;1", "This file cannot be read."),
        (as_xlsx([["Judul"], ["Harga", "Jumlah"]]), "No list of pupils was found."),
        (as_xlsx(lines_of([])), "Under the headings there is no pupil."),
        (b"x" * (5 * 1024 * 1024 + 1), "The file is larger than 5 MB."),
    ],
)
def test_what_is_no_list_of_pupils_is_refused_with_a_sentence(content, sentence, settings):
    settings.LANGUAGE_CODE = "en"

    with pytest.raises(ValidationError) as refusal:
        read_file(content)

    assert refusal.value.messages[0].startswith(sentence)


def test_our_template_comes_back_with_numbers_and_names(tmp_path):
    from openpyxl import load_workbook

    path = tmp_path / "templat.xlsx"
    path.write_bytes(roster_template())
    book = load_workbook(path)
    book.worksheets[0]["B2"], book.worksheets[0]["C2"] = "Sari Ayu", "P"
    book.worksheets[0]["B5"] = "Agus Wijaya"
    book.save(path)

    roster = read_file(path.read_bytes())

    assert [(row.number, row.name, row.sex) for row in roster.rows] == [
        (1, "Sari Ayu", "P"),
        (4, "Agus Wijaya", ""),
    ]
    assert (roster.ignored, roster.holds_nik) == (0, False)


@pytest.mark.parametrize(
    ("line", "number", "name", "sex"),
    [
        ("Rizky Pratama", None, "Rizky Pratama", ""),
        ("1. Rizky Pratama", 1, "Rizky Pratama", ""),
        ("12) Dinda Ayu, P", 12, "Dinda Ayu", "P"),
        ("3\tAgus Wijaya\tL", 3, "Agus Wijaya", "L"),
        ("Sari; P", None, "Sari", "P"),
        ("Putri Ayu P", None, "Putri Ayu", "P"),
        ("7 Bayu (L)", 7, "Bayu", "L"),
        ("Nur L'atifah", None, "Nur L'atifah", ""),
        ("Al", None, "Al", ""),
    ],
)
def test_pasted_lines_may_have_a_number_before_and_the_sex_after_the_name(line, number, name, sex):
    assert read_pasted(f"\n{line}\n\n").rows == (ListedPupil(1, name, sex=sex, number=number),)
