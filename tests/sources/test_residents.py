"""People come from counts, grids or totals; whichever way, nobody is lost and the way is said."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import rasterio
import shapely
import shapely.affinity
import shapely.ops
from hypothesis import given
from hypothesis import strategies as st
from rasterio.errors import NotGeoreferencedWarning
from rasterio.transform import from_origin

from tests.fixtures.dwellings import load, write_grid, write_study
from tests.fixtures.small_study import edit
from xc_gis.errors import InputError
from xc_gis.sources.people.residents import _points
from xc_gis.sources.study.edit import guessed_keys, set_tables
from xc_gis.spreading import spread
from xc_gis.study import analyse, read_study

SPREAD = '[residents]\npath = "buildings.gpkg"\ntotals = "人口.csv"\n'
BY_ID = "community_id,residents,residents_60plus\nC1,1000,200\nC2,77,7\n"


def people(data, by="community_id", column="residents"):
    return data.demand.groupby(by)[column].sum().to_dict()


def texts(data):
    return "\n".join(found.text for found in data.findings)


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


def test_totals_of_communities_follow_floor_area_of_dwellings(tmp_path):
    data = load(write_study(tmp_path, SPREAD, {"人口.csv": BY_ID}))
    by_building = data.demand.set_index("demand_id")
    assert by_building["residents"].to_dict() == pytest.approx({"B0": 600, "B1": 400, "B3": 77})
    assert by_building["residents_60plus"].to_dict() == pytest.approx({"B0": 120, "B1": 80, "B3": 7})
    assert by_building["residents_0_3"].isna().all()
    said = texts(data)
    for words in (
        "社区人口总数以建筑面积分摊",
        "合计 1,077 人",
        "1 栋非居住建筑未分到人口(office 1)",
        "1 栋住宅没有层数",
        "没有说明用途",
        "年龄不明(0–3 岁",
    ):
        assert words in said
    assert [(i.role, i.path, i.rows, i.used) for i in data.inputs][1:3] == [
        ("residents", "buildings.gpkg", 4, 3),
        ("residents_totals", "人口.csv", 2, 2),
    ]


def test_a_floor_area_wins_over_outline_and_levels(tmp_path):
    buildings = [
        (110, 110, 10, {"levels": 6, "floor_area": 100.0, "use": "住宅"}),
        (310, 110, 10, {"levels": 1, "floor_area": 300.0, "use": "商住公寓"}),
        (410, 110, 10, {"levels": 9, "floor_area": 300.0, "use": "住宅配套用房"}),
        (1310, 110, 10, {"levels": 1, "floor_area": None, "use": "宿舍"}),
    ]
    data = load(write_study(tmp_path, SPREAD, {"人口.csv": BY_ID}, buildings=buildings))
    assert data.demand.set_index("demand_id")["residents"].to_dict() == pytest.approx({"B0": 250, "B1": 750, "B3": 77})


def test_totals_by_names_and_a_row_of_sums(tmp_path):
    table = "街道,社区名称,人口\n甲街道,西社区居委会,10\n甲,东,20\n合计,,30\n"
    data = load(write_study(tmp_path, SPREAD, {"人口.csv": table}))
    assert people(data) == pytest.approx({"C1": 10, "C2": 20})
    assert "合计" in next(found.text for found in data.findings if found.table == "residents.totals" and found.topic == "rows")


def test_totals_of_subdistricts_follow_floor_area(tmp_path):
    data = load(write_study(tmp_path, SPREAD, {"人口.csv": "街道,常住人口\n甲街道,1300\n"}))
    assert people(data) == pytest.approx({"C1": 1000, "C2": 300})
    assert "街道人口总数以建筑面积分摊" in texts(data)


def test_one_total_for_the_study_and_equal_weights(tmp_path):
    text = '[residents]\npath = "buildings.gpkg"\ntotal = 30\nweights = "equal"\n'
    data = load(write_study(tmp_path, text))
    assert people(data, "demand_id") == pytest.approx({"B0": 10, "B1": 10, "B3": 10})
    assert "总人口以住宅处数(等权)分摊" in texts(data)


def test_floor_area_per_person_is_called_an_estimate(tmp_path):
    data = load(write_study(tmp_path, '[residents]\npath = "buildings.gpkg"\nm2_per_person = 20\n'))
    assert people(data, "demand_id") == pytest.approx({"B0": 30, "B1": 20, "B3": 15})
    assert any("每人 20 平方米" in warning and "估算" in warning for warning in data.warnings)


def test_residents_of_the_communities_layer_can_be_the_totals(tmp_path):
    path = write_study(tmp_path, SPREAD.replace("人口.csv", "communities"))
    edit(
        tmp_path / "communities.geojson",
        lambda t: t.replace('"name": "西社区"', '"name": "西社区", "residents": 12').replace(
            '"name": "东社区"', '"name": "东社区", "residents": 5'
        ),
    )
    assert people(load(path)) == pytest.approx({"C1": 12, "C2": 5})


@pytest.fixture(scope="module")
def without_dwellings(tmp_path_factory):
    buildings = [(110, 110, 10, {"levels": 6, "building": "apartments"}), (1310, 110, 10, {"levels": 6, "building": "school"})]
    folder = tmp_path_factory.mktemp("empty")
    return analyse(read_study(write_study(folder, SPREAD, {"人口.csv": BY_ID}, buildings=buildings)))


def test_people_without_a_dwelling_stay_and_are_unknown(without_dwellings):
    found = without_dwellings
    assert people(found.data) == pytest.approx({"C1": 1000, "C2": 77})
    assert found.data.demand.set_index("demand_id").loc["无住宅:C2", "geometry"] is None
    coverage = found.coverage.set_index(["community_id", "category"])
    assert coverage.loc[("C2", "MED"), ["residents", "covered", "gap", "unknown"]].tolist() == [77, 0, 0, 77]
    assert coverage.loc[("C2", "MED"), "coverage_low"] == 0
    assert coverage.loc[("C2", "MED"), "coverage_high"] == 1
    assert any("1 个社区的 77 人没有可分摊的住宅" in warning and "东社区" in warning for warning in found.data.warnings)


def test_cells_of_a_grid_become_points_at_their_centres(tmp_path):
    path = write_study(tmp_path, '[residents]\npath = "grid.tif"\n')
    cells = np.full((12, 24), -99.0)  # -99 is "no data", and so is nobody
    cells[0, 0], cells[11, 23], cells[5, 5] = 10.5, 3, 0
    write_grid(tmp_path / "grid.tif", cells)
    data = load(path)
    assert people(data) == pytest.approx({"C1": 10.5, "C2": 3})
    first = data.demand.geometry.iloc[0]
    assert (first.x - 500_000, first.y - 4_420_000) == pytest.approx((50, 1150))
    assert "人口按栅格计数,合计 14 人" in texts(data)
    assert "每格约 100 米" in texts(data)


def test_a_grid_can_weigh_totals(tmp_path):
    path = write_study(tmp_path, SPREAD.replace("buildings.gpkg", "grid.tif"), {"人口.csv": BY_ID})
    cells = np.full((12, 24), -99.0)
    cells[0, 0], cells[0, 1], cells[0, 20] = 1, 3, 0.25
    write_grid(tmp_path / "grid.tif", cells)
    assert people(load(path), "demand_id") == pytest.approx({"r00000c00000": 250, "r00000c00001": 750, "r00000c00020": 77})


def test_shares_fill_ages_that_nobody_counted(tmp_path):
    ages = "街道,share_0_3,share_60plus,share_80plus\n甲街道,2.5%,0.25,\n"
    path = write_study(tmp_path, SPREAD + 'ages = "年龄.csv"\n', {"人口.csv": BY_ID, "年龄.csv": ages})
    data = load(path)
    assert people(data, column="residents_60plus") == pytest.approx({"C1": 200, "C2": 7})  # counted, so not touched
    assert people(data, column="residents_0_3") == pytest.approx({"C1": 25, "C2": 77 / 40})
    assert data.demand["residents_80plus"].isna().all()
    assert "年龄结构按 年龄.csv 的街道比例推算" in texts(data)


def test_counts_of_an_age_table_become_shares(tmp_path):
    ages = "community_id,residents,residents_80plus\nC1,10,1\n"
    data = load(write_study(tmp_path, SPREAD + 'ages = "年龄.csv"\n', {"人口.csv": BY_ID, "年龄.csv": ages}))
    assert people(data, column="residents_80plus")["C1"] == pytest.approx(100)
    assert data.demand.set_index("demand_id")["residents_80plus"].isna()["B3"]


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


@pytest.mark.parametrize(
    ("residents", "files", "words"),
    [
        (SPREAD, {"人口.csv": BY_ID + "C9,5,1\n"}, ("人口.csv 第 4 行", "C9", "没有社区编号")),
        (SPREAD, {"人口.csv": BY_ID.replace("77,7", "-77,7")}, ("人口.csv 第 3 行", "是负数")),
        (SPREAD, {"人口.csv": BY_ID.replace("77,7", "很多,7")}, ("人口.csv 第 3 行", "不是数字")),
        (SPREAD, {"人口.csv": BY_ID.replace("77,7", ",7")}, ("人口.csv 第 3 行没有 residents",)),
        (SPREAD, {"人口.csv": BY_ID.replace("77,7", "77,78")}, ("第 3 行的 residents_60plus 大于 residents",)),
        (SPREAD, {"人口.csv": BY_ID + "C1,5,1\n"}, ("“C1” 重复(第 2、4 行)",)),
        (SPREAD, {"人口.csv": "community_id,residents\nC1,5\n"}, ("缺少 1 个社区的人口(如 东社区)", "没有居民请填 0")),
        (SPREAD, {"人口.csv": "街道,人口\n乙街道,5\n"}, ("人口.csv 第 2 行", "没有街道 “乙街道”")),
        (SPREAD, {"人口.csv": "区划,人口\n乙街道,5\n"}, ("没有说明是哪个社区或街道", "区划")),
        (SPREAD, {"人口.csv": "community_id,数\nC1,5\n"}, ("缺少列 residents", "数")),
        (SPREAD + "total = 5\n", {"人口.csv": BY_ID}, ("只能写一个",)),
        (SPREAD.replace("人口.csv", "没有.csv"), {}, ("[residents] totals", "找不到文件 没有.csv")),
        (SPREAD + 'ages = "年.csv"\n', {"人口.csv": BY_ID, "年.csv": "街道,share_60plus\n甲街道,25\n"}, ("年.csv 第 2 行的 share_60plus", "0 到 1", "%")),
        (SPREAD + 'ages = "年.csv"\n', {"人口.csv": BY_ID, "年.csv": "街道,老\n甲街道,25\n"}, ("没有任何年龄组的列", "share_60plus")),
        ('[residents]\npath = "residents.csv"\ncrs = "EPSG:4326"\nweights = "equal"\n', {}, ("weights 只在写了 totals",)),
    ],
)  # fmt: skip
def test_a_wrong_table_of_totals_says_what_and_where(tmp_path, residents, files, words):
    with pytest.raises(InputError) as caught:
        load(write_study(tmp_path, residents, files))
    for word in words:
        assert word in str(caught.value)


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"levels": "六"}, ("第 2 行的层数 levels = '六' 不是数字",)),
        ({"levels": "-2"}, ("第 2 行的层数", "是负数")),
        ({"floor_area": "大"}, ("第 2 行的建筑面积 floor_area", "不是数字")),
    ],
)
def test_levels_that_are_no_number_are_named_with_their_row(tmp_path, columns, words):
    with pytest.raises(InputError) as caught:
        load(write_study(tmp_path, SPREAD, {"人口.csv": BY_ID}, buildings=[(110, 110, 10, columns)]))
    for word in words:
        assert word in str(caught.value)


@pytest.mark.parametrize(
    ("grid", "words"),
    [
        ({"cells": np.full((12, 24), 5.0), "west": 500_000.0}, ("东经", "与研究范围不相交")),
        ({"cells": np.full((12, 24), -99.0)}, ("没有一格有人", "nodata")),
        ({"cells": np.full((12, 24), -5.0)}, ("第 1 行第 1 列的人数是负数(-5", "nodata")),
    ],
)
def test_a_grid_that_cannot_be_used_says_why(tmp_path, grid, words):
    path = write_study(tmp_path, '[residents]\npath = "grid.tif"\n')
    write_grid(tmp_path / "grid.tif", **grid)
    with pytest.raises(InputError) as caught:
        load(path)
    for word in words:
        assert word in str(caught.value)


def test_a_picture_and_a_grid_of_several_bands_are_refused(tmp_path):
    path = write_study(tmp_path, '[residents]\npath = "grid.tif"\n')
    form = {"driver": "GTiff", "height": 2, "width": 2, "dtype": "uint8", "crs": "EPSG:4326"}
    with pytest.warns(NotGeoreferencedWarning), rasterio.open(tmp_path / "grid.tif", "w", count=1, **form) as grid:
        grid.write(np.ones((1, 2, 2), dtype="uint8"))
    with pytest.raises(InputError, match="没有地理位置"):
        load(path)
    with rasterio.open(tmp_path / "grid.tif", "w", count=3, transform=from_origin(117, 39.93, 0.01, 0.01), **form) as grid:
        grid.write(np.ones((3, 2, 2), dtype="uint8"))
    with pytest.raises(InputError, match=r"有 3 个波段 → .*band = 1"):
        load(path)
    edit(path, lambda t: t.replace('path = "grid.tif"', 'path = "grid.tif"\nband = 4'))
    with pytest.raises(InputError, match="没有第 4 个波段"):
        load(path)


def test_a_file_that_is_no_grid_is_refused(tmp_path):
    path = write_study(tmp_path, '[residents]\npath = "grid.tif"\n', {"grid.tif": "PK"})
    with pytest.raises(InputError, match="不是可读的 GeoTIFF"):
        load(path)


def test_a_run_names_the_way_of_people_and_marks_derived_ground(tmp_path):
    from python_calamine import CalamineWorkbook

    from tests.fixtures.small_study import degrees
    from xc_gis.runs import run_into

    totals = "community_id,residents\nC1,1000\nC2,77\nC3,40\n"
    path = write_study(tmp_path / "study", SPREAD, {"人口.csv": totals})
    west, east = (",".join(f"{v:.8f}" for v in place) for place in degrees([(400, 300), (1600, 300)]))
    (path.parent / "communities.csv").write_text(POINTS.format(west, east), encoding="utf-8")
    edit(path, lambda t: t.replace('path = "communities.geojson"', 'path = "communities.csv"\ncrs = "EPSG:4326"'))
    _, manifest = run_into(path, tmp_path / "out", outlines=False)
    said = next(f["text"] for f in manifest["findings"] if f["evidence"].get("method") == "totals")
    assert said == "人口按 人口.csv 的社区人口总数以建筑面积分摊到住宅,合计 1,117 人"
    book = CalamineWorkbook.from_path(str(tmp_path / "out" / "report.xlsx"))
    about = book.get_sheet_by_name("说明").to_python()
    assert ["人口", said] in [row[:2] for row in about]
    assert [row[-1] for row in book.get_sheet_by_name("评级").to_python()] == [
        "社区范围",
        "推定(步行最近)",
        "推定(步行最近)",
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
