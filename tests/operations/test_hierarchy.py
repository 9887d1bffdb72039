"""A study with grids and compounds has its figures at each level, and the plan's indicator of grids is fed by them."""

import csv

import geopandas as gpd
import pytest
import shapely

from tests.fixtures.small_study import BEIJING, STUDY, write_small_study
from xc_gis.errors import InputError
from xc_gis.operations.run import run_into

LEVELS = (
    STUDY
    + '\n[hierarchy]\ngrids = "grids.geojson"\ncompounds = { path = "compounds.geojson" }\n\n[[indicators]]\nlist = "xicheng-plan-2021-2025"\n'
)


def layer(path, **boxes):
    shapes = [shapely.transform(shapely.box(*box), lambda p: p + BEIJING.origin) for box in boxes.values()]
    gpd.GeoDataFrame({"名称": list(boxes)}, geometry=shapes, crs=BEIJING.crs).to_crs("EPSG:4326").to_file(path)


def rows(path):
    return list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))


def test_levels_add_up_to_the_coverage_of_the_run_and_feed_the_indicator(tmp_path):
    study = write_small_study(tmp_path / "s", study=LEVELS)
    layer(tmp_path / "s" / "grids.geojson", 西网格=(0, 0, 1200, 1200), 东网格=(1200, 0, 2400, 600))
    layer(tmp_path / "s" / "compounds.geojson", 小区一=(0, 0, 600, 600))
    result, manifest = run_into(study, tmp_path / "r", tables_only=True)
    found = rows(tmp_path / "r" / "hierarchy.csv")
    coverage = {(row["community_id"], row["category"]): row for row in rows(tmp_path / "r" / "coverage.csv")}
    for row in found:
        if row["level"] == "community":
            whole = coverage[row["community_id"], row["category"]]
            assert [float(row[name]) for name in ("residents", "covered", "gap", "unknown")] == [
                float(whole[name]) for name in ("residents", "covered", "gap", "unknown")
            ]
    assert {(row["grid"], row["compound"]) for row in found if row["level"] == "compound"} == {
        ("西网格", "小区一"), ("西网格", "NONE"), ("东网格", "NONE"), ("NONE", "NONE"),
    }  # fmt: skip
    district = rows(tmp_path / "r" / "grids.csv")[0]
    share = float(district["in_grids"]) / float(district["residents"])
    assert 0.5 < share < 1
    indicator = next(
        row for row in rows(tmp_path / "r" / "indicator_status.csv") if (row["number"], row["area"]) == ("15", "ALL")
    )
    assert float(indicator["value"]) == pytest.approx(share * 100, abs=1e-5)
    assert (indicator["source"], indicator["status"], indicator["held_back_by"]) == ("computed", "behind", "C2")
    assert indicator["short_of"] == "outside_grids"
    assert float(indicator["short_low"]) == float(indicator["short_high"]) > 0
    assert {"grids", "compounds"} <= {one["role"] for one in manifest["inputs"]}
    assert result.grids is not None


def test_without_grids_the_level_is_left_out_and_nobody_says_how_far_they_cover(tmp_path):
    study = write_small_study(tmp_path / "s", study=LEVELS.replace('grids = "grids.geojson"\n', ""))
    layer(tmp_path / "s" / "compounds.geojson", 小区一=(0, 0, 600, 600))
    result, _ = run_into(study, tmp_path / "r", tables_only=True)
    assert "grid" not in set(result.hierarchy["level"])
    assert not (tmp_path / "r" / "grids.csv").exists()
    indicator = next(row for row in rows(tmp_path / "r" / "indicator_status.csv") if row["number"] == "15")
    assert indicator["status"] == "no_data"


def test_a_layer_that_is_not_there_is_told_with_its_key(tmp_path):
    with pytest.raises(InputError, match=r"\[hierarchy\] grids:找不到文件"):
        run_into(write_small_study(tmp_path / "s", study=LEVELS), tmp_path / "r", tables_only=True)
