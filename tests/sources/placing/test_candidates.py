"""What is known of where a row is: the table of evidence and scores of decision 23, and whether all that agrees lies together."""

from pathlib import Path

import geopandas as gpd
import pytest
import shapely

from xc_gis.sources.placing.candidates import Located, Placer, _areas, known_rows, named_area
from xc_gis.standard import load_standard

STANDARD = load_standard("xicheng-ykz-default", base_dir=Path())


def placer(*rows, subdistricts=None, streets=()):
    """Located rows by (name, type, address, x)."""
    frame = gpd.GeoDataFrame({"name": [r[0] for r in rows], "type": [r[1] for r in rows], "address": [r[2] for r in rows], "shown": [f"甲.csv {n}" for n in range(len(rows))], "_layer": 0},
                             geometry=[shapely.Point(r[3], 0) for r in rows], crs="EPSG:4548")  # fmt: skip
    return Placer(Located(frame, frozenset(streets)), STANDARD, subdistricts, ["甲街道"], 0.85)


def scores(found, name="幸福里养老驿站", address="", kind="EDS", subdistrict="", layer=1):
    return [(at, score) for at, score, _ in found.candidates(name, kind, address, subdistrict, layer)]


@pytest.mark.parametrize(
    ("there", "name", "address", "score"),
    [
        (("幸福里养老驿站", "EDS", "甲街12号", 0), "幸福里养老驿站", "甲街12号", 100.0),
        (("某店", "CVS", "甲街12号", 0), "幸福里养老驿站", "甲街12号", 92.0),
        (("某店", "CVS", "甲街12号3号楼", 0), "幸福里养老驿站", "甲街12号3号楼", 92.0),
        (("幸福里养老驿站", "EDS", "", 0), "幸福里养老驿站", "甲街12号", 90.0),
        (("某店", "CVS", "甲街12号", 0), "幸福里养老驿站", "甲街12号3号楼", 80.0),
        (("幸福里养老驿站", "EDS", "甲街14号", 0), "幸福里养老驿站", "甲街12号", 60.0),
    ],
)
def test_the_scores_are_those_of_the_decision(there, name, address, score):
    assert scores(placer(there), name, address) == [(0, score)]


def test_a_street_alone_is_thirty_and_no_place():
    found = placer(("某店", "CVS", "乙街1号", 0), streets=["甲街"])
    assert scores(found, address="甲街12号") == [(-1, 30.0)]
    assert scores(found, address="丙街12号") == []


def test_the_list_itself_another_branch_other_signs_and_mere_types_are_no_evidence():
    there = ("幸福东里养老驿站", "EDS", "", 0)
    assert scores(placer(there), "幸福东里养老驿站", layer=0) == []
    assert scores(placer(there), "幸福西里养老驿站") == []
    assert scores(placer(("团结养老驿站(东店)", "EDS", "", 0)), "团结养老驿站(西直门店)") == []
    assert scores(placer(("养老服务驿站", "EDS", "", 0)), "养老服务驿站") == []


def test_what_lies_in_another_subdistrict_than_the_row_says_does_not_count():
    areas = gpd.GeoDataFrame(
        {"name": ["甲街道", "乙街道"]}, geometry=[shapely.box(-10, -10, 10, 10), shapely.box(90, -10, 110, 10)], crs="EPSG:4548"
    )
    found = placer(
        ("幸福里养老驿站", "EDS", "", 0),
        ("幸福里养老驿站", "EDS", "", 100),
        ("幸福里养老驿站", "EDS", "", 500),
        subdistricts=areas,
    )
    assert [at for at, _ in scores(found, subdistrict="甲街道")] == [0, 2]  # outside all of them nobody contradicts
    assert [at for at, _ in scores(found)] == [0, 1, 2]
    assert _areas(shapely.points([(0, 0), (50, 0)]), areas).tolist() == ["甲街道", ""]


def test_together_is_all_that_agrees_within_five_points_of_the_best():
    found = placer(("a", "EDS", "", 0), ("b", "EDS", "", 80), ("c", "EDS", "", 500))
    assert found.together([(0, 92.0, ""), (1, 87.0, "")], 100.0)
    assert not found.together([(0, 92.0, ""), (2, 87.0, "")], 100.0)
    assert found.together([(0, 92.0, ""), (2, 86.9, "")], 100.0)


def test_an_area_stays_one_for_a_facility_and_is_a_point_for_a_mere_address():
    frame = gpd.GeoDataFrame(
        {"name": ["园", ""], "type": ["PRK", ""], "address": ["", "甲街1号"], "shown": ["a", "b"], "_layer": [0, -1]},
        geometry=[shapely.box(0, 0, 10, 10)] * 2,
        crs="EPSG:4548",
    )
    made = Placer(Located(frame, frozenset()), STANDARD, None, [], 0.85)
    assert made.place_of(0).geom_type == "Polygon"
    assert made.place_of(1).geom_type == "Point"


def test_the_longest_name_in_a_text_is_meant():
    assert named_area("西长安街街道办", ["长安街", "西长安街街道", ""]) == "西长安街街道"
    assert named_area("无", ["长安街"]) == ""


def test_rows_without_a_place_are_no_evidence():
    rows = gpd.GeoDataFrame(
        {"name": ["甲", "乙"], "address": "", "type": "EDS", "_layer": 0, "_file": "a.csv", "__row__": [2, 3]},
        geometry=[None, shapely.Point(1, 1)],
        crs="EPSG:4548",
    )
    assert known_rows(rows)["shown"].tolist() == ["a.csv 第 3 行"]
