"""A facility that is linked to services counts for each of them; what is ambiguous or unknown is refused with its row."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from tests.fixtures.small_study import FACILITIES, STUDY, write_small_study
from tests.sources.governance.test_census import COMMUNITIES, STANDARD
from xc_gis.errors import InputError
from xc_gis.model import CATALOGUE_COLUMNS, FACILITY_COLUMNS
from xc_gis.operations.study import analyse, read_study
from xc_gis.sources.governance.service_links import read_service_links, with_windows
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.study.governance_tables import ServiceLinksTable
from xc_gis.sources.study.named_files import StudyFiles
from xc_gis.units import ANALYSIS_CRS

PLACES = {"F1": ("CSS", "服务站", 50), "F2": ("CVS", "小店", 60), "F3": ("CVS", "小店", 150), "F4": ("NRH", "敬老院", 160)}
BUILT = gpd.GeoDataFrame(
    [
        {**dict.fromkeys(FACILITY_COLUMNS, ""), "facility_id": code, "type": kind, "name": name, "status": "open", "sources": "[]", "building": False,
         "capacity": 20.0, "floor_area": np.nan, "phone": "010-1", "geometry": shapely.Point(x, 50)}
        for code, (kind, name, x) in PLACES.items()
    ],
    geometry="geometry", crs=ANALYSIS_CRS,
)[list(FACILITY_COLUMNS)]  # fmt: skip
AREAS = COMMUNITIES.assign(location="area")
CATALOGUE = pd.DataFrame([("101", "a", "b", "c")], columns=CATALOGUE_COLUMNS)


def read(folder, text, catalogue=None):
    (folder / "links.csv").write_text(text, encoding="utf-8")
    notes = Notes("links.csv", "services")
    table = ServiceLinksTable.model_validate({"table": "links.csv"})
    return read_service_links(StudyFiles(folder, "study.toml"), table, BUILT, AREAS, STANDARD, catalogue, notes)[0]


def rows(links):
    return [tuple(row)[1:] for row in links.to_numpy()]


def test_facilities_by_id_or_name_and_services_by_type_or_category(tmp_path):
    text = "设施编号,设施名称,社区,设施类型,服务类别\nF1,,,CHS,\n,服务站,,老年餐桌/社区食堂(养老助餐点),\n,小店,东社区,,医疗卫生\nF1,,,CHS,\n"
    assert rows(read(tmp_path, text)) == [("", "", "F1", "CHS"), ("", "", "F1", "CAN"), ("", "MED", "F3", "CHC")]


def test_items_of_the_catalogue_are_linked_to_services(tmp_path):
    text = "小项编号,服务类别,设施编号,设施类型\n101,医疗卫生,,\n101,MED,F1,CHS\n"
    assert rows(read(tmp_path, text, CATALOGUE)) == [("101", "MED", "", ""), ("101", "MED", "F1", "CHS")]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("设施编号,设施类型\nF9,CHS\n", "第 2 行:没有设施 “F9”"),
        ("设施名称,设施类型\n小店,CHS\n", "第 2 行:有 2 处设施叫 “小店”"),
        ("设施名称,社区,设施类型\n服务站,东社区,CHS\n", "没有设施 “服务站”"),
        ("设施名称,社区,设施类型\n服务站,南社区,CHS\n", "第 2 行:没有社区 “南社区”"),
        ("设施编号,设施类型\nF1,XYZ\n", "标准中没有设施类型 “XYZ”"),
        ("设施编号,服务类别\nF1,天文\n", "标准中没有服务类别 “天文”"),
        ("设施编号,服务类别\nF2,社会保障\n", "第 2 行:没有只提供 “社会保障” 的设施类型"),
        ("设施编号,服务类别\nF1,\n", "第 2 行没有对应任何服务"),
        ("小项编号,服务类别\n102,MED\n", "服务目录中没有小项 “102”"),
    ],
)
def test_what_cannot_be_right_is_refused_with_its_row(tmp_path, text, why):
    with pytest.raises(InputError, match=why):
        read(tmp_path, text, CATALOGUE)


def test_a_window_stands_at_its_facility_and_no_room_is_given_out_twice(tmp_path):
    links = read(tmp_path, "设施编号,设施类型\nF4,CAN\nF1,CHS\nF1,SSO\nF2,CVS\n")
    notes = Notes("links.csv", "services")
    found = with_windows(BUILT, links, STANDARD, notes).set_index("facility_id")
    assert found.index.tolist() == ["F1", "F1+CHS", "F2", "F3", "F4", "F4+CAN"]  # SSO and CVS give nothing that is not there
    canteen = found.loc["F4+CAN"]
    assert (canteen["type"], canteen["name"], canteen["phone"]) == ("CAN", "敬老院", "010-1")
    assert canteen.geometry == found.loc["F4"].geometry
    assert np.isnan(canteen["capacity"])
    assert '"row": 2' in canteen["sources"]
    assert any("另外提供 2 项服务" in one.text for one in notes.findings)
    assert any("2 行所写的服务，设施的类型本来就提供" in one.text for one in notes.findings)


def test_coverage_counts_a_linked_service_as_it_counts_a_facility_there(tmp_path):
    """A town with one station that houses a clinic, and the same town with a clinic of its own beside the station: nobody can tell them apart."""
    station = {"F3": FACILITIES["F3"]}
    linked = write_small_study(tmp_path / "linked", study=STUDY + '\n[services]\ntable = "links.csv"\n', facilities=station)
    (tmp_path / "linked" / "links.csv").write_text("设施编号,设施类型\nF3,CHS\n", encoding="utf-8")
    built = write_small_study(tmp_path / "built", facilities={**station, "F4": ("CHS", "卫生站", FACILITIES["F3"][2])})
    bare = write_small_study(tmp_path / "bare", facilities=station)
    first, second, without = (analyse(read_study(path)).coverage for path in (linked, built, bare))
    pd.testing.assert_frame_equal(first, second)
    clinics = first[first["category"] == "MED"]
    assert clinics["covered"].sum() > 0
    assert without.loc[without["category"] == "MED", "covered"].sum() == 0
    stations = first["category"].isin(["EMP", "SSE", "SAS"])
    pd.testing.assert_frame_equal(first[stations], without[stations])
