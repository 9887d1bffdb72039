"""Runs of the same files: the method has all of the change, and nothing is read for it."""

import shutil

import pytest

from tests.fixtures.small_study import edit
from xc_gis.operations.run import run_into
from xc_gis.operations.years import compare as module
from xc_gis.operations.years.compare import compare_into
from xc_gis.operations.years.method_alone import method_alone
from xc_gis.operations.years.opened import year_run
from xc_gis.operations.years.standard_of_run import standard_of


@pytest.fixture(scope="module")
def revised(years, tmp_path_factory):
    """The first year rated by a revised standard and at another pace."""
    root = tmp_path_factory.mktemp("revised")
    shutil.copytree(years / "study1", root / "study")
    edit(root / "study" / "few.yaml", lambda text: text.replace("weight: 40", "weight: 30").replace("weight: 20", "weight: 30"))
    edit(root / "study" / "study.toml", lambda text: text + '\n[settings]\n"walk.speed.adult" = 0.8\n')
    run_into(root / "study" / "study.toml", root / "run", tables_only=True)
    return root


def test_no_list_is_read_and_the_answer_is_that_of_a_comparison_which_reads(years, revised, tmp_path, monkeypatch):
    compare_into([years / "1", revised / "run"], tmp_path / "read", checked=True)
    monkeypatch.setattr(module.StudiesOfRuns, "pair", None)
    found, _ = compare_into([years / "1", revised / "run"], tmp_path / "alone")
    assert found.splits[0].changed._asdict() == {"world": False, "data": False, "method": True}
    assert len(found.splits[0].rows) > 0
    for name in ("changes.csv", "causes.csv", "differences.csv"):
        assert (tmp_path / "alone" / name).read_bytes() == (tmp_path / "read" / name).read_bytes(), name


def test_whatever_may_be_another_world_or_other_data_is_read(years, revised, tmp_path):
    with year_run(years / "1") as one, year_run(years / "2") as two, year_run(revised / "run") as other:
        assert method_alone(one, two, (standard_of(one), standard_of(two))) is None  # another list
        assert method_alone(one, other, (standard_of(one), standard_of(other))) is not None
        shutil.copytree(revised, tmp_path / "moved")
        edit(tmp_path / "moved" / "study" / "few.yaml", lambda text: text + "\n")
        with year_run(tmp_path / "moved" / "run") as moved:
            assert method_alone(one, moved, (standard_of(one), standard_of(moved))) is None  # its standard is no longer to be had
    shutil.copytree(years / "study1", tmp_path / "later")
    edit(tmp_path / "later" / "study.toml", lambda text: text.replace("date = 2026-06-30", "date = 2029-06-30"))
    run_into(tmp_path / "later" / "study.toml", tmp_path / "run", tables_only=True)
    with year_run(years / "1") as one, year_run(tmp_path / "run") as later:
        assert method_alone(one, later, (standard_of(one), standard_of(later))) is None  # lists have aged
