"""The workbook of the three ledgers: its sheets, real numbers, what is not known."""

from dataclasses import replace

import openpyxl
import pytest

from tests.operations.ledger.test_ledger import coverage
from xc_gis.errors import InputError
from xc_gis.languages.message import in_language, msg
from xc_gis.operations.ledger.ledger import BOOK, ledgers_into
from xc_gis.operations.ledger.outcome import NeedOutcome, People
from xc_gis.operations.ledger.sheets import _facilities, measures_sheet, needs_sheet
from xc_gis.report.documents.workbook.records import Unknown
from xc_gis.wording.ledgers import DUE_ZH, OUTCOME_ZH, STATE_ZH


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
    assert (first[3], first[7], first[8], first[14]) == ("卫健委", 500000, "进行中", "已解决")
    assert len(found.needs) == found.unanswered + 1


def test_who_is_unknown_stands_beside_and_is_no_0(written_ledgers):
    _, found, _ = written_ledgers
    unknown = replace(found.measures[0], needs=(NeedOutcome("C2-MED", People(120.0, 30.0), People(0.0, 5691.0)),))
    need = replace(found.needs[0], people=0.0, people_60plus=0.0, unknown=71.0)
    changed = replace(found, measures=(unknown,), needs=(need,))
    (row,) = measures_sheet(changed).rows
    assert (*row.values[10:12], row.values[13]) == (120, 30, 5691)
    assert isinstance(row.values[12], Unknown)
    (row,) = needs_sheet(changed).rows
    assert (isinstance(row.values[5], Unknown), row.values[7]) == (True, 71)


def test_a_damaged_run_is_told(tmp_path):
    (tmp_path / "study.gpkg").write_bytes(b"no database")
    with pytest.raises(InputError, match="已损坏"):
        _facilities(tmp_path / "study.gpkg")


def test_words_of_measures_fit_their_columns_in_both_languages(written_ledgers):
    _, found, _ = written_ledgers
    columns = {str(column.head): column for column in measures_sheet(found).columns}
    words = {"状态": STATE_ZH, "时限情况": DUE_ZH, "是否解决": OUTCOME_ZH | {"-": msg("没有比较")}, "原未覆盖人数": {"-": msg("没有比较")}, "原未知人数": {"-": msg("没有比较")}, "完成时限": {"-": msg("未写明")}}  # fmt: skip
    for name, asked in words.items():
        for word in asked.values():
            shown = len(in_language(word, "en")), 2 * len(in_language(word, "zh"))  # a Chinese sign is two wide
            assert max(shown) + 1 < columns[name].width, (name, str(word))


def test_headings_of_measures_speak_of_measures_in_english(written_ledgers, tmp_path):
    folder, _, _ = written_ledgers
    ledgers_into(folder / "run_after", tmp_path / "en", lang="en")
    sheet = openpyxl.load_workbook(tmp_path / "en" / BOOK)["Measures"]
    heading = next(row for row in sheet.iter_rows(values_only=True) if row[2] == "Needs")
    assert heading[:2] == ("Id", "Name")
    assert heading[6] == "Deadline"
    assert not any("study" in word for word in heading)
