"""The workbook of a run as a file: read again by another library, and equal from time to time."""

import io
import shutil

import openpyxl
import pytest

from tests.fixtures.sheet_rows import named, run_with
from xc_gis.errors import InputError, OutputError
from xc_gis.languages import CHINESE
from xc_gis.operations.export.export import export_run
from xc_gis.operations.export.export_request import ExportRequest
from xc_gis.operations.export.workbook.workbook import NAME, credits_of, head_of_book, sheets_of, workbook_file
from xc_gis.report.documents.workbook.book import write_book
from xc_gis.runs.map_page import read_map_page
from xc_gis.runs.run_id import run_id
from xc_gis.runs.view import read_run_view

SHEETS = ["街道汇总", "全区总表与排名", "星级分布", "短板清单", "五星候选", "指标", "方法与数据说明", "字段说明"]


@pytest.fixture(scope="module")
def books(finished_run, tmp_path_factory):
    out = tmp_path_factory.mktemp("workbooks")
    return {lang: export_run(finished_run, out / lang, ExportRequest(workbook=True, lang=lang)) for lang in ("zh", "en")}


def test_sheets_bear_title_day_standard_and_run(finished_run, books):
    manifest = read_run_view(finished_run).manifest
    book = openpyxl.load_workbook(books["zh"].folder / NAME)
    assert book.sheetnames == SHEETS
    for sheet in book:
        top = "\n".join(str(cell.value) for row in sheet.iter_rows(max_row=3) for cell in row if cell.value)
        assert "小项目" in top
        assert "2026-06-30" in top
        assert f"{manifest['standard']['id']} {manifest['standard']['version']}" in top
        assert run_id(manifest) in top
        assert sheet.auto_filter.ref
        assert sheet.freeze_panes
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.print_title_rows
        assert run_id(manifest) in sheet.oddFooter.right.text
        assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]


def test_english_says_all_but_names_and_what_the_run_recorded(books):
    book = openpyxl.load_workbook(books["en"].folder / NAME)
    assert all(name.isascii() for name in book.sheetnames)
    for sheet in book:
        heads = next(row for row in sheet.iter_rows(values_only=True) if row[1] is not None)
        assert not CHINESE.search(" ".join(str(head) for head in heads)), sheet.title


def test_the_record_names_the_file_and_the_same_run_gives_the_same_bytes(finished_run, books, tmp_path):
    again = export_run(finished_run, tmp_path, ExportRequest(workbook=True))
    assert again.files == (NAME,)
    assert again.record["outputs"][NAME] == books["zh"].record["outputs"][NAME]
    assert again.record["details"][NAME]["sheets"] == len(SHEETS)
    before = (tmp_path / NAME).stat().st_mtime_ns
    export_run(finished_run, tmp_path, ExportRequest(workbook=True))
    assert (tmp_path / NAME).stat().st_mtime_ns == before


def test_a_workbook_that_somebody_wrote_into_is_kept(finished_run, tmp_path):
    export_run(finished_run, tmp_path, ExportRequest(workbook=True))
    (tmp_path / NAME).write_bytes(b"own")
    with pytest.raises(OutputError, match="改动过"):
        export_run(finished_run, tmp_path, ExportRequest(workbook=True, lang="en"))
    assert (tmp_path / NAME).read_bytes() == b"own"


NAMES = ["=1+1", "@SUM(A1)", "+8610", "-2", "<b>社区</b>", "😀社区", "很长的名字" * 12, "https://x.cn", "'引", "a&b"]


def test_names_stay_text(finished_run):
    towns = [named(n, subdistrict=name) for n, name in enumerate(NAMES)]
    run = run_with(finished_run, *towns)
    book = openpyxl.load_workbook(io.BytesIO(write_book(head_of_book(run), sheets_of(run, read_map_page(finished_run)), "zh")))
    found = {cell.value for row in book["街道汇总"].iter_rows(max_col=1) for cell in row}
    assert set(NAMES) <= found
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f" or cell.hyperlink]


@pytest.mark.parametrize(
    ("name", "message"),
    [("coverage.csv", "已损坏"), ("view.json", "已损坏"), ("map.html", r"map\.html"), ("manifest.json", "不是运行结果")],
)
def test_a_run_without_a_table_is_told(finished_run, tmp_path, name, message):
    shutil.copytree(finished_run, tmp_path / "run")
    (tmp_path / "run" / name).unlink()
    with pytest.raises(InputError, match=message):
        export_run(tmp_path / "run", tmp_path / "out", ExportRequest(workbook=True))
    assert not (tmp_path / "out").exists()


def test_a_workbook_can_stand_by_itself(finished_run, books, tmp_path):
    path = workbook_file(finished_run, tmp_path / "交件.xlsx", "zh")
    assert path.read_bytes() == (books["zh"].folder / NAME).read_bytes()
    with pytest.raises(OutputError):
        workbook_file(finished_run, tmp_path / "nowhere" / "a.xlsx", "zh")


def test_a_run_without_communities_has_nothing_to_write(finished_run):
    with pytest.raises(InputError, match="没有社区"):
        sheets_of(run_with(finished_run), {"credit": []})


def test_credits_are_those_of_the_map():
    page = {"credit": [["© OpenStreetMap"], ["标准 {} {}", "a", "1"], ["{}(数据 {})", "x", "2026"], ["limit"]]}
    assert credits_of(page) == ("© OpenStreetMap", "x（数据 2026）")


def test_made_up_data_bear_their_mark(finished_run):
    run = read_run_view(finished_run)
    assert head_of_book(run).mark == ""
    run.manifest["study"]["synthetic"] = True
    assert head_of_book(run).mark == "示例数据（虚构）"
