"""Where files of a study stand in an archive: every path of the study leads there, on any machine."""

import shutil

import pytest

from tests.fixtures.small_study import edit, write_small_study
from xc_gis.errors import InputError
from xc_gis.operations.years.archive_layout import archived_study


@pytest.fixture
def study(tmp_path):
    return write_small_study(tmp_path / "deep" / "study")


def test_paths_that_climb_stay_inside(study):
    shutil.move(study.parent / "residents.csv", study.parent.parent / "residents.csv")
    edit(study, lambda text: text.replace('"residents.csv"', '"../residents.csv"'))
    found = archived_study(study)
    assert found.study == "study/in/study.toml"
    assert found.inputs["../residents.csv"] == "study/residents.csv"
    assert found.inputs["streets.osm"] == "study/in/streets.osm"


def test_variables_have_folders_of_their_own(study, monkeypatch):
    monkeypatch.setenv("OFFICE", str(study.parent))
    edit(study, lambda text: text.replace('"residents.csv"', '"${OFFICE:-nowhere}/residents.csv"'))
    found = archived_study(study)
    assert found.inputs["${OFFICE:-nowhere}/residents.csv"] == "study/variables/OFFICE/residents.csv"
    assert found.variables == ("OFFICE",)


def test_corrections_and_parts_of_shapefiles_go_along(study):
    (study.parent / "study.corrections.csv").write_text("x\n", encoding="utf-8")
    for ending in (".shp", ".dbf", ".shx"):
        (study.parent / f"areas{ending}").write_bytes(b"x")
    edit(study, lambda text: text + '\n[subdistricts]\npath = "areas.shp"\n')
    names = set(archived_study(study).files)
    assert {f"study/{name}" for name in ("study.corrections.csv", "areas.shp", "areas.dbf", "areas.shx")} <= names


def test_a_path_of_this_machine_is_refused(study):
    edit(study, lambda text: text.replace('"residents.csv"', f'"{(study.parent / "residents.csv").as_posix()}"'))
    with pytest.raises(InputError, match="只在这台电脑上有效"):
        archived_study(study)
