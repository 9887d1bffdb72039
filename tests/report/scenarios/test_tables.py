"""Tables of scenarios: numbers as tables of a run have them, what is not known empty, one row for each scenario."""

import numpy as np
import pandas as pd

from tests.report.scenarios.results import result, scenario
from xc_gis.report.scenarios.tables import scenarios_table, write_scenario_tables


def test_each_scenario_is_a_row(tmp_path):
    both = result(scenario("甲", folder="01-a", cost=5.0), scenario("=乙", folder="02-b"))
    table = scenarios_table(both)
    assert table["scenario"].tolist() == [1, 2]
    assert table["cost"].tolist()[0] == 5
    assert np.isnan(table["cost"][1])
    assert np.isnan(table["newly_covered_60plus"][0]), "ages nobody knows"
    assert table["newly_MED"].tolist() == [12, 12]
    names = write_scenario_tables(both, tmp_path)
    assert names == ["01-a/before_after.csv", "01-a/stars.csv", "02-b/before_after.csv", "02-b/stars.csv", "scenarios.csv"]
    raw = (tmp_path / "scenarios.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    assert "'=乙".encode() in raw


def test_one_scenario_needs_no_table_of_all(tmp_path):
    assert write_scenario_tables(result(scenario("甲")), tmp_path) == ["before_after.csv", "stars.csv"]
    stars = pd.read_csv(tmp_path / "stars.csv", dtype=str, keep_default_na=False)
    assert stars["stars_after"].tolist() == ["3", ""]
    coverage = pd.read_csv(tmp_path / "before_after.csv", dtype=str, keep_default_na=False)
    assert coverage["newly_covered_60plus"].tolist() == [""]
