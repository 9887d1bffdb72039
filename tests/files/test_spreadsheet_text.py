"""Names that a spreadsheet would calculate or a browser would run are text in every output."""

import csv
import re

import openpyxl
import pytest

from tests.fixtures.small_study import edit, write_small_study
from xc_gis.files.spreadsheet_text import in_workbook
from xc_gis.operations.check.check import check_study
from xc_gis.operations.run import run_into
from xc_gis.report.check.page import write_check_page

SCRIPT = "<script>alert(1)</script>"
NASTY = {
    "F1": ("CHS", f"=HYPERLINK(1){SCRIPT}", (100.0, 205.0)),
    "F2": ("CVS", f"+86{SCRIPT}", (2000.0, 405.0)),
    "F3": ("CSS", f"-1{SCRIPT}", (600.0, 605.0)),
    "F4": ("RES", f"@店{SCRIPT}", (1500.0, 805.0)),
}
CALCULATED = re.compile(r"^[=+@\t\r]|^-(?![\d.])")


@pytest.fixture(scope="module")
def outputs(tmp_path_factory):
    """A run and a check of a study whose every name is hostile: facilities, communities, subdistricts, columns, values, file."""
    folder = tmp_path_factory.mktemp("text")
    study = write_small_study(folder / "study", facilities=NASTY)
    edit(study.parent / "communities.geojson", lambda t: t.replace("西社区", f"=1+1{SCRIPT}").replace("甲街道", f"@街道{SCRIPT}"))
    nasty_rows = (
        f"F8,-坏{SCRIPT},CVS,=cmd|' /C calc'!A0{SCRIPT},\n=9,+远,CVS,121.47,31.23\n合计,=SUM(A1),,,\n注\uff1a{SCRIPT},,,,\n"
    )
    edit(study.parent / "facilities.csv", lambda t: f"{SCRIPT}=标题,,,,\n{t}{nasty_rows}")
    run_into(study, folder / "out")
    write_check_page(check_study(study), folder / "out" / "check.html")
    return folder / "out"


def test_pages_hold_no_script_of_a_name(outputs):
    pages = [p for p in outputs.iterdir() if p.suffix in {".html", ".svg"}]
    assert {p.name for p in pages} >= {"map.html", "check.html"}
    for page in pages:
        assert SCRIPT not in page.read_text(encoding="utf-8"), page.name


def test_page_of_the_check_shows_the_names_as_they_are(outputs):
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in (outputs / "check.html").read_text(encoding="utf-8")


def test_cells_of_csv_files_are_not_calculated(outputs):
    files = [p for p in outputs.iterdir() if p.suffix == ".csv"]
    assert len(files) >= 3
    for path in files:
        with path.open(encoding="utf-8-sig", newline="") as handle:
            rows = list(csv.DictReader(handle))
        for row in rows:
            for column, cell in row.items():
                if not column.endswith("_id"):  # identifiers never change
                    assert not CALCULATED.match(cell), (path.name, column, cell)


def test_workbooks_hold_text_and_no_formula(outputs):
    for path in (p for p in outputs.iterdir() if p.suffix == ".xlsx"):
        kinds = {cell.data_type for sheet in openpyxl.load_workbook(path) for row in sheet.iter_rows() for cell in row}
        assert "f" not in kinds


@pytest.mark.parametrize("letter", ["长", "𠮷", "a𠮷"])
def test_a_text_fills_a_cell_to_what_excel_counts_and_then_says_its_length(letter):
    def counted(text):
        return sum(2 if ord(sign) > 0xFFFF else 1 for sign in text)

    fits = letter * (32_767 // counted(letter))
    assert in_workbook(fits) == fits
    cut = in_workbook(fits + letter)
    assert f"全文 {len(fits) + len(letter)} 字" in cut
    assert 32_767 - 1 <= counted(cut) <= 32_767
    assert cut.split("…")[0] == (fits + letter)[: len(cut.split("…")[0])]
