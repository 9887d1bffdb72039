"""Which communities a station serves: by id, by name, by subdistrict; strangers are told and left out."""

from pathlib import Path

import geopandas as gpd
import pytest

from tests.fixtures.small_study import edit, write_small_study
from xc_gis.operations.study import analyse, read_study
from xc_gis.sources.facilities.serves import resolved_serves
from xc_gis.sources.rows.cells import ROW
from xc_gis.sources.rows.left_out_rows import ProblemList
from xc_gis.standard.load import load_standard


@pytest.fixture
def study(tmp_path):
    return write_small_study(tmp_path / "study")


def station_serves(study, words, own=""):
    csv = study.with_name("facilities.csv")
    edit(
        csv,
        lambda t: (
            t.replace("经度,纬度", "经度,纬度,服务社区,所属社区").replace("\nF3,", "\nF3,").rstrip() + f',"{words}",{own}\n'
        ),
    )
    edit(study, lambda t: t.replace('lat = "纬度"', 'lat = "纬度", serves = "服务社区", community = "所属社区"'))
    return read_study(study)


@pytest.mark.parametrize("words", ["C2", "东社区", "东", "C1、东社区", "C1;C2", "甲街道"])
def test_one_station_serves_several_communities_by_id_name_or_subdistrict(study, words):
    read = station_serves(study, words)
    served = set(read.data.facilities.set_index("facility_id")["serves"]["F3"].split(";"))
    assert "C2" in served
    assert served <= {"C1", "C2"}
    emp = analyse(read).coverage.query("category == 'EMP'").set_index("community_id")
    assert (emp["covered"] > 0).all()  # the station stands in C1


def test_without_serves_a_station_serves_its_own_community_alone(study):
    emp = analyse(read_study(study)).coverage.query("category == 'EMP'").set_index("community_id")
    assert (emp["covered"]["C1"] > 0, emp["covered"]["C2"]) == (True, 0)


def test_community_that_a_list_names_is_served_wherever_the_point_lies(study):
    data = station_serves(study, "", own="东社区").data
    assert data.facilities.set_index("facility_id")["serves"]["F3"] == "C2"


def test_served_community_that_does_not_exist_is_said(study):
    data = station_serves(study, "C2;北社区").data
    assert data.facilities.set_index("facility_id")["serves"]["F3"] == "C2"
    assert "服务社区 “北社区” 在社区图层中找不到或有几个同名" in data.problems["reason"].tolist()


def resolved(*rows):
    communities = gpd.GeoDataFrame(
        {
            "community_id": ["C1", "C2", "C3", "C4"],
            "name": ["东里社区", "西里社区", "西里社区", ""],
            "subdistrict": ["甲街道", "甲街道", "", ""],
        }
    )
    frame = gpd.GeoDataFrame(
        {
            "serves": [r[0] for r in rows],
            "stated_community": [r[1] for r in rows],
            "type": [r[2] for r in rows],
            "_file": "表.csv",
            ROW: range(2, len(rows) + 2),
        }
    )
    problems = ProblemList()
    found = resolved_serves(frame, communities, load_standard("xicheng-ykz-default", base_dir=Path()), problems)
    return found["serves"].tolist(), problems.rows


@pytest.mark.parametrize(
    ("words", "served"),
    [
        ("C1", "C1"),
        ("东里", "C1"),
        ("东里社区", "C1"),
        ("甲街道", "C1;C2"),
        ("C3；C1", "C1;C3"),
        ("C1, C4，C3、C2", "C1;C2;C3;C4"),
        ("C1;;C1", "C1"),
        (" ; ", ""),
        ("", ""),
    ],
)
def test_lists_name_communities_with_any_mark_between_and_each_is_served_once(words, served):
    assert resolved((words, "", "CSS")) == ([served], [])


def test_a_name_that_two_communities_bear_and_a_stranger_are_told_and_the_rest_counts():
    assert resolved(("西里社区、C1、北里", "", "CSS")) == (
        ["C1"],
        [("表.csv", 2, "服务社区 “西里社区、北里” 在社区图层中找不到或有几个同名", "其余社区照用")],
    )


def test_the_own_community_counts_for_facilities_with_a_catchment_alone():
    standard = load_standard("xicheng-ykz-default", base_dir=Path())
    bound = next(code for code, kind in standard.facility_types.items() if kind.catchment != "everyone")
    free = next(code for code, kind in standard.facility_types.items() if kind.catchment == "everyone")
    assert resolved(("", "C1", bound), ("", "C1", free), ("C2", "C1", bound), ("", "北里", bound)) == (
        ["C1", "", "C1;C2", ""],
        [],
    )
