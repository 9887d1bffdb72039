"""A layer is shown as it stands in the file, with its places and what was found; a fault is part of the answer."""

import tomllib

import numpy as np
import pandas as pd
import pytest

from tests.fixtures.small_study import STUDY, write_small_study
from xc_gis.operations.preview.preview import FIRST_ROWS, file_parts, preview_layer, streets_of


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return write_small_study(tmp_path_factory.mktemp("preview") / "study").parent


@pytest.fixture
def content():
    return tomllib.loads(STUDY)


def test_rows_stand_as_in_the_file_under_their_own_numbers(folder, content):
    seen = preview_layer(folder, content, "facilities.0")
    assert seen.headings == ("编号", "名称", "类型", "经度", "纬度")
    assert [row[1] for row in seen.rows] == ["西站", "东便利店", "西社区服务站"]
    assert seen.numbers == (2, 3, 4)
    assert (seen.count, seen.unplaced, seen.fault) == (3, 0, None)
    assert np.allclose(seen.points[0], [117.0012, 39.9135], atol=0.02)


def test_first_rows_are_shown_and_all_are_counted(folder, content):
    seen = preview_layer(folder, content, "residents")
    assert (len(seen.rows), seen.count, len(seen.points)) == (FIRST_ROWS, 72, 72)


def test_areas_come_as_outlines_and_streets_as_the_frame_around_them(folder, content):
    areas = preview_layer(folder, content, "communities")
    assert (len(areas.outlines), areas.count, areas.crs) == (2, 2, "EPSG:4326")
    streets = preview_layer(folder, content, "network")
    assert (streets.count, len(streets.outlines), streets.rows) == (20, 1, (("residential", "20"),))
    assert len(streets.sha256) == 64


def test_layer_is_looked_at_before_the_study_is_complete(folder, content):
    seen = preview_layer(folder, {"facilities": content["facilities"]}, "facilities.0")
    assert seen.count == 3
    assert seen.fault is None


FAULTS = [
    ({"path": "none.csv"}, "找不到文件"),
    ({"columns": {"lon": "东经"}}, "没有列"),
    ({"crs": "EPSG:9999999"}, "坐标系"),
    ({"type": "CHS"}, "二者选一"),
    ({"header_row": 99}, "99"),
]


@pytest.mark.parametrize(("change", "words"), FAULTS)
def test_fault_is_part_of_the_answer(folder, content, change, words):
    content["facilities"][0].update(change)
    seen = preview_layer(folder, content, "facilities.0")
    assert seen.fault is not None
    assert words in seen.fault.message


def test_rows_are_shown_beside_a_fault_of_the_coordinate_system(folder, content):
    del content["facilities"][0]["crs"]
    seen = preview_layer(folder, content, "facilities.0")
    assert len(seen.rows) == 3
    assert seen.fault is None or "坐标系" in seen.fault.message


def test_layer_without_any_place_says_so(folder, content):
    (folder / "names.csv").write_text("名称,类型\n甲,CHS\n乙,CHS\n", encoding="utf-8")
    content["facilities"][0] = {"path": "names.csv", "type_column": "类型", "crs": "detect"}
    seen = preview_layer(folder, content, "facilities.0")
    assert seen.unplaced == 2
    assert any("2 行都没有位置" in found.text and found.level == "warning" for found in seen.findings)
    content["facilities"][0]["place_by"] = "address"
    assert not any(found.topic == "places" for found in preview_layer(folder, content, "facilities.0").findings)


def test_sheets_of_a_workbook_are_offered(tmp_path):
    with pd.ExcelWriter(tmp_path / "两张表.xlsx") as book:
        for name in ("甲", "乙"):
            pd.DataFrame({"名称": [name], "经度": [117.0], "纬度": [39.9]}).to_excel(book, sheet_name=name, index=False)
    assert file_parts(tmp_path / "两张表.xlsx") == ("甲", "乙")
    asked = {"facilities": [{"path": "两张表.xlsx", "type": "CHS", "crs": "EPSG:4326"}]}
    assert preview_layer(tmp_path, asked, "facilities.0").parts == ("甲", "乙")
    asked["facilities"][0]["sheet"] = "乙"
    seen = preview_layer(tmp_path, asked, "facilities.0")
    assert seen.rows[0][0] == "乙"
    assert seen.fault is None


def test_streets_that_are_not_there_are_no_evidence(folder):
    assert streets_of(folder, {}) is None
    assert streets_of(folder, {"network": {"osm": "none.osm"}}) is None
    assert preview_layer(folder, {}, "network").fault.message == "还没有选择路网文件"
