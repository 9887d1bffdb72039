"""What a workbook hides is read and told, with the number of rows: .xlsx, .xls, .ods."""

import struct
import zipfile
from pathlib import Path

import openpyxl
import pytest

from xc_gis.languages import CHINESE
from xc_gis.languages.message import in_language
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.tables.read import read_table

MESSY = Path(__file__).parent.parent.parent / "data" / "messy"


def read_with_findings(path, **keys):
    notes = Notes(path.name, "facilities.0")
    frame = read_table(path, path.name, header_row=None, notes=notes, **keys)
    hidden = [f for f in notes.findings if "隐藏" in f.text]
    assert all(f.level == "warning" and not CHINESE.match(in_language(f.text, "en")) for f in hidden)
    return frame, hidden


def workbook(path, *, rows=(), columns=(), filtered=False, sheets=()):
    book = openpyxl.Workbook()
    page = book.active
    page.title = "网点 & 点位"
    page.append(["编号", "名称", "经度", "纬度"])
    for n in range(8):
        page.append([f"W{n}", f"第{n}站", 117 + n / 100, 39.9])
    for n in rows:
        page.row_dimensions[n].hidden = True
    for letter in columns:
        page.column_dimensions[letter].hidden = True
    if filtered:
        page.auto_filter.ref = "A1:D9"
        page.auto_filter.add_filter_column(0, ["W1"])
    for name, count in sheets:
        other = book.create_sheet(name)
        for n in range(count):
            other.append(["甲" * (n + 1), "乙" * (n + 1)])
        other.sheet_state = "hidden"
    book.save(path)
    return path


def test_hidden_rows_are_read_and_told_with_their_number(tmp_path):
    frame, found = read_with_findings(workbook(tmp_path / "a.xlsx", rows=(4, 6, 40)))
    assert len(frame) == 8
    assert [f.evidence["rows"] for f in found] == [[4, 6]]
    assert "2 行被隐藏" in found[0].text


def test_rows_that_a_filter_hides_are_called_so(tmp_path):
    _, found = read_with_findings(workbook(tmp_path / "a.xlsx", rows=(2, *range(4, 10)), filtered=True))
    assert "7 行被筛选隐藏" in found[0].text


def test_hidden_columns_are_told_by_their_letters(tmp_path):
    frame, found = read_with_findings(workbook(tmp_path / "a.xlsx", columns=("B", "Z")))
    assert "名称" in frame.columns
    assert found[0].evidence == {"columns": ["B"]}


def test_hidden_sheets_are_told_with_their_rows(tmp_path):
    _, found = read_with_findings(workbook(tmp_path / "a.xlsx", sheets=[("旧表", 3)]))
    assert "旧表(3 行,隐藏)" in found[0].text
    frame, found = read_with_findings(workbook(tmp_path / "b.xlsx", sheets=[("旧表", 3)]), sheet="旧表")
    assert len(frame)
    assert "“旧表” 是隐藏的(3 行)" in found[0].text


def test_nothing_hidden_is_nothing_told(tmp_path):
    assert read_with_findings(workbook(tmp_path / "a.xlsx"))[1] == []
    for name in ("工作簿-旧格式.xls", "工作簿-开放文档.ods", "工作簿-合并单元格.xlsx"):
        assert read_with_findings(MESSY / name)[1] == []


def hide_in_xls(raw, rows, columns):
    """The workbook with marks on rows and columns (from 0) of its only sheet: records COLINFO and ROW of BIFF 8 (MS-XLS 2.4.53, 2.4.221)."""
    at = raw.index(b"\x09\x08\x10\x00\x00\x06\x05\x00")
    begins = None
    while True:
        kind, size = struct.unpack_from("<HH", raw, at)
        if kind == 0x0809 and struct.unpack_from("<H", raw, at + 6)[0] == 0x10:
            begins = at + 4 + size
        at += 4 + size
        if kind == 0x000A and begins:
            break
    extra = b"".join(struct.pack("<HHHHHHI", 0x7D, 12, n, n, 2048, 15, 1) for n in columns)
    extra += b"".join(struct.pack("<HHHHHHHHI", 0x208, 16, n, 0, 6, 255, 0, 0, 0x120) for n in rows)
    assert not raw[at : at + len(extra)].strip(b"\0")
    return raw[:begins] + extra + raw[begins:at] + raw[at + len(extra) :]


def test_old_workbooks_tell_their_hidden_lines_too(tmp_path):
    path = tmp_path / "旧.xls"
    path.write_bytes(hide_in_xls((MESSY / "工作簿-旧格式.xls").read_bytes(), [3, 4], [2]))
    frame, found = read_with_findings(path)
    assert len(frame) == 12
    assert [f.evidence for f in found] == [{"rows": [4, 5], "filtered": False}, {"columns": ["C"]}]


@pytest.mark.parametrize(("mark", "words"), [("collapse", "2 行被隐藏"), ("filter", "2 行被筛选隐藏")])
def test_open_documents_tell_their_hidden_lines_too(tmp_path, mark, words):
    path = tmp_path / "a.ods"
    with zipfile.ZipFile(MESSY / "工作簿-开放文档.ods") as source, zipfile.ZipFile(path, "w") as target:
        for name in source.namelist():
            content = source.read(name).decode("utf-8") if name == "content.xml" else source.read(name)
            if name == "content.xml":
                parts = content.split("<table:table-row")
                for n in (3, 5):
                    parts[n] = f' table:visibility="{mark}"' + parts[n]
                content = "<table:table-row".join(parts)
            target.writestr(name, content)
    _, found = read_with_findings(path)
    assert words in found[0].text
    assert found[0].evidence["rows"] == [3, 5]


def test_xml_spreadsheets_tell_their_hidden_lines_too(tmp_path):
    path = tmp_path / "a.xls"
    cells = "".join(f'<Cell><Data ss:Type="String">{word}</Data></Cell>' for word in ("甲", "乙", "丙"))
    head = cells.replace("甲", "编号").replace("乙", "名称").replace("丙", "地址")
    path.write_text(
        '<?xml version="1.0" encoding="UTF-8"?><?mso-application progid="Excel.Sheet"?>'
        '<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet" xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet">'
        f'<Worksheet ss:Name="表"><Table><Column/><Column ss:Hidden="1"/><Row>{head}</Row><Row>{cells}</Row><Row ss:Hidden="1">{cells}</Row>'
        f'<Row ss:Index="6" ss:Hidden="1">{cells}</Row></Table></Worksheet></Workbook>',
        encoding="utf-8",
    )
    frame, found = read_with_findings(path)
    assert len(frame) == 3
    assert [f.evidence for f in found] == [{"rows": [3, 6], "filtered": False}, {"columns": ["B"]}]
