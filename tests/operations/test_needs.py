"""A run of a study with a ledger leaves its needs; without one it leaves none."""

import csv
import json

import pytest

from tests.fixtures.small_study import STUDY, degrees, write_small_study
from xc_gis.errors import InputError
from xc_gis.operations.run import run_into

LEDGER = STUDY + '\n[ledger]\ncandidates = { path = "spaces.csv", crs = "EPSG:4326" }\n'


def with_spaces(folder, *places):
    study = write_small_study(folder, study=LEDGER)
    rows = [f"S{n},空间{n},{lon:.8f},{lat:.8f}" for n, (lon, lat) in enumerate(degrees(places).tolist(), 1)]
    (folder / "spaces.csv").write_text("编号,名称,经度,纬度\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return study


def test_needs_stand_beside_the_tables_and_their_files_among_the_inputs(tmp_path):
    study = with_spaces(tmp_path / "s", (2000.0, 600.0), (100.0, 100.0), (1200.0, 2000.0))
    result, manifest = run_into(study, tmp_path / "r", tables_only=True)
    rows = list(csv.DictReader((tmp_path / "r" / "needs.csv").read_text(encoding="utf-8-sig").splitlines()))
    gaps = result.coverage[result.coverage["gap"] > 0]
    assert [(row["need_id"], float(row["people"])) for row in rows] == [
        (f"{one.community_id}-{one.category}", one.gap) for one in gaps.itertuples()
    ]
    east = next(row for row in rows if row["need_id"] == "C2-MED")
    assert 0 < float(east["people_60plus"]) < float(east["people"]) <= float(east["residents"])
    assert (east["sources"], east["candidates"], east["pressure"]) == ("gap", "S1", "")
    assert "needs.csv" in manifest["outputs"]
    assert [(one["rows"], one["used"]) for one in manifest["inputs"] if one["role"] == "candidates"] == [(3, 2)]
    assert any("1 处可用地点不在任何社区内" in one for one in manifest["warnings"])


def test_without_a_ledger_there_is_no_such_table(tmp_path):
    _, manifest = run_into(write_small_study(tmp_path / "s"), tmp_path / "r", tables_only=True)
    assert "needs.csv" not in json.dumps(manifest["outputs"])


def test_a_layer_of_places_that_is_not_there_is_told_with_its_key(tmp_path):
    with pytest.raises(InputError, match=r"\[ledger\] candidates:找不到文件 spaces.csv"):
        run_into(write_small_study(tmp_path / "s", study=LEDGER), tmp_path / "r", tables_only=True)
