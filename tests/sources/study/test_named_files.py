"""Paths of a study: variables are put in where a file lies, and left out where a person reads of it."""

import pytest

from xc_gis.sources.study.named_files import LayerSource, StudyFiles, expand, shown_path
from xc_gis.sources.study.tables import LayerTable


@pytest.mark.parametrize(
    ("path", "where", "shown"),
    [
        ("${XC_DATA}/a/社区.geojson", "/mnt/data/a/社区.geojson", "社区.geojson"),
        ("${XC_NOWHERE:-/srv}/x.csv", "/srv/x.csv", "x.csv"),
        ("data/x.csv", "data/x.csv", "data/x.csv"),
        ("$HOME/x.csv", "$HOME/x.csv", "$HOME/x.csv"),
    ],
)
def test_variables_are_put_in_and_not_shown(monkeypatch, path, where, shown):
    monkeypatch.setenv("XC_DATA", "/mnt/data")
    monkeypatch.delenv("XC_NOWHERE", raising=False)
    assert expand(path) == where
    assert shown_path(path) == shown


def test_a_layer_lies_beside_its_study(tmp_path):
    (tmp_path / "社区.csv").write_text("甲", encoding="utf-8")
    files = StudyFiles(tmp_path, "study.toml")
    source = LayerSource("communities", LayerTable(path="社区.csv"), files)
    assert (source.path, source.shown) == (tmp_path / "社区.csv", "社区.csv")
    assert files.sha256("社区.csv") == "33e3580c093111e1c4cac922872c40371f7896bb3fa4e23be5840bd1834fc622"
