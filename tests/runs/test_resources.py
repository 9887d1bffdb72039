"""Resources and directory of a run: read as they stand in it; a damaged table is one clear message."""

import shutil
from dataclasses import fields

import pytest

from tests.fixtures.voiced_run import voiced
from xc_gis.errors import InputError
from xc_gis.runs.resources import DirectoryEntry, Resources, read_resources


def test_a_run_without_them_has_none(voiced_run):
    found = read_resources(voiced_run, {"outputs": ["rating.csv"]})
    assert found == Resources()
    assert not found.has_any


def test_what_is_unknown_is_none_and_never_zero(voiced_run):
    run, _ = voiced(voiced_run)
    found = read_resources(voiced_run, run.manifest)
    assert found.has_any
    cells = {(one.place, one.kind): one for one in found.census.communities}
    assert (cells["C2", "社区服务站"].known, cells["C2", "社区服务站"].count) == (0, None)
    assert (cells["C2", "公共厕所"].known, cells["C2", "公共厕所"].count) == (1, 0)
    assert ("社区社会组织", "organisation") in found.census.kinds
    assert len(found.census.communities) == 2 * len(found.census.kinds)


def test_entries_say_what_the_directory_says(voiced_run):
    run, _ = voiced(voiced_run)
    found = read_resources(voiced_run, run.manifest).directory
    assert [(one.name, one.phone, one.booking) for one in found.entries] == [
        ("西站", "=1+1", "yes"),
        ("东便利店", "010-2", "no"),
        ("<b>x</b>", "", ""),
    ]
    assert len(fields(DirectoryEntry)) == 10


@pytest.mark.parametrize("name", ["census_areas.csv", "directory.csv"])
def test_a_damaged_table_is_one_message(voiced_run, tmp_path, name):
    run, _ = voiced(voiced_run)
    for table in ("census.csv", "census_areas.csv", "directory.csv", "directory_areas.csv"):
        shutil.copy(voiced_run / table, tmp_path / table)
    (tmp_path / name).write_text("area,kind\nALL,x\n", encoding="utf-8-sig")
    with pytest.raises(InputError, match="已损坏"):
        read_resources(tmp_path, run.manifest)
