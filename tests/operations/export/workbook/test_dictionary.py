"""字段说明: every column of every table of a run."""

import csv

import pyarrow.parquet as pq

from tests.fixtures.sheet_rows import column
from xc_gis.operations.export.workbook.dictionary import dictionary_sheet
from xc_gis.runs.view import read_run_view


def columns_of(path):
    if path.suffix == ".parquet":
        names = [name.split("_")[0] + "_*" if name.startswith(("t_", "state_")) else name for name in pq.read_schema(path).names]
        return list(dict.fromkeys(names))
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return next(csv.reader(handle))


def test_all_columns_of_all_tables_are_described_in_their_order(finished_run):
    sheet = dictionary_sheet(read_run_view(finished_run))
    described = list(zip(column(sheet, "文件"), column(sheet, "字段"), strict=True))
    tables = sorted(p for p in finished_run.iterdir() if p.suffix in {".csv", ".parquet"})
    assert {file for file, _ in described} == {p.name for p in tables}
    for path in tables:
        assert [name for file, name in described if file == path.name] == columns_of(path)
    assert all(column(sheet, "含义"))
