"""``manifest.json``: what a result was made from; all that is timed stands under one key."""

import hashlib
import json

import numpy as np

from xc_gis.report.tables.manifest import checksums, manifest, write_json


def test_manifest_names_study_standard_inputs_and_settings(small):
    written = json.loads((small.folder / "manifest.json").read_text(encoding="utf-8"))
    assert written["study"] == {
        "file": "study.toml", "sha256": hashlib.sha256(small.study.read_bytes()).hexdigest(), "name": "小项目", "date": "2026-06-30",
        "synthetic": False,
    }  # fmt: skip
    inputs = {row["path"]: row for row in written["inputs"]}
    for name in ("streets.osm", "communities.geojson", "residents.csv", "facilities.csv"):
        assert inputs[name]["sha256"] == hashlib.sha256(small.study.with_name(name).read_bytes()).hexdigest()
    assert written["settings"]["walk.speed.senior"]["value"] == 0.9
    assert list(written["settings"]) == sorted(written["settings"])
    assert written["outputs"]["rating.csv"] == hashlib.sha256((small.folder / "rating.csv").read_bytes()).hexdigest()


def test_only_the_timing_differs_between_two_runs(small):
    made = [
        manifest(small.result, study_name="s", study_sha256="x", outputs={"b": "2", "a": "1"}, timing={"seconds": n})
        for n in (1, 2)
    ]
    assert [made[n].pop("timing") for n in (0, 1)] == [{"seconds": 1}, {"seconds": 2}]
    assert made[0] == made[1]
    assert list(made[0]["outputs"]) == ["a", "b"]


def test_json_holds_numbers_of_numpy_and_names_that_are_no_text(tmp_path):
    write_json({"n": np.int64(3), "x": np.float64(0.5), "path": tmp_path, "name": "a\udc80"}, tmp_path / "m.json")
    found = json.loads((tmp_path / "m.json").read_text(encoding="utf-8"))
    assert (found["n"], found["x"], found["path"], found["name"]) == (3, 0.5, str(tmp_path), "a\udc80")


def test_checksums_are_those_of_the_files(tmp_path):
    (tmp_path / "a").write_bytes(b"abc")
    assert checksums(tmp_path, ["a"]) == {"a": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"}
