"""The directory of services is read right, or refused with its row."""

import pytest

from tests.sources.governance.test_census import COMMUNITIES, STANDARD
from xc_gis.errors import InputError
from xc_gis.sources.governance.directory import read_directory
from xc_gis.sources.rows.left_out_rows import ProblemList
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.study.governance_tables import DirectoryTable
from xc_gis.sources.study.named_files import StudyFiles

CATEGORIES = "大类,小类,设施类型\n餐饮,早餐,BKF\n文化,图书馆,LIB\n"


def read(folder, text, *, categories="", **keys):
    (folder / "d.csv").write_text(text, encoding="utf-8")
    if categories:
        (folder / "k.csv").write_text(categories, encoding="utf-8")
        keys["categories"] = "k.csv"
    table = DirectoryTable.model_validate({"table": {"path": "d.csv", "crs": "EPSG:4548"}, **keys})
    problems, notes = ProblemList("directory"), Notes("d.csv", "directory")
    directory, _ = read_directory(
        StudyFiles(folder, "study.toml"), table, COMMUNITIES, STANDARD, problems, Notes("k.csv", "directory.categories"), notes
    )
    return directory, problems, notes


def test_entries_with_phone_hours_and_booking(tmp_path):
    text = (
        "大类,小类,名称,社区,地址,联系电话,营业时间,是否可在线预约\n"
        "餐饮,早餐,甲早点,西社区,一号,010-63000000,6:00-10:00,否\n"
        "餐饮,早餐,乙早点,,,,,\n"
        "文化,图书馆,丙馆,东社区,,8000 转 1,,√\n"
    )
    directory, _, notes = read(tmp_path, text, categories=CATEGORIES)
    rows = directory.entries[["community_id", "division", "kind", "name", "phone", "hours", "booking"]].fillna("").to_numpy()
    assert [tuple(row) for row in rows] == [
        ("C1", "餐饮", "早餐", "甲早点", "010-63000000", "6:00-10:00", "no"),
        ("", "餐饮", "早餐", "乙早点", "", "", ""),
        ("C2", "文化", "图书馆", "丙馆", "8000 转 1", "", "yes"),
    ]
    assert directory.types == {"早餐": ("BKF",), "图书馆": ("LIB",)}
    assert any("1 家没有写社区，也不在任何社区内" in found.text for found in notes.findings)
    assert any("2 大类、2 小类、3 家，2 家有电话，1 家可在线预约" in found.text for found in notes.findings)


def test_an_entry_without_a_community_belongs_where_it_lies(tmp_path):
    text = "大类,小类,名称,经度,纬度\n餐饮,早餐,甲,150,50\n餐饮,早餐,乙,900,50\n"
    directory, *_ = read(tmp_path, text)
    assert directory.entries["community_id"].tolist() == ["C2", None]


def test_an_entry_that_stands_twice_counts_once_and_is_listed(tmp_path):
    text = "大类,小类,名称,社区\n餐饮,早餐,甲（店）,西社区\n餐饮,早餐,甲(店),西社区\n餐饮,早餐,甲(店),东社区\n"
    directory, problems, _ = read(tmp_path, text)
    assert len(directory.entries) == 2
    assert [row for _, row, _, _ in problems.rows] == [3]


def test_a_booking_that_says_nothing_is_unknown_and_told(tmp_path):
    text = "大类,小类,名称,在线预约\n餐饮,早餐,甲,也许\n餐饮,早餐,乙,无\n餐饮,早餐,丙,不详\n"
    directory, _, notes = read(tmp_path, text)
    assert directory.entries["booking"].tolist() == ["", "no", ""]
    assert any("1 行看不出能否在线预约（第 2 行）" in found.text for found in notes.findings)


@pytest.mark.parametrize(
    ("text", "categories", "why"),
    [
        ("大类,小类,名称,社区\n餐饮,早餐,甲,南社区\n", "", "第 2 行:没有社区 “南社区”"),
        ("大类,小类,名称\n餐饮,早餐,\n", "", "第 2 行没有名称"),
        ("大类,小类,名称\n餐饮,,甲\n", "", "第 2 行没有大类或小类"),
        ("小类,名称\n早餐,甲\n", "", "缺少列 大类（division）"),
        ("小类,名称\n早点,甲\n", CATEGORIES, "第 2 行:没有种类 “早点”"),
        ("大类,小类,名称\n", "", "没有任何数据行"),
        ("小类,名称\n早餐,甲\n", "大类,小类\n餐饮,早餐\n文化,早餐\n", "小类 “早餐” 重复"),
    ],
)
def test_what_cannot_be_right_is_refused_with_its_row(tmp_path, text, categories, why):
    with pytest.raises(InputError, match=why):
        read(tmp_path, text, categories=categories)
