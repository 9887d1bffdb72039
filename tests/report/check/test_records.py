"""The data check as a record: the worst of a layer, whether a run would stop, and plain values for JSON."""

import json
from datetime import date

import numpy as np
import pytest

from tests.report.check.reports import finding, health, layer, report, rows, unknown
from xc_gis.findings import Fault


@pytest.mark.parametrize(
    ("changes", "level"),
    [
        ({}, "info"), ({"findings": (finding("info"),)}, "info"), ({"findings": (finding("info"), finding("warning"))}, "warning"),
        ({"findings": (finding("error"), finding("warning"))}, "error"), ({"left_out": (rows(3),)}, "warning"), ({"changed": (rows(3),)}, "info"),
        ({"fault": Fault("坏了"), "left_out": (rows(3),)}, "error"),
    ],
)  # fmt: skip
def test_level_of_a_layer_is_the_worst_that_is_reported(changes, level):
    assert layer(**changes).level == level


@pytest.mark.parametrize(
    ("found", "stops"),
    [
        (report(layer()), False), (report(layer(left_out=(rows(1),))), False), (report(layer(fault=Fault("坏了"))), True),
        (report(findings=(finding("error"),)), True), (report(findings=(finding("warning"),)), False), (report(fault=Fault("坏了")), True),
    ],
)  # fmt: skip
def test_a_run_would_stop_at_an_error_and_at_nothing_else(found, stops):
    assert (found.stops, found.exit_code) == (stops, int(stops))


def test_json_has_plain_values_and_no_picture():
    made = report(
        layer(left_out=(rows(3, 5),)), date=date(2026, 6, 30), totals={"residents": np.float64(12.0), "area_km2": float("nan")}, network=health(),
        unknown=(unknown(),), network_svg="<svg/>",
    )  # fmt: skip
    content = json.loads(json.dumps(made.as_json(), allow_nan=False))
    assert content["date"] == "2026-06-30"
    assert content["totals"] == {"residents": 12.0, "area_km2": None}
    assert content["layers"][0]["left_out"] == [{"reason": "没有坐标", "action": "未使用", "rows": [3, 5]}]
    assert content["unknown"][0]["reason_zh"]
    assert content["stops"] is False
    assert "network_svg" not in content
    assert report().as_json()["unknown"] is None
