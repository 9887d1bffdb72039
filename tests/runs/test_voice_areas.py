"""Sums by subdistrict as a run has them; earlier runs have none, damaged ones say so."""

import pytest

from tests.fixtures.voiced_run import voiced
from xc_gis.errors import InputError
from xc_gis.runs.voice_areas import VoiceAreas, read_voice_areas


def test_the_district_is_first_and_hidden_sums_are_none(voiced_run, tmp_path):
    run, _voices = voiced(voiced_run)
    found = read_voice_areas(voiced_run, run.manifest)
    assert found.survey[0].area == found.hotline[0].area == found.satisfaction[0].area == "ALL"
    assert found.survey[0].communities == 2
    (tmp_path / "hotline_areas.csv").write_text(
        "area,category,tickets,per_10k,responded,resolved,satisfied,month_on_month,year_on_year,note\n甲,ALL,,,,,,,,suppressed\n",
        encoding="utf-8-sig",
    )
    (hidden,) = read_voice_areas(tmp_path, {"outputs": ["hotline_areas.csv"]}).hotline
    assert hidden.is_hidden
    assert hidden.tickets is None


def test_a_run_of_an_earlier_version_has_none(tmp_path):
    assert read_voice_areas(tmp_path, {"outputs": ["survey.csv"]}) == VoiceAreas()


def test_a_table_that_is_gone_is_one_message(tmp_path):
    with pytest.raises(InputError, match="已损坏"):
        read_voice_areas(tmp_path, {"outputs": ["survey_areas.csv"]})
