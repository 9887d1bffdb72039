"""What looks wrong is said; what fits is said, too."""

from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from xc_gis.model import AGE_COLUMNS, FACILITY_COLUMNS, StudyData
from xc_gis.sources.checks.districts import XICHENG
from xc_gis.sources.checks.plausibility import plausibility
from xc_gis.standard import load_standard
from xc_gis.units import ANALYSIS_CRS

STREETS = [f"{name}街道" for name in XICHENG.subdistricts]


def district(people=70_000.0, side_m=1838.5):
    """Fifteen square subdistricts in a row with one community each."""
    squares = [shapely.box(500_000 + n * side_m, 4_420_000, 500_000 + (n + 1) * side_m, 4_420_000 + side_m) for n in range(15)]
    subdistricts = gpd.GeoDataFrame({"name": STREETS}, geometry=squares, crs=ANALYSIS_CRS)
    ids = [f"C{n:02d}" for n in range(15)]
    ages = dict.fromkeys(AGE_COLUMNS.values(), np.nan)
    communities = gpd.GeoDataFrame(
        {"community_id": ids, "name": [f"社区{n}" for n in range(15)], "subdistrict": STREETS}, geometry=squares, crs=ANALYSIS_CRS
    ).assign(**ages, location="area")  # fmt: skip
    homes = [shapely.centroid(square) for square in squares for _ in range(50)]
    demand = gpd.GeoDataFrame(
        {"demand_id": [f"D{n:03d}" for n in range(750)], "community_id": np.repeat(ids, 50)}, geometry=homes, crs=ANALYSIS_CRS
    ).assign(**ages)  # fmt: skip
    demand["residents"], demand["residents_60plus"] = people / 50, people / 50 * 0.26
    facilities = gpd.GeoDataFrame(
        {name: [] for name in FACILITY_COLUMNS[:-1]}, geometry=[], crs=ANALYSIS_CRS
    )  # fmt: skip
    return StudyData(communities, demand, facilities, subdistricts, (), None, None, (), None, (), ())


def findings_text(data, level=None, *, name=None, counted=True):
    found = plausibility(data, load_standard("xicheng-ykz-default"), district=name, people_counted=counted)
    return "\n".join(finding.text for finding in found if level is None or finding.level == level)


def test_xicheng_is_recognised_by_its_subdistricts_and_compared():
    words = findings_text(district())
    for sentence in (
        "街道 15 个;西城区应为 15 个,相符",
        "居民 1,050,000 人;西城区应为 1,106,214 人,相符(-5.1%)",
        "面积 50.7 平方公里;西城区应为 50.7 平方公里,相符",
    ):
        assert sentence in words
    assert "0.0%" not in words  # what differs by less than is shown agrees, without +0.0% or -0.0%
    assert "社区 15 个;西城区应为 263 个,相差 -94.3%" in findings_text(district(), "warning")


def test_another_town_is_not_compared_with_xicheng():
    data = district()
    renamed = data.subdistricts.assign(name=[f"某{n}街道" for n in range(15)])
    assert "西城区" not in findings_text(replace(data, subdistricts=renamed))
    assert "缺少西城区的街道" in findings_text(replace(data, subdistricts=renamed), name="北京市西城区")


def test_a_subdistrict_that_its_own_layer_does_not_know_is_named():
    data = district()
    renamed = data.communities.assign(subdistrict=["德胜街", *STREETS[1:]])
    assert "1 个社区的所属街道不在街道图层中:德胜街" in findings_text(replace(data, communities=renamed), "warning")


def test_equal_weights_of_dwellings_are_not_compared_with_people():
    words = findings_text(district(), counted=False)
    assert "居民" not in words
    assert "密度" not in words


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda d: d.assign(residents=d["residents"].where(d["community_id"] != "C03", 9000.0)), ("1 个社区的人口密度高于 100,000", "社区3 133,")),
        (lambda d: d.assign(residents=d["residents"].where(d["community_id"] != "C03", 5.0)), ("不到中位数的 5%", "社区3")),
        (lambda d: d.assign(residents=d["residents"].where(d["demand_id"] != "D007", 4100.0)), ("1 处居住点超过 2,000 人", "D007(4,100 人)")),
        (lambda d: d.assign(residents_80plus=d["residents_60plus"] * 2), ("80 岁以上多于 60 岁以上",)),
        (lambda d: d.assign(residents_0_3=d["residents"] * 0.9), ("0–12 岁与 60 岁以上合计多于全部居民",)),
        (lambda d: d.assign(residents_60plus=d["residents"] * 0.01), ("60 岁以上占 1.0%,不像一个区的年龄结构",)),
        (lambda d: d.assign(residents=d["residents"].where(d["community_id"] != "C05", 0.0)), ("1 个社区没有任何居民", "社区5")),
    ],
)  # fmt: skip
def test_people_that_look_wrong_are_named(change, words):
    data = district()
    found = findings_text(replace(data, demand=gpd.GeoDataFrame(change(data.demand))), "warning")
    for word in words:
        assert word in found


def test_a_type_that_is_missing_or_doubled_in_a_subdistrict_is_named_and_chance_is_not():
    data = district()
    middle = data.subdistricts.geometry.centroid

    def sites(number):
        rows = [(f"F{n}-{k}", middle[n]) for n, count in enumerate(number) for k in range(count)]
        frame = pd.DataFrame(dict.fromkeys(FACILITY_COLUMNS[:-1], ""), index=range(len(rows)))
        frame = frame.assign(facility_id=[name for name, _ in rows], type="CVS", status="open")
        return gpd.GeoDataFrame(frame, geometry=[place for _, place in rows], crs=ANALYSIS_CRS)

    chance = findings_text(replace(data, facilities=sites([2, 1, 3, 2, 0, 2, 4, 2, 1, 3, 2, 2, 1, 2, 5])))
    assert "相差四倍" not in chance
    odd = findings_text(replace(data, facilities=sites([12] * 13 + [0, 80])), "warning")
    assert "1 种设施在个别街道的每万人数量与街道中位数相差四倍以上" in odd
    assert "便利店" in odd
    assert STREETS[13] in odd
