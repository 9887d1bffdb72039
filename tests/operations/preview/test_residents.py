"""A population grid is shown cell by cell in steps of residents, with its sum and what lies outside the communities."""

from __future__ import annotations

import tomllib

import numpy as np
import pytest
import rasterio
from rasterio.transform import from_origin

from tests.fixtures.dwellings import write_grid
from tests.fixtures.small_study import STUDY, degrees, write_small_study
from xc_gis.operations.preview import residents as module
from xc_gis.operations.preview.preview import preview_layer

CELLS = np.arange(1.0, 15 * 26 + 1).reshape(15, 26)
CELLS[0, 0] = -99.0


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    made = write_small_study(tmp_path_factory.mktemp("grid") / "study").parent
    write_grid(made / "people.tif", CELLS, west=-100.0, north=1300.0)
    return made


@pytest.fixture
def content():
    return {**tomllib.loads(STUDY), "residents": {"path": "people.tif"}}


def test_cells_are_points_in_steps_from_little_to_much(folder, content):
    seen = preview_layer(folder, content, "residents")
    classes = seen.classes
    assert seen.fault is None
    assert (classes.title, classes.ordered, classes.cell_m) == ("共 76,244 人,389 格", True, pytest.approx(100.0, abs=0.5))
    assert seen.count == len(seen.points) == sum(classes.counts) == 389
    assert len(classes.words) == 5
    assert max(classes.counts) < 2 * min(classes.counts)
    first = int(np.argmin(np.abs(seen.points - degrees([(50, 1250)])[0]).sum(axis=1)))
    last = int(np.argmin(np.abs(seen.points - degrees([(2450, -150)])[0]).sum(axis=1)))
    assert (classes.points[first], classes.points[last]) == (0, 4)


def test_the_table_begins_with_the_largest_cell(folder, content):
    seen = preview_layer(folder, content, "residents")
    assert seen.rows[0][:3] == ("r00014c00025", "390.0", "(社区之外)")
    assert any(row[2] == "东社区" for row in seen.rows)
    assert seen.columns == ()


def test_what_lies_outside_the_communities_is_said(folder, content):
    inside = CELLS[1:13, 1:25].sum()
    (found,) = [f for f in preview_layer(folder, content, "residents").findings if f.topic == "outside"]
    assert found.evidence == {"cells": 389 - 288, "residents": 76_244 - inside}
    assert f"101 格、{76_244 - inside:,.0f} 人在各社区之外" in found.text


def test_the_sum_is_the_one_that_a_run_reads(folder, content, tmp_path):
    from tests.fixtures.towns import settings
    from xc_gis.progress import Silent
    from xc_gis.sources.load.load import load_study_data
    from xc_gis.sources.study.file import read_study_file
    from xc_gis.standard import load_standard

    study = folder / "grid.toml"
    study.write_text(STUDY.replace('"residents.csv"\ncrs = "EPSG:4326"', '"people.tif"'), encoding="utf-8")
    file = read_study_file(study)
    data = load_study_data(file, load_standard(file.study.standard), settings(), Silent())
    assert data.demand["residents"].sum() == 76_244
    assert data.demand["community_id"].isna().sum() == 101


def test_without_communities_the_whole_grid_is_shown_unless_it_is_too_large(folder, content, monkeypatch):
    del content["communities"]
    seen = preview_layer(folder, content, "residents")
    assert seen.count == 389
    assert "社区还不可用" in seen.findings[-1].text
    monkeypatch.setattr(module, "MOST_UNFRAMED", 100)
    fault = preview_layer(folder, content, "residents").fault
    assert "390 格,太大" in fault.message
    assert "先选好社区文件" in fault.hint


def test_many_cells_are_cut_to_the_largest_and_said_so(folder, content, monkeypatch):
    monkeypatch.setattr(module, "MOST_POINTS", 40)
    seen = preview_layer(folder, content, "residents")
    assert len(seen.points) == 40
    assert set(seen.classes.points) == {4}
    assert "图上仅显示人数最多的前 40 处" in seen.notices


def test_values_that_only_weigh_are_not_called_people(folder, content):
    content["residents"]["total"] = 5000.0
    assert preview_layer(folder, content, "residents").classes.title == "格子的数合计 76,244,只作分摊的权重,389 格"


def test_counted_points_of_a_table_are_coloured_too(folder):
    seen = preview_layer(folder, tomllib.loads(STUDY), "residents")
    assert seen.classes.title == "共 9,756 人,72 处"
    assert len(seen.classes.points) == len(seen.points) == 72
    assert seen.columns[:2] == ("demand_id", "lon")


def test_equal_cells_are_one_step(folder, content):
    write_grid(folder / "equal.tif", np.full((12, 24), 7.0))
    content["residents"]["path"] = "equal.tif"
    classes = preview_layer(folder, content, "residents").classes
    assert (classes.words, classes.counts) == (("人数相同",), (288,))


def write_other(path, **form):
    shape = {"driver": "GTiff", "height": 12, "width": 24, "dtype": "float32", "count": 1, **form}
    with rasterio.open(path, "w", **shape) as grid:
        grid.write(np.full((shape["count"], 12, 24), 3.0, dtype="float32"))


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("none.tif", "找不到文件"),
        ("text.tif", "不是可读的 GeoTIFF"),
        ("no_crs.tif", "没有声明坐标系"),
        ("bands.tif", "有 2 个波段"),
        ("away.tif", "与研究范围不相交"),
    ],
)
def test_fault_is_one_message(folder, content, name, words):
    (folder / "text.tif").write_text("PK", encoding="utf-8")
    degree = from_origin(117.0, 39.93, 0.001, 0.001)
    write_other(folder / "no_crs.tif", transform=degree)
    write_other(folder / "bands.tif", transform=degree, crs="EPSG:4326", count=2)
    write_other(folder / "away.tif", transform=from_origin(121.0, 31.0, 0.001, 0.001), crs="EPSG:4326")
    content["residents"]["path"] = name
    seen = preview_layer(folder, content, "residents")
    assert words in seen.fault.message
    assert seen.points is None
