"""Reasons of a rating as records: plain values there and back, and what is of no known kind is refused."""

import json
from dataclasses import fields

import pytest

from xc_gis.errors import CrsError
from xc_gis.findings import KINDS, Capped, Fault, Flagged, LowCoverage, LowScore, NoResidents, RowGroup, reason_from, reason_json

EXAMPLES = [LowScore(85.0), LowCoverage("MED", 0.7, 0.75, 4), Capped("V2", "coverage_below", True, ("MED", "VEG"), 3, 0.5, 1),
            Capped("V1", "none_covered", True, ("MED",), 1, None, 1), Flagged("V4", "京西1号", 0), NoResidents()]  # fmt: skip


@pytest.mark.parametrize("reason", EXAMPLES, ids=lambda reason: type(reason).__name__)
def test_a_reason_comes_back_from_a_file_as_it_went(reason):
    written = json.loads(json.dumps(reason_json(reason)))
    assert reason_from(written) == reason
    assert KINDS[written["kind"]] is type(reason)


def test_every_record_has_a_name_of_its_own():
    assert len(set(KINDS.values())) == len(KINDS)
    assert all("kind" not in {field.name for field in fields(record)} for record in KINDS.values())


@pytest.mark.parametrize("content", [{"kind": "moon"}, {}, {"kind": "score"}, {"kind": "score", "least": 1, "most": 2}])
def test_content_of_no_known_kind_is_refused(content):
    with pytest.raises((KeyError, TypeError)):
        reason_from(content)


def test_a_fault_says_what_its_error_says():
    fault = Fault.of(CrsError("坐标系不明", hint="请写明", repairs=[{"crs": "GCJ-02"}]))
    assert fault == Fault("坐标系不明", "请写明", "crs", ({"crs": "GCJ-02"},))


def test_rows_of_a_group_are_counted():
    assert RowGroup("没有坐标", "未使用", (2, 5, 9)).count == 3
