"""Communities without a place: they wait in the queue, and corrections beside the study place them."""

import csv

import numpy as np
import pytest

from tests.fixtures.small_study import degrees, edit, write_small_study
from xc_gis.errors import InputError
from xc_gis.operations.check.check import check_study
from xc_gis.operations.place import fill_in, write_queue
from xc_gis.operations.study import analyse, read_study
from xc_gis.sources.corrections.table import Correction, Target, add_correction, read_corrections
from xc_gis.sources.corrections.words import PLACE, PLACE_COMMUNITY

PLACES = {"C1": (600.0, 600.0), "C2": (1800.0, 600.0), "C3": (2300.0, 1100.0)}


@pytest.fixture
def study(tmp_path):
    """The small study with its communities as a table of points, of which C2 has none."""
    path = write_small_study(tmp_path / "study")
    edit(path, lambda t: t.replace('path = "communities.geojson"', 'path = "社区.csv"\ncrs = "EPSG:4326"'))
    edit(path, lambda t: t.replace('areas = ["C1", "C2"]', 'areas = ["C1", "C2", "C3"]'))
    rows = ["community_id,name,subdistrict,lon,lat"]
    for name, place in PLACES.items():
        lon, lat = degrees([place])[0]
        rows.append(f"{name},{name}社区,甲街道," + ("," if name == "C2" else f"{lon:.8f},{lat:.8f}"))
    path.with_name("社区.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def place(study, at, name="C2社区", community="C2"):
    lon, lat = degrees([at])[0] if at != (0, 0) else (0.0, 0.0)
    target = Target(community, "社区.csv", name)
    return add_correction(study.with_name("study.corrections.csv"), Correction(PLACE_COMMUNITY, target, lon=lon, lat=lat))


def location(study):
    return read_study(study).data.communities.set_index("community_id")["location"].to_dict()


def test_a_community_without_a_place_waits_with_its_row_and_subdistrict(study):
    (row,) = check_study(study).queue
    assert (row.table, row.path, row.row, row.facility_id, row.name) == ("communities", "社区.csv", 3, "C2", "C2社区")
    assert (row.subdistrict, row.reason) == ("甲街道", "没有坐标")


def people(study):
    demand = analyse(read_study(study)).data.demand
    return demand.groupby("community_id")["residents"].sum().to_dict()


def test_a_correction_places_a_community_for_every_reader_and_the_source_stays(study):
    source = study.with_name("社区.csv").read_bytes()
    assert set(people(study)) == {"C1", "C3"}
    place(study, PLACES["C2"])
    assert location(study) == {"C1": "point", "C2": "point", "C3": "point"}
    checked = check_study(study)
    assert checked.queue == ()
    assert any(f.text == "按人工更正定位了 1 个社区" for layer in checked.layers for f in layer.findings)
    assert people(study)["C2"] > 0
    assert study.with_name("社区.csv").read_bytes() == source


@pytest.mark.parametrize(
    ("at", "name", "community", "why"),
    [
        ((0, 0), "C2社区", "C2", "这里距所有社区都超过 20 公里"),
        (PLACES["C2"], "阜成门外大街", "C2", "现在是 “C2社区”"),
        (PLACES["C2"], "C1社区", "C1", "来源现已有位置"),
        (PLACES["C2"], "C9社区", "C9", "没有编号为 C9 的社区"),
    ],
)
def test_a_place_that_cannot_be_meant_is_said_and_not_taken(study, at, name, community, why):
    before = read_study(study).data.communities.geometry
    place(study, at, name, community)
    data = read_study(study).data
    assert data.communities.geometry.geom_equals(before).sum() == before.notna().sum()
    assert data.communities.geometry.isna().sum() == 1
    reported = data.problems[data.problems["file"] == "study.corrections.csv"]
    assert len(reported) == 1
    assert why in reported["reason"].iloc[0]
    assert any("没有执行" in warning for warning in data.warnings)


def test_a_community_and_a_facility_of_one_id_are_placed_apart(study):
    path = study.with_name("study.corrections.csv")
    place(study, PLACES["C2"])
    add_correction(path, Correction(PLACE, Target("C2", "facilities.csv", "C2社区"), lon=116.0, lat=39.0))
    assert [made.action for made in read_corrections(path)] == [PLACE_COMMUNITY, PLACE]
    assert location(study)["C2"] == "point"


def test_a_community_goes_through_the_table_of_scripts_and_back(study, tmp_path):
    table = tmp_path / "placing.csv"
    assert write_queue(study, table) == 1
    with table.open(encoding="utf-8-sig", newline="") as handle:
        lines = list(csv.DictReader(handle))
    assert (lines[0]["类型"], lines[0]["设施编号"]) == ("社区", "C2")
    lon, lat = degrees([PLACES["C2"]])[0]
    lines[0] |= {"经度": f"{lon:.7f}", "纬度": f"{lat:.7f}"}
    with table.open("w", encoding="utf-8-sig", newline="") as handle:
        writer = csv.DictWriter(handle, lines[0])
        writer.writeheader()
        writer.writerows(lines)
    count, _ = fill_in(study, table, "EPSG:4326")
    assert count == 1
    frame = read_study(study).data.communities.set_index("community_id").to_crs("EPSG:4326")
    assert np.allclose([frame.geometry["C2"].x, frame.geometry["C2"].y], [lon, lat], atol=1e-6)


def test_a_community_is_placed_by_its_id_alone_never_without(study):
    with pytest.raises(InputError, match="社区定位需要社区编号"):
        place(study, PLACES["C2"], community="")


def test_corrections_that_cannot_be_read_are_said_of_corrections(study):
    study.with_name("study.corrections.csv").write_text("操作,设施编号\n跳舞,C2\n", encoding="utf-8")
    faults = {layer.table: layer.fault.message for layer in check_study(study).layers if layer.fault}
    assert set(faults) == {"corrections"}
    assert "跳舞" in faults["corrections"]
