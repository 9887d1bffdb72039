"""The workbook of a batch: a line a study whatever became of it, people by service; in the language that was asked for."""

import json

from openpyxl import load_workbook

from xc_gis.operations.batch.summary import write_summary
from xc_gis.operations.batch.work import DONE, FAILED, Outcome

MANIFEST = {
    "study": {"name": "西", "date": "2026-06-30"},
    "standard": {"id": "s"},
    "warnings": ["w"],
    "counts": {
        "communities": {"total": 3, "rated": 2, "range": 1, "insufficient": 0, "stars": {str(n): n for n in range(6)}},
        "residents": 30,
        "categories": {
            "MED": {"residents": 30, "covered": 9, "gap": 3, "unknown": 18},
            "ELD": {"residents": 30, "covered": 0, "gap": 0, "unknown": 30},
        },
    },
}


def test_lines_say_what_became_of_each_study(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "manifest.json").write_text(json.dumps(MANIFEST))
    outcomes = [Outcome("a", DONE), Outcome("b", FAILED, "坏了", "请修")]
    write_summary(outcomes, {"a": tmp_path / "a"}, tmp_path / "summary.xlsx", lang="en")
    studies, services = (
        [[cell.value for cell in row] for row in sheet.iter_rows()] for sheet in load_workbook(tmp_path / "summary.xlsx")
    )
    assert studies[1][:9] == ["a", "done", "西", "2026-06-30", "s", 3, 2, 1, 0]
    assert studies[1][9:15] == [5, 4, 3, 2, 1, 0]
    assert studies[2][:3] == ["b", "failed", None]
    assert studies[2][-1] == "坏了 → 请修"
    assert services[1:] == [["a", "MED", 30, 9, 3, 18, 0.75], ["a", "ELD", 30, 0, 0, 30, None]]  # unknown is no share
