"""What a run says of services and voices, read as it stands: hidden stays hidden, empty is not zero, a damaged table is told."""

import shutil

import pytest

from tests.fixtures.voiced_run import voiced
from xc_gis.errors import InputError
from xc_gis.runs.manifest import read_manifest
from xc_gis.runs.voices import Voices, read_voices


def test_tables_are_read_as_they_stand(voiced_run):
    _, voices = voiced(voiced_run)
    assert voices.survey.base == "subitem"
    assert voices.survey.provided == {"C1": "yyy", "C2": "yny"}
    assert voices.survey.satisfaction["C2"] == (1.0, None, 0.85)
    assert [item.name for item in voices.survey.items] == ["登记", "推荐", "午餐"]
    assert voices.hotline.categories == ("MED", "VEG", "ALL")
    assert voices.hotline.rows["ALL", "ALL"].tickets == 39
    hidden = voices.hotline.rows["C2", "MED"]
    assert hidden.is_hidden
    assert (hidden.tickets, hidden.per_10k, hidden.resolved) == (None, None, None)
    assert voices.hotline.period == ("2025-07", "2026-06")
    assert sum(month.tickets for month in voices.hotline.months) == 39
    assert voices.hotline.min_cell == 5
    assert [row.note for row in voices.satisfaction] == ["", "small_n"]
    assert voices.has_any


def test_a_run_without_them_has_none(finished_run):
    assert read_voices(finished_run, read_manifest(finished_run)) == Voices()


def test_a_table_that_is_gone_or_cut_is_told(voiced_run, tmp_path):
    folder = shutil.copytree(voiced_run, tmp_path / "run")
    manifest = read_manifest(folder)
    (folder / "hotline.csv").write_text("community_id,category\nC1\n", encoding="utf-8")
    with pytest.raises(InputError, match="已损坏"):
        read_voices(folder, manifest)
    (folder / "hotline.csv").unlink()
    with pytest.raises(InputError, match="已损坏"):
        read_voices(folder, manifest)


def test_a_run_of_an_earlier_version_has_no_months_and_no_matrix(voiced_run):
    manifest = read_manifest(voiced_run)
    earlier = {name: one for name, one in manifest["outputs"].items() if name not in {"hotline_months.csv", "survey_matrix.csv"}}
    voices = read_voices(voiced_run, {**manifest, "outputs": earlier})
    assert voices.hotline.months == ()
    assert voices.survey.provided == {}
