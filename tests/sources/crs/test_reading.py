"""One reading of a study: faults raised or kept, what is said taken over, one set of references."""

from dataclasses import replace

import pytest

from xc_gis.errors import InputError, ResourceError
from xc_gis.model import Finding
from xc_gis.sources.crs.reading import Reading


def failing():
    raise InputError("表头读不懂")


def test_a_run_stops_at_the_first_faulty_layer():
    with pytest.raises(InputError, match="表头读不懂"):
        Reading("EPSG:4548").attempt("communities", failing, "otherwise")


def test_a_check_notes_the_fault_and_does_not_read_the_layer_again():
    reading, asked = Reading("EPSG:4548", collects=True), []
    assert reading.attempt("communities", failing, "otherwise") == "otherwise"
    assert reading.faults["communities"].message == "表头读不懂"
    assert reading.attempt("communities", lambda: asked.append(1), "otherwise") == "otherwise"
    assert asked == []
    assert reading.attempt("residents", lambda: "read", None) == "read"
    assert list(reading.faults) == ["communities"]


def test_what_is_no_fault_of_the_input_is_never_collected():
    def full():
        raise ResourceError("磁盘空间不足")

    with pytest.raises(ResourceError):
        Reading("EPSG:4548", collects=True).attempt("communities", full, None)


def test_references_are_made_once_and_copies_share_them():
    reading = Reading("EPSG:4548")
    first = reading.references
    assert first.target_crs == "EPSG:4548"
    assert reading.references is first
    assert replace(reading, findings=[]).references is first


def test_warnings_are_those_of_the_findings_with_their_layer():
    reading = Reading("EPSG:4548")
    reading.add([Finding("a.csv", "residents", "rows", "warning", "三行没有坐标"), Finding("a.csv", "residents", "crs", "info", "按 WGS 84"),
                 Finding("", "", "study", "warning", "没有清单")])  # fmt: skip
    assert reading.warnings() == ("a.csv:三行没有坐标", "没有清单")
    assert len(reading.findings) == 3
