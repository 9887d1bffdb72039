"""People come from counts, grids or totals; whichever way, nobody is lost and the way is said."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely
import shapely.affinity
import shapely.ops
from hypothesis import given
from hypothesis import strategies as st

from tests.fixtures.dwellings import BY_ID, SPREAD, load, people, write_study
from tests.fixtures.small_study import edit
from xc_gis.areas.spreading import spread
from xc_gis.operations.study import analyse, read_study
from xc_gis.sources.people.residents import _points
from xc_gis.sources.study.edit import guessed_keys, set_tables


@given(
    st.lists(st.tuples(st.floats(0, 1e6), st.integers(-1, 4)), min_size=1, max_size=60),
    st.lists(st.integers(0, 2_000_000), min_size=5, max_size=5),
)
def test_a_spread_total_is_kept_to_the_last_digit(points, totals):
    weights, area = np.array([w for w, _ in points]), np.array([a for _, a in points])
    values, placed = spread(weights, area, np.array(totals, dtype=float))
    for number, total in enumerate(totals):
        mine = area == number
        assert placed[number] == bool((weights[mine] > 0).any())
        assert values[mine].sum() == pytest.approx(total if placed[number] else 0.0, abs=1e-6)
    assert (values >= 0).all()
    assert (values[area < 0] == 0).all()


def test_floor_area_per_person_is_called_an_estimate(tmp_path):
    data = load(write_study(tmp_path, '[residents]\npath = "buildings.gpkg"\nm2_per_person = 20\n'))
    assert people(data, "demand_id") == pytest.approx({"B0": 30, "B1": 20, "B3": 15})
    assert any("每人 20 平方米" in warning and "估算" in warning for warning in data.warnings)


@pytest.fixture(scope="module")
def without_dwellings(tmp_path_factory):
    buildings = [(110, 110, 10, {"levels": 6, "building": "apartments"}), (1310, 110, 10, {"levels": 6, "building": "school"})]
    folder = tmp_path_factory.mktemp("empty")
    return analyse(read_study(write_study(folder, SPREAD, {"人口.csv": BY_ID}, buildings=buildings)))


POINTS = "community_id,name,subdistrict,lon,lat\nC1,西社区,甲街道,{0}\nC2,东社区,甲街道,{1}\nC3,无址社区,甲街道,,\n"


@pytest.fixture(scope="module")
def derived(tmp_path_factory):
    """Communities as points and a name alone; totals and ages wait for the territories."""
    from tests.fixtures.small_study import degrees

    folder = tmp_path_factory.mktemp("derived")
    totals = BY_ID.replace(",residents_60plus", "").replace(",200", "").replace(",7\n", "\n") + "C3,40\n"
    ages = "community_id,share_60plus\nC1,0.5\nC2,0.1\nC3,0.2\n"
    path = write_study(folder, SPREAD + 'ages = "年龄.csv"\n', {"人口.csv": totals, "年龄.csv": ages})
    west, east = (",".join(f"{v:.8f}" for v in place) for place in degrees([(400, 300), (1600, 300)]))
    (folder / "communities.csv").write_text(POINTS.format(west, east), encoding="utf-8")
    edit(path, lambda t: t.replace('path = "communities.geojson"', 'path = "communities.csv"\ncrs = "EPSG:4326"'))
    return analyse(read_study(path))


def test_derived_territories_share_the_totals_of_their_points(derived):
    assert people(derived.data) == pytest.approx({"C1": 1000, "C2": 77, "C3": 40})
    assert people(derived.data, column="residents_60plus") == pytest.approx({"C1": 500, "C2": 7.7, "C3": 8})
    assert people(derived.data, "demand_id")["B0"] == pytest.approx(600)
    assert derived.data.communities["location"].tolist() == ["derived", "derived", "none"]
    assert derived.data.late_totals is None


def test_a_community_without_a_location_keeps_its_people_as_unknown(derived):
    row = derived.coverage.set_index(["community_id", "category"]).loc[("C3", "MED")]
    assert (row["residents"], row["unknown"]) == (40, 40)
    assert "no_location" in row["note"]
    assert derived.rating.set_index("community_id").loc["C3", "status"] == "insufficient"


def test_a_run_names_the_way_of_people_and_marks_derived_ground(tmp_path):
    from python_calamine import CalamineWorkbook

    from tests.fixtures.small_study import degrees
    from xc_gis.languages.message import in_language
    from xc_gis.operations.run import run_into

    totals = "community_id,residents\nC1,1000\nC2,77\nC3,40\n"
    path = write_study(tmp_path / "study", SPREAD, {"人口.csv": totals})
    west, east = (",".join(f"{v:.8f}" for v in place) for place in degrees([(400, 300), (1600, 300)]))
    (path.parent / "communities.csv").write_text(POINTS.format(west, east), encoding="utf-8")
    edit(path, lambda t: t.replace('path = "communities.geojson"', 'path = "communities.csv"\ncrs = "EPSG:4326"'))
    _, manifest = run_into(path, tmp_path / "out", outlines=False)
    reported = next(f["text"] for f in manifest["findings"] if f["evidence"].get("method") == "totals")
    assert reported == "人口按 人口.csv 的社区人口总数以建筑面积分摊到住宅,合计 1,117 人"
    book = CalamineWorkbook.from_path(str(tmp_path / "out" / "report.xlsx"))
    about = book.get_sheet_by_name("说明").to_python()
    assert ["人口", in_language(reported, "zh")] in [row[:2] for row in about]
    assert [row[-1] for row in book.get_sheet_by_name("评级").to_python()] == [
        "社区范围",
        "推定（步行最近）",
        "推定（步行最近）",
        "没有位置",
    ]
    coverage = pd.read_csv(tmp_path / "out" / "coverage.csv")
    notes = coverage.groupby("community_id")["note"].agg(lambda words: {w for note in words.fillna("") for w in note.split(";")})
    assert "derived" in notes["C1"]
    assert "derived" not in notes["C3"]
    assert "no_location" in notes["C3"]
    layer = gpd.read_file(tmp_path / "out" / "study.gpkg", layer="communities").set_index("community_id")
    assert layer["location"].to_dict() == {"C1": "derived", "C2": "derived", "C3": "none"}
    page = (tmp_path / "out" / "map.html").read_text(encoding="utf-8")
    assert '"derived":true' in page
    assert '"unplaced":1' in page
    warned = "\n".join(manifest["warnings"])
    assert "2 个社区只有点位,其范围由步行最近推定" in warned
    assert "1 个社区没有位置" in warned


def test_what_was_guessed_of_totals_is_written_beside_their_path(tmp_path):
    table = "各社区人口(2026 年)\n社区编号,常住人口\nC1,1000\nC2,77\n"
    path = write_study(tmp_path, SPREAD, {"人口.csv": table})
    before = load(path)
    assert people(before) == pytest.approx({"C1": 1000, "C2": 77})
    set_tables(path, guessed_keys(before.findings))
    text = path.read_text(encoding="utf-8")
    assert 'path = "人口.csv"' in text
    assert "header_row = 2" in text
    after = load(path)
    assert people(after) == pytest.approx({"C1": 1000, "C2": 77})
    assert not [found for found in after.findings if found.table == "residents.totals" and found.repair]


@pytest.mark.parametrize("angle", [0.0, 30.0, 90.0, 200.0])
def test_footprint_is_its_centroid_or_the_nearest_point_of_it_however_the_study_is_turned(angle):
    square = shapely.Polygon([(0, 0), (20, 0), (20, 10), (0, 10)])
    hook = shapely.Polygon([(0, 0), (60, 0), (60, 5), (5, 5), (5, 40), (0, 40)])  # its centroid lies outside
    turned = [shapely.affinity.rotate(shape, angle, origin=(0, 0)) for shape in (square, hook)]
    expected = [shapely.Point(10, 5), shapely.ops.nearest_points(hook, hook.centroid)[0]]
    expected = [shapely.affinity.rotate(point, angle, origin=(0, 0)) for point in expected]
    found = _points(np.array(turned, dtype=object))
    assert shapely.distance(found, expected) == pytest.approx([0, 0], abs=1e-9)


def test_people_without_a_dwelling_stay_and_are_unknown(without_dwellings):
    found = without_dwellings
    assert people(found.data) == pytest.approx({"C1": 1000, "C2": 77})
    assert found.data.demand.set_index("demand_id").loc["无住宅:C2", "geometry"] is None
    coverage = found.coverage.set_index(["community_id", "category"])
    assert coverage.loc[("C2", "MED"), ["residents", "covered", "gap", "unknown"]].tolist() == [77, 0, 0, 77]
    assert coverage.loc[("C2", "MED"), "coverage_low"] == 0
    assert coverage.loc[("C2", "MED"), "coverage_high"] == 1
    assert any("1 个社区的 77 人没有可分摊的住宅" in warning and "东社区" in warning for warning in found.data.warnings)
