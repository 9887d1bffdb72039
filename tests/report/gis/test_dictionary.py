"""The dictionary of fields: every field of every layer, in both languages."""

import csv

import pandas as pd
import pyogrio
import pytest

from xc_gis.report.gis.dictionary import kind_of


@pytest.fixture(scope="module")
def folder(gis_export):
    return gis_export.folder / "gis"


def test_the_dictionary_says_each_field_in_both_languages(folder):
    with (folder / "fields.csv").open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.DictReader(handle))
    told = {(row["layer"], row["field"]) for row in rows}
    for name, _kind in pyogrio.list_layers(folder / "study.gpkg"):
        if name not in {"fields", "layer_styles"}:
            assert {field for layer, field in told if layer == name} == set(
                pyogrio.read_info(folder / "study.gpkg", layer=name)["fields"]
            )
    assert all(row["meaning_zh"] and row["meaning_en"] and row["layer_en"] for row in rows)
    share = next(row for row in rows if row["field"] == "share_MED")
    assert share["meaning_zh"].startswith("医疗卫生：")
    assert not [
        row for row in rows if not row["meaning_en"].isascii() and "–" not in row["meaning_en"] and "“" not in row["meaning_en"]
    ]


def test_kinds_are_named():
    frame = pd.DataFrame({"a": pd.array([1, None], dtype="Int64"), "b": [1.5, None], "c": ["x", None], "d": [True, False]})
    assert [kind_of(frame[name]) for name in frame] == ["integer", "real", "text", "boolean"]
