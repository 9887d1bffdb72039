"""字段说明: every column of every table of a run."""

import csv
from dataclasses import replace

import pyarrow.parquet as pq
import pytest

from tests.fixtures.sheet_rows import column
from tests.fixtures.voiced_run import voiced
from xc_gis.model import DIMENSION_COLUMNS, INDICATOR_COLUMNS, INDICATOR_STATUS_COLUMNS
from xc_gis.operations.export.workbook.dictionary import dictionary_sheet
from xc_gis.runs.view import read_run_view
from xc_gis.wording.table_columns import TABLES, TITLES


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


def test_tables_of_services_voices_and_resources_are_described(voiced_run):
    sheet = dictionary_sheet(voiced(voiced_run)[0])
    described = list(zip(column(sheet, "文件"), column(sheet, "字段"), strict=True))
    tables = [p for p in voiced_run.iterdir() if p.suffix in {".csv", ".parquet"}]
    assert {"census.csv", "directory.csv", "hotline_months.csv", "survey_matrix.csv", "survey_reach.csv"} <= {
        p.name for p in tables
    }
    assert {file for file, _ in described} == {p.name for p in tables}
    for path in tables:
        assert [name for file, name in described if file == path.name] == columns_of(path)


@pytest.mark.parametrize(
    ("file", "columns"),
    [
        ("indicators.csv", INDICATOR_COLUMNS),
        ("indicator_status.csv", INDICATOR_STATUS_COLUMNS),
        ("indicator_index.csv", DIMENSION_COLUMNS),
    ],
)
def test_tables_of_indicators_are_described(file, columns):
    assert tuple(TABLES[file]) == columns
    assert file in TITLES


def test_tables_of_a_further_standard_are_described_with_their_grade(finished_run, tmp_path):
    run = read_run_view(finished_run)
    for name in ("rating", "coverage"):
        text = (finished_run / f"{name}.csv").read_text(encoding="utf-8-sig")
        head, rest = text.split("\n", 1)
        (tmp_path / f"{name}_other.csv").write_text(f"{head},grade\n{rest}" if name == "rating" else text, encoding="utf-8-sig")
    outputs = ["rating_other.csv", "coverage_other.csv"]
    sheet = dictionary_sheet(replace(run, folder=tmp_path, manifest={**run.manifest, "outputs": outputs}))
    for name in outputs:
        named = [field for file, field in zip(column(sheet, "文件"), column(sheet, "字段"), strict=True) if file == name]
        assert named == columns_of(tmp_path / name)
