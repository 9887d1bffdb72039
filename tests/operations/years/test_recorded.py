"""Figures of a run as its tables say them: fractions, open bounds, and nothing where there is nothing."""

import shutil
from fractions import Fraction

import numpy as np
import pandas as pd
import pytest

from xc_gis.errors import InputError
from xc_gis.operations.run import open_run
from xc_gis.operations.study import ReadStreets, analyse
from xc_gis.operations.years.opened import study_of, year_run
from xc_gis.operations.years.recorded import Bounds, recorded, recorded_walks
from xc_gis.operations.years.standard_of_run import StandardOfRun
from xc_gis.progress import Silent

FIRST = StandardOfRun(0, {"id": "first"})

RATING = "community_id,community,subdistrict,stars_low,stars_high\nC1,'=西,甲,2,3\nC2,东,甲,,\n"
COVERAGE = "community_id,category,covered,unknown\nC1,MED,10.5,2\nC2,MED,,\n"


def write(folder, rating=RATING, coverage=COVERAGE):
    (folder / "rating.csv").write_text(rating, encoding="utf-8-sig")
    (folder / "coverage.csv").write_text(coverage, encoding="utf-8-sig")
    return folder


def test_what_has_no_figure_has_no_entry(tmp_path):
    found = recorded(write(tmp_path), FIRST)
    assert found.values == {
        ("C1", "stars"): Bounds(Fraction(2), Fraction(3)), ("C1", "MED"): Bounds(Fraction(21, 2), Fraction(25, 2)),
    }  # fmt: skip
    assert found.names == {"C1": ("=西", "甲"), "C2": ("东", "甲")}
    assert found.categories == ("MED",)


@pytest.mark.parametrize("rating", ["", "community_id\nC1\n", RATING.replace("2,3", "two,3")])
def test_a_damaged_table_is_said(tmp_path, rating):
    with pytest.raises(InputError, match="缺失或已损坏"):
        recorded(write(tmp_path, rating=rating) if rating else tmp_path, FIRST)


def test_walks_of_a_run_are_those_that_its_study_gives(years):
    manifest = open_run(years / "2").manifest
    with year_run(years / "2") as run:
        study = study_of(run, Silent(), ReadStreets())
    ids, found = study.data.demand["demand_id"], analyse(study)
    walks = recorded_walks(years / "2", manifest, ids)
    assert set(walks.times) == set(found.times)
    for name, seconds in found.times.items():
        np.testing.assert_array_equal(walks.times[name], seconds)
    np.testing.assert_array_equal(walks.off_network, found.scene.demand.off_network & ~np.isnan(found.scene.demand.xy[:, 0]))
    assert recorded_walks(years / "2", manifest, ids[::-1]) is None


@pytest.mark.parametrize(("file", "left"), [("demand_points.parquet", None), ("lists.zip", {"MED", "CVS", "ELD", "CHI"})])
def test_walks_of_a_file_that_was_changed_are_not_taken(years, tmp_path, file, left):
    shutil.copytree(years / "2", tmp_path / "2")
    (tmp_path / "2" / file).write_bytes((tmp_path / "2" / file).read_bytes() + b" ")
    table = pd.read_parquet(years / "2" / "demand_points.parquet")
    walks = recorded_walks(tmp_path / "2", open_run(tmp_path / "2").manifest, table["demand_id"])
    assert (walks and set(walks.times)) == left
