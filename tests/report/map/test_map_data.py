"""What the page of a run is given: by name, in columns of equal length, in agreement with the tables of the run."""

import json
import re

import pandas as pd
import pytest

from tests.fixtures.small_study import write_small_study
from xc_gis.operations.run import run_into
from xc_gis.report.map.map_data import COVERAGE, coverage_data
from xc_gis.shares import filed

SHAPES = {"rings", "polygons", "lines"}
"""Names whose values are places, not records."""


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    folder = tmp_path_factory.mktemp("map-data")
    study = write_small_study(folder / "study")
    with (study.parent / "facilities.csv").open("a", encoding="utf-8") as handle:
        handle.write("F9,无处,CHS,,\n")
    run_into(study, folder / "out")
    return folder / "out"


@pytest.fixture(scope="module")
def data(run):
    page = (run / "map.html").read_text(encoding="utf-8")
    return json.loads(re.search(r'id="xc-data">(.*?)</script>', page, re.DOTALL)[1])


def rows_without_names(value, name=""):
    """Where a list holds lists that are neither shapes nor a sentence with its values."""
    if isinstance(value, dict):
        return [
            found for key, inner in value.items() if key not in SHAPES for found in rows_without_names(inner, f"{name}.{key}")
        ]
    if isinstance(value, list):
        own = [name] if any(isinstance(one, list) for one in value) and name != ".credit" else []
        return own + [found for one in value if isinstance(one, dict) for found in rows_without_names(one, name)]
    return []


def test_no_table_of_the_page_is_read_by_position(data):
    assert rows_without_names(data) == []
    assert rows_without_names({"facilities": [["西站", 1]]}) == [".facilities"]


def test_columns_of_a_table_are_equally_long(data):
    count = len(data["communities"])
    tables = [data["facilities"], data["outlines"], *data["gaps"].values()]
    assert all(len({len(column) for column in table.values()}) == 1 for table in tables)
    for table in (*data["coverage"].values(), *data["nearest"].values()):
        assert {len(column) for column in table.values()} == {count}


def test_coverage_of_the_page_is_that_of_the_table(run, data):
    table = pd.read_csv(run / "coverage.csv", encoding="utf-8-sig", keep_default_na=False, na_values=[""])
    names = {"low": "coverage_low", "share": "coverage", "high": "coverage_high", "gap": "gap", "unknown": "unknown"}
    for code, columns in data["coverage"].items():
        rows = table[table["category"] == code].set_index("community_id").loc[[c["id"] for c in data["communities"]]]
        for name, column in names.items():
            assert [None if pd.isna(v) else pytest.approx(v) for v in rows[column]] == columns[name], (code, name)


def test_nearest_facility_is_named_by_its_row(run, data):
    view = json.loads((run / "view.json").read_text(encoding="utf-8"))["nearest"]
    place = {c["id"]: n for n, c in enumerate(data["communities"])}
    assert view["name"]
    for community, category, name in zip(view["community"], view["category"], view["name"], strict=True):
        row = data["nearest"][category]["facility"][place[community]]
        assert data["facilities"]["name"][row] == name


def test_outlines_of_a_facility_come_with_the_largest_first(data):
    found = {}
    for row, profile, minutes in zip(*(data["outlines"][n] for n in ("facility", "profile", "minutes")), strict=True):
        found.setdefault((row, profile), []).append(minutes)
    assert found
    assert all(minutes == sorted(minutes, reverse=True) for minutes in found.values())


def test_facility_without_a_place_has_none_on_the_page(data):
    at = data["facilities"]["name"].index("无处")
    assert (data["facilities"]["x"][at], data["facilities"]["y"][at]) == (None, None)


def test_shares_are_rounded_as_the_tables_round_them():
    """3,336 of 5,120 is a half in the seventh digit; NumPy's own numbers round it down."""
    shares = [3336 / 5120, 3336 / 5120, None, 1.0]
    frame = pd.DataFrame({**dict.fromkeys(COVERAGE, pd.Series(shares, dtype=float)), "note": ""})
    found = coverage_data(frame, ["MED", "ELD"])
    assert found["MED"]["low"] == [filed(3336 / 5120), None] == [0.651563, None]
    assert found["ELD"]["low"] == [0.651563, 1]
