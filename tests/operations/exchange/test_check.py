"""Files that came back, held against their schemas."""

import csv
import json
import shutil

import pytest

from xc_gis.errors import InputError
from xc_gis.operations.exchange.check import check_exchange
from xc_gis.operations.exchange.schema import MAY_BE_EMPTY

RATING = "data/rating.csv"


@pytest.fixture
def folder(exchanged, tmp_path):
    return shutil.copytree(exchanged / "out", tmp_path / "out")


def edit(path, old, new):
    text = path.read_text(encoding="utf-8-sig")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8-sig")


def file_of(found, name=RATING):
    return next(one for one in found.files if one.name == name)


def has_empty(table, column):
    with table.open(encoding="utf-8-sig", newline="") as handle:
        return any(row[column] == "" for row in csv.DictReader(handle))


def test_what_was_written_is_valid_and_an_edited_value_is_told(folder):
    for name in MAY_BE_EMPTY:  # else the check of the run below would say nothing of them
        table, column = name.split(":")
        assert has_empty(folder / "data" / table, column), name
    found = check_exchange(folder)
    assert [(one.name, one.faults) for one in found.files if one.faults] == []
    assert found.is_valid
    assert not found.unknown
    assert {one.is_changed for one in found.files} == {False}
    assert file_of(found).rows == 2
    edit(folder / RATING, "西社区", "西边社区")
    found = check_exchange(folder)
    assert found.is_valid
    assert file_of(found).is_changed


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("insufficient", "bad", '第 2 行 status："bad" 不是可用的词（rated、range、insufficient）'),
        ("community,", "", "缺少列：community"), ("community,", "comunity,", "多出列：comunity"), ("甲街道,", "甲街道,x,", "列，应为"),
    ],
)  # fmt: skip
def test_faults_are_told_with_their_row(folder, old, new, words):
    edit(folder / RATING, old, new)
    found = check_exchange(folder)
    assert not found.is_valid
    assert any(words in str(fault) for fault in file_of(found).faults)


def test_places_and_files_that_cannot_be(folder):
    places = folder / "data" / "facilities.geojson"
    content = json.loads(places.read_text(encoding="utf-8"))
    content["features"][1]["geometry"]["coordinates"] = [39.9, 116.4]
    del content["features"][2]["properties"]["name"]
    places.write_text(json.dumps(content), encoding="utf-8")
    (folder / "data" / "coverage.csv").unlink()
    (folder / "data" / "emergency.csv").write_bytes(b"\xff\xfe\x00")
    (folder / "more.txt").write_text("x", encoding="utf-8")
    found = check_exchange(folder)
    assert [str(fault) for fault in file_of(found, "data/facilities.geojson").faults] == [
        "第 2 个要素 geometry 不是可用的几何（类型、坐标层数或经纬度范围不对）", "第 3 个要素 缺少 name",
    ]  # fmt: skip
    assert [str(fault) for fault in file_of(found, "data/coverage.csv").faults] == ["找不到文件"]
    assert "文件不是 UTF-8 编码" in str(file_of(found, "data/emergency.csv").faults[0])
    assert found.unknown == ("more.txt",)


def test_many_faults_are_counted(folder):
    rows = (folder / "data" / "coverage.csv").read_text(encoding="utf-8-sig")
    (folder / "data" / "coverage.csv").write_text(rows.replace(",甲街道,", ",甲街道,,"), encoding="utf-8-sig")
    one = file_of(check_exchange(folder), "data/coverage.csv")
    assert (len(one.faults), len(one.faults) + one.more) == (20, 50)


@pytest.mark.parametrize("name", ["schemas/rating.csv.schema.json", "exchange.json"])
def test_a_schema_that_was_touched_stops_the_check(folder, name):
    edit(folder / name, "{", '{"x": 1, ')
    if name == "exchange.json":
        content = json.loads((folder / name).read_text(encoding="utf-8-sig"))
        content["files"]["../secret.csv"] = {"schema": "../../x.json"}
        (folder / name).write_text(json.dumps(content), encoding="utf-8")
    with pytest.raises(InputError, match="不见了，或已改动"):
        check_exchange(folder)


@pytest.mark.parametrize(
    ("content", "words"),
    [(b"", "文件是空的"), ("社区".encode("gb18030"), "文件不是 UTF-8 编码"), (b"\xef\xbb\xbf", "文件是空的")],
)
def test_why_a_table_cannot_be_read_is_said_in_our_own_words(folder, content, words):
    (folder / RATING).write_bytes(content)
    (fault,) = file_of(check_exchange(folder)).faults
    assert words in fault


def test_places_that_end_in_the_middle_are_told_with_their_line(folder):
    name = "data/facilities.geojson"
    raw = (folder / name).read_bytes()
    (folder / name).write_bytes(raw[: len(raw) // 2])
    (fault,) = file_of(check_exchange(folder), name).faults
    assert "文件不是完整的 JSON（第 " in fault
