"""How a run was asked for, read from what it wrote."""

import json

import pytest

from tests.fixtures.small_study import write_small_study
from xc_gis.errors import InputError
from xc_gis.operations.run import run_into
from xc_gis.runs.how_made import HowMade, how_made


def read(folder):
    return how_made(folder, json.loads((folder / "manifest.json").read_text(encoding="utf-8")))


def test_a_run_tells_its_options(finished_run, tmp_path):
    assert read(finished_run) == HowMade(tables_only=False, outlines=False, lang="zh")
    study = write_small_study(tmp_path / "study")
    run_into(study, tmp_path / "en", lang="en")
    assert read(tmp_path / "en") == HowMade(tables_only=False, outlines=True, lang="en")


def test_tables_alone_have_no_map():
    assert how_made("nowhere", {"outputs": {"rating.csv": ""}}) == HowMade(tables_only=True, outlines=False, lang="zh")


def test_tables_alone_are_asked_for_without_outlines_and_language():
    asked = {"outlines": True, "lang": "en"}
    assert HowMade.asked(tables_only=True, **asked) == HowMade(tables_only=True, outlines=False, lang="zh")
    assert HowMade.asked(tables_only=False, **asked) == HowMade(tables_only=False, outlines=True, lang="en")


def test_a_map_that_cannot_be_read_is_said(tmp_path):
    (tmp_path / "map.html").write_text('<script type="application/json" id="xc-data">{}</script>', encoding="utf-8")
    with pytest.raises(InputError, match="无法识别"):
        how_made(tmp_path, {"outputs": {"map.html": ""}})
