"""Where the results of a study lie: beside it, or in the cache where its folder cannot be written; others beside are listed."""

import json
import os

from xc_gis.ui.storage.own_folders import cache_folder
from xc_gis.ui.storage.results import result_folder, results_beside


def run(folder):
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text(json.dumps({"tool": {"name": "xc-gis"}}), encoding="utf-8")
    return folder


def test_results_lie_beside_the_study(tmp_path):
    assert result_folder(tmp_path / "西城.toml") == tmp_path / "西城.result"


def test_a_folder_that_cannot_be_written_has_its_results_in_the_cache(tmp_path, monkeypatch):
    monkeypatch.setattr(os, "access", lambda *_: False)
    one, other = result_folder(tmp_path / "a" / "s.toml"), result_folder(tmp_path / "b" / "s.toml")
    assert cache_folder() in one.parents
    assert (one.name, other.name) == ("s.result", "s.result")
    assert one.parent != other.parent  # two studies of one name
    assert result_folder(tmp_path / "a" / "s.toml") == one


def test_other_runs_beside_are_listed_and_nothing_else(tmp_path):
    study = tmp_path / "s.toml"
    run(result_folder(study))
    kept = [run(tmp_path / "a copy"), run(tmp_path / "s 2024.result")]
    run(tmp_path / ".hidden")
    (tmp_path / "none").mkdir()
    (tmp_path / "none" / "manifest.json").write_text("{}", encoding="utf-8")
    assert results_beside(study) == kept
    assert results_beside(tmp_path / "missing" / "s.toml") == []
