"""Communities and subdistricts: every id once, outlines repaired aloud, people that are numbers."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from xc_gis.errors import InputError
from xc_gis.sources.layers.read import Layer
from xc_gis.sources.people.communities import (
    _why_invalid,
    check_ids,
    read_communities,
    read_subdistricts,
    repaired,
    residents_column,
)
from xc_gis.sources.rows.cells import ROW
from xc_gis.sources.rows.left_out_rows import ProblemList
from xc_gis.sources.study.named_files import LayerSource, StudyFiles
from xc_gis.sources.study.tables import LayerTable

BOWTIE = shapely.Polygon([(0, 0), (10, 10), (10, 0), (0, 10)])


def source(folder, table, shapes, **columns):
    gpd.GeoDataFrame(columns, geometry=shapes, crs="EPSG:4548").to_file(folder / "a.gpkg")
    return LayerSource(table, LayerTable(path="a.gpkg"), StudyFiles(folder, "study.toml"))


def read(folder, shapes, **columns):
    problems = ProblemList()
    table, record, waiting = read_communities(source(folder, "communities", shapes, **columns), None, "EPSG:4548", problems)
    return table, record, waiting, problems.rows


def test_areas_points_and_names_are_told_apart_and_sorted_by_id(tmp_path):
    shapes = [shapely.Point(500_000, 4_420_000), None, shapely.box(500_000, 4_420_000, 500_100, 4_420_100)]
    table, record, waiting, problems = read(
        tmp_path, shapes, community_id=["C3", "C2", "C1"], name=["丙", "乙", "甲"], residents=[3.0, None, 1.0]
    )
    assert table["community_id"].tolist() == ["C1", "C2", "C3"]
    assert table["location"].tolist() == ["area", "none", "point"]
    assert table["residents"].tolist()[::2] == [1.0, 3.0]
    assert np.isnan(table["residents"][1])
    assert (record.rows, record.used) == (3, 2)
    assert [row.facility_id for row in waiting] == ["C2"]
    assert [row for _, row, _, _ in problems] == [3]


def test_a_line_is_no_community_and_a_point_no_subdistrict(tmp_path):
    line = shapely.LineString([(500_000, 4_420_000), (500_100, 4_420_000)])
    with pytest.raises(InputError, match=r"a\.gpkg 第 2 行的社区是线,应为面或点"):
        read(tmp_path, [line], community_id=["C1"], name=["甲"])
    (tmp_path / "a.gpkg").unlink()
    with pytest.raises(InputError, match=r"a\.gpkg 第 3 行的街道不是面"):
        read_subdistricts(
            source(tmp_path, "subdistricts", [BOWTIE.convex_hull, shapely.Point(0, 0)], name=["甲街道", "乙街道"]),
            "EPSG:4548",
            ProblemList(),
        )
    assert read_subdistricts(None, "EPSG:4548", ProblemList()) == (None, None)


@pytest.mark.parametrize(
    ("ids", "words"),
    [
        (["a", "", ""], "x.csv 第 3 行没有编号(共 2 行)"),
        (["a", "b", "a"], "x.csv 的编号 “a” 重复(第 2、4 行)"),
        (["a"] * 7, "x.csv 的编号 “a” 重复(第 2、3、4、5、6 行)"),
    ],
)
def test_ids_are_there_and_each_once(ids, words):
    with pytest.raises(InputError) as caught:
        check_ids(pd.Series(ids), pd.Series(range(2, len(ids) + 2)), "x.csv", "编号")
    assert caught.value.message == words
    check_ids(pd.Series(["a", "b"]), pd.Series([2, 3]), "x.csv", "编号")


def test_a_broken_outline_is_repaired_aloud_and_one_of_which_nothing_is_left_is_missing():
    flat = shapely.Polygon([(0, 0), (10, 0), (0, 0)])
    frame = gpd.GeoDataFrame({ROW: [2, 3, 4, 5]}, geometry=[BOWTIE, flat, shapely.box(0, 0, 1, 1), None], crs="EPSG:4548")
    problems = ProblemList()
    found = repaired(Layer("a.gpkg", frame, "", "", pd.Series([""] * 4)), problems)
    assert found[0].is_valid
    assert found[0].area == pytest.approx(50)  # two triangles of 25
    assert found.isna().tolist() == [False, True, False, True]
    assert problems.rows == [("a.gpkg", 2, "图形无效(边界自相交)", "已自动修复后使用")]


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("Self-intersection[116.3 39.9]", "边界自相交"),
        ("Ring Self-intersection[0 0]", "边界与自身相接"),
        ("Something new[0 0]", "不符合面的规则"),
    ],
)
def test_faults_of_an_outline_are_said_in_words(reason, words):
    assert _why_invalid(reason) == words


def column(*values, required=False):
    frame = pd.DataFrame({"residents": pd.Series(values, dtype=object), ROW: range(2, len(values) + 2)})
    return residents_column(frame, "residents", "x.csv", required=required).tolist()


def test_people_are_numbers_or_not_given():
    assert column("1,200", "３", 0, "约50", "120人") == [1200.0, 3.0, 0.0, 50.0, 120.0]
    assert np.isnan(column("", None, "不详")).all()
    assert np.isnan(residents_column(pd.DataFrame({ROW: [2, 3]}), "residents", "x.csv", required=True)).all()


@pytest.mark.parametrize(("value", "why"), [("很多", "不是数字"), (-1, "是负数"), ("-0.5", "是负数"), (float("inf"), "不是数字")])
def test_people_that_cannot_be_are_told_with_row_and_count(value, why):
    with pytest.raises(InputError, match=rf"x\.csv 第 3 行的 residents = .* {why}\(共 1 行\)"):
        column(1, value)


def test_people_that_are_needed_and_not_given_are_no_zero():
    with pytest.raises(InputError, match=r"x\.csv 第 3 行没有 residents\(共 2 行\)") as caught:
        column(1, "", "不详", required=True)
    assert "填 0" in caught.value.hint
