"""Areas, units and schools."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import CommandError, call_command

from courses.people.domain.places import change_unit, make_unit, remove_unit
from courses.people.models import Area, School, Unit
from tests.people import make_citizen, sign_in_as_staff


def test_every_database_has_the_areas_of_the_regency(db):
    kinds = {kind: Area.objects.filter(kind=kind).count() for kind in Area.Kind.values}
    assert kinds == {"kecamatan": 23, "kelurahan": 15, "desa": 232}
    assert Area.objects.get(code="18.03.06.2006").parent.name == "Abung Barat"


def test_seven_names_stand_for_two_places_so_the_code_is_the_key(db):
    assert Area.objects.filter(name="Sumber Agung").count() == 2


def test_every_database_has_an_example_tree_of_units_that_is_whole(db):
    assert set(Unit.objects.values_list("is_example", flat=True)) == {True}
    assert Unit.objects.filter(code__regex=r"^KEC-\d\d$").count() == 23
    assert Unit.find_problems() == ([], [], [], [], [])
    assert Unit.objects.get(code="KEC-10-PEL").get_parent().code == "KEC-10"


def test_another_regency_replaces_the_areas(db, tmp_path, capsys):
    make_citizen(area_id="18.03.01.2002")
    file = tmp_path / "wilayah.csv"
    file.write_text(
        "kode,kode_kecamatan,kecamatan,jenis,nama\n18.71.01.1001,18.71.01,Kedaton,kelurahan,Penengahan\n",
        encoding="utf-8",
    )
    call_command("load_areas", file)
    assert set(Area.objects.values_list("code", flat=True)) == {
        "18.71.01",
        "18.71.01.1001",
        "18.03.01",
        "18.03.01.2002",
    }
    call_command("load_areas", file)
    assert "2 areas loaded, 0 dropped" in capsys.readouterr().out


def test_a_list_without_the_columns_is_refused(db, tmp_path):
    file = tmp_path / "salah.csv"
    file.write_text("nama;kode\n", encoding="utf-8")
    with pytest.raises(CommandError):
        call_command("load_areas", file)
    assert Area.objects.count() == 270


def test_a_unit_moves_with_everything_under_it(admin):
    unit = make_unit("Bidang Baru", "BARU", parent=Unit.objects.get(code="DINKES"), by=admin)
    make_unit("Seksi", "BARU-1", parent=unit, by=admin)
    change_unit(
        Unit.objects.get(code="BARU"),
        name="Bidang Baru",
        short_name="",
        parent=Unit.objects.get(code="RSUD"),
        by=admin,
    )
    assert [unit.code for unit in Unit.objects.get(code="BARU-1").get_ancestors()] == [
        "RSUD",
        "BARU",
    ]
    change_unit(Unit.objects.get(code="BARU"), name="Aneka", short_name="", parent=None, by=admin)
    assert Unit.objects.get(code="BARU").is_root()
    assert Unit.find_problems() == ([], [], [], [], [])


def test_a_unit_is_not_hung_under_itself(admin):
    with pytest.raises(ValidationError):
        change_unit(
            Unit.objects.get(code="KEC-10"),
            name="X",
            short_name="",
            parent=Unit.objects.get(code="KEC-10-PEL"),
            by=admin,
        )
    assert Unit.objects.get(code="KEC-10").name == "Kecamatan Kotabumi Selatan"


def test_a_unit_with_people_is_not_deleted(admin, servant):
    with pytest.raises(ValidationError):
        remove_unit(Unit.objects.get(code="KEC-10"), by=admin)
    remove_unit(Unit.objects.get(code="RSUD"), by=admin)
    assert not Unit.objects.filter(code="RSUD").exists()


def test_an_administrator_keeps_units_schools_and_areas(client, admin):
    sign_in_as_staff(client, admin)
    rsud = Unit.objects.get(code="RSUD")
    client.post(
        "/kelola/unit/baru/", {"name": "Instalasi Gizi", "code": "RSUD-GIZI", "parent": rsud.pk}
    )
    assert Unit.objects.get(code="RSUD-GIZI").get_parent() == rsud
    assert (
        "sudah dipakai unit lain"
        in client.post("/kelola/unit/baru/", {"name": "X", "code": "RSUD"}).content.decode()
    )
    client.post(
        "/kelola/sekolah/baru/", {"npsn": "10800009", "name": "SMP 9", "area": "18.03.02.1001"}
    )
    assert School.objects.get(npsn="10800009").area_id == "18.03.02.1001"
    assert (
        "tepat delapan angka"
        in client.post("/kelola/sekolah/baru/", {"npsn": "12", "name": "SMP"}).content.decode()
    )
    client.post("/kelola/wilayah/18.03.02.1001/", {"name": "Nama Baru"})
    assert Area.objects.get(code="18.03.02.1001").name == "Nama Baru"
    for path in (
        "unit/",
        f"unit/{rsud.pk}/",
        "sekolah/",
        "sekolah/10800009/",
        "wilayah/",
        "wilayah/?kecamatan=18.03.02",
    ):
        assert client.get(f"/kelola/{path}").status_code == 200
    assert client.get("/kelola/unit/99999/").status_code == 404
