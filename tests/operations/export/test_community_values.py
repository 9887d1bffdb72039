"""A table of figures of communities: read as lists come, refused where it says nonsense."""

import pytest

from xc_gis.errors import InputError
from xc_gis.operations.export.community_values import read_community_values
from xc_gis.runs.view import read_run_view

COLUMNS = ("floor_area_m2", "tourist_places")


def read(run, path, text, encoding="utf-8"):
    path.write_text(text, encoding=encoding)
    return read_community_values(path, read_run_view(run), COLUMNS)


def test_columns_that_are_wanted_are_read_and_empty_cells_stay_open(finished_run, tmp_path):
    found = read(finished_run, tmp_path / "v.csv", 'community_id,floor_area_m2,备注\nC1,"1,200.5",旧\nC2,,\n', "gb18030")
    assert found == {"floor_area_m2": {"C1": 1200.5}}


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("id,floor_area_m2\nC1,1\n", "community_id"), ("community_id,floor_area_m2\nC9,1\n", "C9"),
        ("community_id,floor_area_m2\nC1,1\nC1,2\n", "第 3 行"), ("community_id,floor_area_m2\nC1,many\n", "many"),
        ("community_id,floor_area_m2\nC1,-3\n", "-3"),
    ],
)  # fmt: skip
def test_nonsense_is_told_with_its_row(finished_run, tmp_path, text, word):
    with pytest.raises(InputError) as caught:
        read(finished_run, tmp_path / "v.csv", text)
    assert word in f"{caught.value.message}"


def test_columns_are_named_as_the_table_has_them(finished_run, tmp_path):
    with pytest.raises(InputError) as caught:
        read(finished_run, tmp_path / "v.csv", "id,floor_area_m2\nC1,1\n")
    assert caught.value.hint == "有这些列：id、floor_area_m2"


def test_a_missing_file_is_told(finished_run, tmp_path):
    with pytest.raises(InputError, match=r"none\.csv"):
        read_community_values(tmp_path / "none.csv", read_run_view(finished_run), COLUMNS)
