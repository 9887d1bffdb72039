"""The workbook of the three ledgers: its sheets, real numbers, what is not known."""

import openpyxl
import pytest

from tests.operations.ledger.test_ledger import coverage
from xc_gis.errors import InputError
from xc_gis.operations.ledger.ledger import BOOK
from xc_gis.operations.ledger.sheets import _facilities


def test_the_workbook_has_the_three_ledgers_with_real_numbers(written_ledgers):
    folder, found, _ = written_ledgers
    book = openpyxl.load_workbook(folder / "out" / BOOK)
    assert book.sheetnames == ["资源清单", "需求清单", "项目清单"]
    resources = [[cell.value for cell in row] for row in book["资源清单"].iter_rows()]
    assert sum(row[0] in {"F1", "F2", "F3", "F4", "F5"} for row in resources) == 5
    needs = [[cell.value for cell in row] for row in book["需求清单"].iter_rows()]
    mine = next(row for row in needs if row[0] == "C1-MED")
    assert mine[5] == coverage(folder / "run_after", "C1")
    assert mine[11] == "P2、P3"
    measures = [[cell.value for cell in row] for row in book["项目清单"].iter_rows()]
    first = next(row for row in measures if row[0] == "P1")
    assert (first[3], first[7], first[8], first[12]) == ("卫健委", 500000, "进行中", "已解决")
    assert len(found.needs) == found.unanswered + 1


def test_a_damaged_run_is_told(tmp_path):
    (tmp_path / "study.gpkg").write_bytes(b"no database")
    with pytest.raises(InputError, match="已损坏"):
        _facilities(tmp_path / "study.gpkg")
