"""Of the hotline's table only the columns of the schema are taken, whatever its format; nothing else is kept."""

import openpyxl
import pytest

from xc_gis.errors import InputError
from xc_gis.sources.governance.ticket_rows import ticket_rows
from xc_gis.sources.rows.cells import ROW
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.study.governance_tables import TicketsTable

TEXT = "受理时间,电话,类别,社区,诉求内容\n2026-06-05,13800138467,养老,西社区,某某\n\n2026-06-06,13800138467,买菜,东社区,某某\n"


def rows(path, **keys):
    return ticket_rows(path, TicketsTable(path=path.name, **keys), Notes(path.name, "hotline"))


def test_other_columns_are_not_there(tmp_path):
    (tmp_path / "t.csv").write_text(TEXT, encoding="utf-8")
    frame = rows(tmp_path / "t.csv")
    assert set(frame.columns) == {"received_at", "category_l1", "community", ROW}
    assert frame[ROW].tolist() == [2, 4]
    assert "8467" not in frame.to_csv()


def test_a_sheet_that_begins_further_down_keeps_its_row_numbers(tmp_path):
    book = openpyxl.Workbook()
    for r, line in enumerate(("受理时间 类别 社区", "2026-06-05 养老 西社区"), 4):
        for c, word in enumerate(line.split(), 3):
            book.active.cell(r, c, word)
    book.save(tmp_path / "t.xlsx")
    frame = rows(tmp_path / "t.xlsx")
    assert frame[ROW].tolist() == [5]
    assert frame["community"].tolist() == ["西社区"]


def test_columns_may_be_named_by_the_study(tmp_path):
    (tmp_path / "t.csv").write_text("甲,类别,社区\n2026-06-05,养老,西社区\n", encoding="utf-8")
    assert rows(tmp_path / "t.csv", columns={"received_at": "甲"})["received_at"].tolist() == ["2026-06-05"]
    with pytest.raises(InputError, match="没有 “phone” 这一项"):
        rows(tmp_path / "t.csv", columns={"phone": "甲"})


def test_two_sheets_that_look_alike_are_not_chosen_between(tmp_path):
    book = openpyxl.Workbook()
    for sheet in (book.active, book.create_sheet("乙")):
        sheet.append(["受理时间", "类别", "社区"])
        sheet.append(["2026-06-05", "养老", "西社区"])
    book.save(tmp_path / "t.xlsx")
    with pytest.raises(InputError, match="2 个工作表都像热线工单"):
        rows(tmp_path / "t.xlsx")
    assert len(rows(tmp_path / "t.xlsx", sheet="乙")) == 1
    with pytest.raises(InputError, match="没有 \\[hotline\\] 所写的工作表"):
        rows(tmp_path / "t.xlsx", sheet="丙")


@pytest.mark.parametrize(
    ("raw", "words"), [(b"\xff\xff\xff,1\n", "编码无法识别"), (b'{"type": "FeatureCollection", "features": []}', "不是表格文件")]
)
def test_what_is_no_table_is_told(tmp_path, raw, words):
    (tmp_path / "t.csv").write_bytes(raw)
    with pytest.raises(InputError, match=words):
        rows(tmp_path / "t.csv")
