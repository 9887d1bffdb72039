"""The id of a run depends on what it was made from, and on no clock."""

import json

from xc_gis.runs.run_id import run_id


def test_a_clock_changes_nothing_and_anything_else_does(finished_run):
    manifest = json.loads((finished_run / "manifest.json").read_text(encoding="utf-8"))
    own = run_id(manifest)
    assert len(own) == 12
    assert run_id({**manifest, "timing": {"seconds": 1}}) == own
    assert run_id({**manifest, "build": "0" * 64}) == own
    assert run_id({**manifest, "besides": {"gis/study.qgz": "1"}}) == own
    assert run_id({**manifest, "outputs": {}}) != own
