"""``report.xlsx``: every sheet in the language, figures of the tables cut and never rounded up, text never a formula."""

import openpyxl
import pandas as pd
import pytest

from xc_gis.languages import CHINESE
from xc_gis.report.tables.workbook import write_workbook


@pytest.fixture(scope="module")
def books(small, tmp_path_factory):
    folder = tmp_path_factory.mktemp("books")
    for lang in ("zh", "en"):
        write_workbook(small.result, folder / f"{lang}.xlsx", lang=lang)
    return {lang: openpyxl.load_workbook(folder / f"{lang}.xlsx") for lang in ("zh", "en")}, folder


def test_sheets_are_those_of_the_run_in_either_language(books):
    chinese, english = (books[0][lang] for lang in ("zh", "en"))
    assert chinese.sheetnames == ["说明", "评级", "覆盖率", "缺口", "街道汇总", "问题行"]
    assert all(name.isascii() for name in english.sheetnames)
    assert not CHINESE.search(" ".join(str(cell.value) for cell in english.worksheets[1][1]))


def test_two_books_of_one_result_have_equal_bytes(small, books, tmp_path):
    write_workbook(small.result, tmp_path / "again.xlsx")
    assert (tmp_path / "again.xlsx").read_bytes() == (books[1] / "zh.xlsx").read_bytes()


def test_ratings_are_those_of_the_table(small, books):
    sheet = books[0]["zh"]["评级"]
    rating = pd.read_csv(small.folder / "rating.csv")
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == rating["community_id"].tolist()
    assert [row[7].value for row in sheet.iter_rows(min_row=2)] == rating["stars_high"].tolist()
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref == f"A1:Q{len(rating) + 1}"


def test_coverage_is_cut_and_unknown_is_a_range(small, books):
    sheet = books[0]["zh"]["覆盖率"]
    heads = [cell.value for cell in sheet[1]]
    table = pd.read_csv(small.folder / "coverage.csv").set_index(["community_id", "category"])
    for row in sheet.iter_rows(min_row=2):
        for head, cell in zip(heads[3:], row[3:], strict=True):
            share = table.loc[(row[0].value, head.split()[0]), "coverage"]
            if pd.isna(share):
                assert isinstance(cell.value, str)
                assert cell.value.startswith(("未知", "不适用"))
            else:
                assert cell.value <= share + 1e-9
                assert cell.value == pytest.approx(share, abs=0.001)


def test_gaps_stand_largest_first(small, books):
    rows = [[cell.value for cell in row] for row in books[0]["zh"]["缺口"].iter_rows(min_row=2)]
    assert [row[6] for row in rows] == sorted((row[6] for row in rows), reverse=True)
    assert sum(row[6] for row in rows) == pytest.approx(small.result.gaps["residents"].sum())
    assert sum(row[7] for row in rows) == len(small.result.gaps)


def test_subdistricts_are_counted_from_residents(small, books):
    (row,) = [[cell.value for cell in row] for row in books[0]["zh"]["街道汇总"].iter_rows(min_row=2)]
    heads = [cell.value for cell in books[0]["zh"]["街道汇总"][1]]
    sums = small.result.coverage[small.result.coverage["category"] == "MED"][["covered", "gap"]].sum()
    assert row[:2] == ["甲街道", 2]
    assert row[heads.index("MED 医疗卫生")] == pytest.approx(sums["covered"] / (sums["covered"] + sums["gap"]), abs=0.001)


def test_no_cell_is_a_formula(books):
    for book in books[0].values():
        assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.data_type == "f"]
