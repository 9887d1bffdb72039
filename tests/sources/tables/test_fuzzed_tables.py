"""
Tables spoilt at random never crash the reader, and never lose a row without saying so.

``XC_GIS_FUZZED_TABLES=5000`` reads as many; the suite reads 300.
"""

import os
import re

import pytest

from tests.fixtures.fuzzed_tables import fuzzed_table
from xc_gis.errors import XcGisError
from xc_gis.sources.layers.read import read_layer
from xc_gis.sources.study.named_files import LayerSource, StudyFiles
from xc_gis.sources.study.tables import FacilitiesTable
from xc_gis.sources.tables import read as tables
from xc_gis.units import ANALYSIS_CRS

MANY = int(os.environ.get("XC_GIS_FUZZED_TABLES", "300"))
PARTS = 10


def read(folder, made):
    """Read a table as a list of facilities."""
    name = f"表{made.suffix}"
    (folder / name).write_bytes(made.content)
    table = FacilitiesTable(path=name, type="CHS", crs="EPSG:4326")
    source = LayerSource("facilities.0", table, StudyFiles(folder, "study.toml"))
    return read_layer(source, ANALYSIS_CRS, needed=(), places_needed=False)


def reported_rows(layer):
    """Numbers of the rows that a finding lists."""
    rows = [found.evidence["rows"] for found in layer.findings if isinstance(found.evidence.get("rows"), list)]
    return {number for numbers in rows for number in numbers}


def outcome(folder, made):
    """The layer, or the error that a person would see."""
    try:
        return read(folder, made), None
    except XcGisError as fault:
        return None, fault


def silently_lost(layer, made):
    """Data rows that are neither in the frame nor in a finding."""
    frame = layer.frame
    everything = "\n".join([*map(str, frame.columns), *frame.drop(columns="geometry").astype(str).agg("\t".join, axis=1)])
    lost, reported = [token for token in made.tokens if token not in everything], reported_rows(layer)
    if not made.broken:
        return [token for token in lost if made.tokens[token] not in reported]
    # bytes were damaged: words may be gone, and rows may have other numbers than those they were written with
    marked = made.content.startswith((b"\xff\xfe", b"\xfe\xff"))
    texts = [made.content.decode(e, errors="replace") for e in (["utf-16"] if marked else ["utf-8", "utf-16-le"])]
    alive = [token for token in lost if any(token in text for text in texts)]
    return alive[len(reported) :]


@pytest.mark.parametrize("part", range(PARTS))
def test_no_row_of_a_spoilt_table_is_lost_in_silence(tmp_path, part):
    whole = refused = 0
    for seed in range(part, MANY, PARTS):
        made = fuzzed_table(seed)
        layer, fault = outcome(tmp_path, made)
        if fault is not None:
            refused += 1
            assert f"表{made.suffix}" in fault.message, seed
            assert re.search(r"[\u4e00-\u9fff]", fault.message), seed
            continue
        whole += 1
        assert not silently_lost(layer, made), seed
        assert ((layer.bad_place != "") == layer.frame.geometry.isna()).all(), seed
    assert whole > refused / 2 > 0  # the tables are neither all good nor all hopeless


def test_a_reader_that_drops_a_row_in_silence_is_caught(tmp_path, monkeypatch):
    honest = tables.split_body
    monkeypatch.setattr(tables, "split_body", lambda *args: honest(*args)[:-1])
    caught = 0
    for seed in range(60):
        made = fuzzed_table(seed)
        layer, _ = outcome(tmp_path, made)
        caught += layer is not None and bool(silently_lost(layer, made))
    assert caught > 10
