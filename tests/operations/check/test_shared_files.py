"""One file that holds communities and their stations: what is said of a row stands with the layer whose reader said it."""

import pandas as pd
import pytest

from tests.fixtures.small_study import degrees, edit, write_small_study
from xc_gis.model import PROBLEM_FRAME
from xc_gis.operations.check.check import check_study
from xc_gis.operations.check.layers import _problems_of


@pytest.fixture
def study(tmp_path):
    """Communities as a table of points that is a list of stations, too: the third row has no place, the fourth an id of its own twice."""
    path = write_small_study(tmp_path / "study")
    edit(path, lambda t: t.replace('path = "communities.geojson"', 'path = "社区.csv"\ncrs = "EPSG:4326"'))
    edit(path, lambda t: t.replace('areas = ["C1", "C2"]', 'areas = ["C1", "C2", "C3"]'))
    columns = 'columns = { facility_id = "站号", name = "站名", lon = "lon", lat = "lat" }'
    edit(path, lambda t: f'{t}\n[[facilities]]\npath = "社区.csv"\ncrs = "EPSG:4326"\ntype = "CSS"\n{columns}\n')
    rows = ["community_id,name,subdistrict,lon,lat,站号,站名"]
    for n, (name, place) in enumerate({"C1": (600.0, 600.0), "C2": None, "C3": (1800.0, 600.0)}.items()):
        lon, lat = degrees([place])[0] if place else ("", "")
        rows.append(f"{name},{name}社区,甲街道,{lon},{lat},{'S1' if n != 1 else 'S2'},{name}站")
    path.with_name("社区.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


def told(report, table):
    layer = next(found for found in report.layers if found.table == table)
    return sorted((group.action, group.rows) for group in (*layer.left_out, *layer.changed))


def test_each_layer_has_what_its_own_reader_said(study):
    report = check_study(study)
    assert told(report, "communities") == [("保留在各表中,标为没有位置", (3,))]
    assert told(report, "facilities.1") == [("保留先出现的一行,本行未参与分析", (4,)), ("未参与分析", (3,))]


def test_rows_are_told_by_their_table_and_not_by_the_words_of_what_was_done():
    problems = pd.DataFrame(
        [("a.csv", 3, "修复", "修复后使用", "communities"), ("a.csv", 4, "没有坐标", "保留在各表中,标为没有位置", "facilities"), ("b.csv", 4, "x", "y", "facilities")],
        columns=list(PROBLEM_FRAME),
    )  # fmt: skip
    assert _problems_of("communities", "a.csv", problems, {"a.csv"})["row"].tolist() == [3]
    assert _problems_of("facilities.0", "a.csv", problems, {"a.csv"})["row"].tolist() == [4]
    assert _problems_of("facilities.0", "a.csv", problems, set())["row"].tolist() == [3, 4]
