"""Tickets are counted at the door; rows that cannot be used are listed with their reason, and no cell is cited."""

from datetime import date

import geopandas as gpd
import openpyxl
import pytest
import shapely

from xc_gis.errors import InputError
from xc_gis.sources.governance.ticket_services import ServiceWords
from xc_gis.sources.governance.tickets import Places, read_tickets
from xc_gis.sources.rows.left_out_rows import ProblemList
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.study.governance_tables import TicketsTable
from xc_gis.sources.study.named_files import StudyFiles

COMMUNITIES = gpd.GeoDataFrame(
    {"community_id": ["C1", "C2"], "name": ["西社区", "黄寺大街24号社区"], "subdistrict": ["甲街道", "甲街道"]},
    geometry=[shapely.box(440000, 4410000, 441000, 4411000), shapely.box(441000, 4410000, 442000, 4411000)], crs="EPSG:4548",
)  # fmt: skip
HEAD = "工单编号,受理时间,来电人,一级分类,二级分类,社区,x,y,是否响应,是否解决,是否满意,诉求内容\n"
SERVICES = ServiceWords({"养老": "ELD", "买菜": "VEG"})


def read(folder, rows, name="t.csv", until=None, **keys):
    if isinstance(rows, str):
        (folder / name).write_text(rows, encoding="utf-8")
    notes, problems = Notes(name, "hotline"), ProblemList("hotline")
    counts, record = read_tickets(
        StudyFiles(folder, "study.toml"),
        TicketsTable(path=name, **keys),
        Places(COMMUNITIES, "EPSG:4548"),
        SERVICES,
        problems,
        notes,
        until,
    )
    return counts, record, problems, notes


def test_tickets_are_counted_by_community_service_and_month(tmp_path):
    counts, record, problems, notes = read(
        tmp_path,
        HEAD + "T1,2026-06-01 09:00,某某,民生,养老,西社区,,,是,是,满意,楼下\n" + "T2,2026/6/30,某某,民生,养老,西,,,是,部分解决,,楼下\n" + 'T3,2026年5月3日,某某,民生,噪声,黄寺大街24号社区,,,√,×,不满意,"楼\n下"\n',
    )  # fmt: skip
    assert counts.counts.to_numpy().tolist() == [
        ["C1", "ELD", "2026-06", 2, 2, 2, 1, 2, 1, 1],
        ["C2", "OTHER", "2026-05", 1, 1, 1, 0, 1, 0, 1],
    ]
    assert counts.months == ("2026-05", "2026-06")
    assert counts.services == {"ELD", "VEG"}
    assert (record.rows, record.used) == (3, 3)
    assert problems.rows == []
    assert [found.evidence["left_in_file"] for found in notes.findings if "left_in_file" in found.evidence] == [
        ["来电人", "诉求内容"]
    ]


def test_rows_without_a_community_are_placed_by_their_point(tmp_path):
    rows = (
        HEAD
        + "T1,2026-06-01,,,养老,,440500,4410500,,,,\n"
        + "T2,2026-06-01,,,养老,何处,441500,4410500,,,,\n"
        + "T3,2026-06-01,,,养老,,1,1,,,,\n"
    )
    counts, _, problems, _ = read(tmp_path, rows, crs="EPSG:4548")
    assert counts.counts["community_id"].tolist() == ["C1", "C2"]
    assert [(row, str(why)) for _, row, why, _ in problems.rows] == [(4, "看不出是哪个社区")]
    with pytest.raises(InputError, match="没有一行可用"):
        read(tmp_path, rows)  # whose coordinates they are is not said


def test_rows_that_cannot_be_used_are_listed_and_counted(tmp_path):
    counts, _, problems, notes = read(
        tmp_path,
        HEAD + "T1,2026-06-01,,,养老,西社区,,,也许,,,\n" + "T1,2026-06-02,,,养老,西社区,,,,,,\n" + "T2,六月,,,养老,西社区,,,,,,\n" + "T3,2026-06-31,,,养老,西社区,,,,,,\n" + "T4,2026-06-01,,,养老13800138467,西社区,,,,,,\n",
    )  # fmt: skip
    assert counts.counts["tickets"].tolist() == [1]
    assert {row: str(why) for _, row, why, _ in problems.rows} == {
        3: "工单编号重复", 4: "没有受理时间，或看不懂", 5: "没有受理时间，或看不懂", 6: "含个人信息（手机号），整行没有读取",
    }  # fmt: skip
    said = "".join(found.text for found in notes.findings)
    assert "1 行的规定各列中含有个人信息，整行没有读取：手机号 1" in said
    assert "列 responded 有 1 行不是是或否（第 2 行）" in said
    assert "4 / 5 件工单没有使用" in said
    assert "也许" not in said


def test_a_workbook_with_two_heading_rows_is_read(tmp_path):
    book = openpyxl.Workbook()
    book.active.append(["说明"])
    sheet = book.create_sheet("工单")
    for row in (
        ["热线工单"],
        ["编号", "受理时间", "诉求", None, "所属社区", "是否满意"],
        [None, None, "大类", "小类", None, None],
        ["T1", "2026-06-05", "民生", "买菜", "西社区", "满意"],
    ):
        sheet.append(row)
    book.save(tmp_path / "t.xlsx")
    counts, *_ = read(tmp_path, book, name="t.xlsx")
    assert counts.counts.to_numpy().tolist() == [["C1", "VEG", "2026-06", 1, 0, 0, 0, 0, 1, 1]]


def test_other_encodings_and_delimiters_are_read(tmp_path):
    (tmp_path / "t.csv").write_bytes((HEAD + "T1,2026-06-01,,,养老,西社区,,,,,,\n").replace(",", "\t").encode("gb18030"))
    counts, *_ = read(tmp_path, None)
    assert counts.counts["tickets"].tolist() == [1]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("13800138467,2026-06-01,养老\n", "t.csv 找不到表头：需要 工单编号".replace("工单编号", "受理时间")), ("受理时间,社区\n2026-06-01,西社区\n", "找不到表头"), (HEAD, "t.csv 没有任何数据行"),
        (HEAD + 'T1,2026-06-01,,,养老,西社区,,,,,,"没有关上\nT2,2026-06-01,13800138467,,养老,西社区,,,,,,\n', "的引号没有成对"),
    ],
)  # fmt: skip
def test_a_table_that_cannot_be_read_is_told_without_a_cell_of_it(tmp_path, text, words):
    with pytest.raises(InputError) as caught:
        read(tmp_path, text)
    assert words in caught.value.message
    assert "8467" not in str(caught.value)


def test_headings_that_say_too_much_are_called_by_their_number(tmp_path):
    _, _, _, notes = read(tmp_path, HEAD.replace("来电人", "张先生13800138467") + "T1,2026-06-01,,,养老,西社区,,,,,,\n")
    assert [found.evidence["left_in_file"] for found in notes.findings if "left_in_file" in found.evidence] == [
        ["第3列", "诉求内容"]
    ]


def test_tickets_after_the_day_of_the_study_are_left_out_and_listed(tmp_path):
    rows = HEAD + "T1,2026-06-30 23:59,,民生,养老,西社区,,,,,,\nT2,2026-07-01,,民生,养老,西社区,,,,,,\n"
    counts, record, problems, _ = read(tmp_path, rows, until=date(2026, 6, 30))
    assert (counts.months, record.used) == (("2026-06",), 1)
    assert [(row, str(reason)) for _, row, reason, _ in problems.rows] == [(3, "受理时间晚于项目日期")]
    assert read(tmp_path, rows)[0].months == ("2026-06", "2026-07")
