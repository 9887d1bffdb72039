"""The tables of a run as the contract has them: counted again from the result, empty where nothing is known, text as text."""

import math

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

from xc_gis.report.tables.tables import count_text, write_csv, write_tables

NAMES = ["coverage.csv", "rating.csv", "catchments.csv", "problems.csv", "demand_points.parquet"]


@pytest.mark.parametrize(
    ("value", "text"),
    [(100.0, "100"), (0.0, "0"), (12.5, "12.5"), (1 / 3, "0.333333"), (1e6, "1000000"), (math.nan, ""), (2.0000001, "2")],
)
def test_residents_are_whole_numbers_where_they_are(value, text):
    assert count_text(value) == text


def test_five_tables_are_written_twice_the_same(small, tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        assert write_tables(small.result, tmp_path / name) == NAMES
    for name in NAMES:
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()


def test_coverage_says_what_the_result_says_and_is_empty_where_nothing_is_known(small):
    table = pd.read_csv(small.folder / "coverage.csv", dtype=str, keep_default_na=False)
    assert (small.folder / "coverage.csv").read_bytes()[:3] == b"\xef\xbb\xbf"
    expected = small.result.coverage
    assert len(table) == len(expected) == 2 * 25
    for row, text in zip(expected.itertuples(), table.itertuples(), strict=True):
        if np.isnan(row.coverage):
            assert text.coverage == ""
        else:
            assert float(text.coverage) == pytest.approx(row.coverage, abs=5.1e-7)
            assert len(text.coverage.partition(".")[2]) == 6
        assert float(text.covered) + float(text.gap) + float(text.unknown) == pytest.approx(float(text.residents))
    assert "" in set(table["coverage"])  # nobody surveyed most categories: no zero stands there


def test_seconds_are_null_where_nothing_is_reached(small):
    table = pq.read_table(small.folder / "demand_points.parquet")
    med = table["t_MED"].to_pylist()
    assert table["state_MED"].to_pylist() == small.result.demand["state_MED"].tolist()
    assert None in med
    assert not any(value is not None and math.isnan(value) for value in med)
    assert table.schema.field("off_network").type == "bool"


def test_no_name_becomes_a_formula_and_identifiers_stay(tmp_path, small):
    result = small.result
    spoilt = result.coverage.assign(community="=1+1")
    object.__setattr__(result, "coverage", spoilt)
    try:
        write_tables(result, tmp_path)
    finally:
        object.__setattr__(result, "coverage", spoilt.assign(community=pd.read_csv(small.folder / "coverage.csv")["community"]))
    table = pd.read_csv(tmp_path / "coverage.csv", dtype=str)
    assert set(table["community"]) == {"'=1+1"}
    assert set(table["community_id"]) == {"C1", "C2"}


def test_rows_end_in_one_line_feed(tmp_path):
    write_csv(pd.DataFrame({"a": ["x", "y\nz"]}), tmp_path / "t.csv")
    assert (tmp_path / "t.csv").read_bytes() == b'\xef\xbb\xbfa\nx\n"y\nz"\n'
