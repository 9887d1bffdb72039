"""The tables of a run with the words of their columns."""

import csv
import shutil

from xc_gis.operations.export.described_tables import described_tables
from xc_gis.runs.view import read_run_view
from xc_gis.wording.table_columns import GRADE_WORDS


def test_columns_are_those_of_the_files_and_further_standards_come_last(finished_run, tmp_path):
    run = shutil.copytree(finished_run, tmp_path / "run")
    rating = (run / "rating.csv").read_text(encoding="utf-8-sig").splitlines()
    graded = "\n".join([f"{rating[0]},grade", *(f"{line},基础型" for line in rating[1:])])
    for name in ("rating.csv", "rating_second.csv"):  # of standards that call their levels by names
        (run / name).write_text(graded, encoding="utf-8-sig")
    view = read_run_view(run)
    view.manifest["outputs"]["rating_second.csv"] = ""
    found = {table.file: table for table in described_tables(view)}
    for name in ("rating.csv", "coverage.csv", "rating_second.csv"):
        with (run / name).open(encoding="utf-8-sig", newline="") as handle:
            assert list(found[name].columns) == next(csv.reader(handle))
    assert found["rating.csv"].columns["grade"] is found["rating_second.csv"].columns["grade"] is GRADE_WORDS
    assert list(found)[-1] == "rating_second.csv"
    assert (found["rating_second.csv"].like, str(found["rating_second.csv"].title)) == ("rating.csv", "社区评级：其他标准")
