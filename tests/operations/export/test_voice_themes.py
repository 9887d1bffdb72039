"""Themes of services and voices say what the tables say: what is hidden there is grey here, unknown is hatched, limits come from shown figures."""

from dataclasses import replace

import pytest

from tests.fixtures.voiced_run import voiced
from xc_gis.errors import InputError
from xc_gis.operations.export.spoken import saying
from xc_gis.operations.export.theme_choice import ThemeChoice
from xc_gis.operations.export.voice_themes import limits_of, shown_classes, voice_theme
from xc_gis.runs.voices import Voices

SAY = saying("zh")


def made(folder, text, *, change=None):
    run, voices = voiced(folder)
    kind, _, category = text.partition(":")
    return voice_theme(run, change(voices) if change else voices, ThemeChoice(kind, category), SAY)


def test_complaints_that_the_table_hides_are_grey_whatever_they_are(voiced_run):
    theme = made(voiced_run, "hotline:MED")
    _, voices = voiced(voiced_run)
    hidden = [one for (one, code), row in voices.hotline.rows.items() if code == "MED" and row.is_hidden and one != "ALL"]
    assert hidden
    assert {theme.rows[theme.looks[one].row].words for one in hidden} == {"不显示"}
    assert {theme.looks[one].words for one in hidden} == {"不显示"}

    def other(found):  # whatever a hidden count is, nothing of the page changes
        rows = {key: replace(row, tickets=3.0, per_10k=77.0) if row.is_hidden else row for key, row in found.hotline.rows.items()}
        return replace(found, hotline=replace(found.hotline, rows=rows))

    again = made(voiced_run, "hotline:MED", change=other)
    assert [theme.looks[one] for one in hidden] == [again.looks[one] for one in hidden]


def test_rates_have_their_classes_none_its_own_and_areas_those_of_the_table(voiced_run):
    theme = made(voiced_run, "hotline")
    _run, voices = voiced(voiced_run)
    assert theme.code == "hotline"
    assert theme.looks["C1"].words == f"{voices.hotline.rows['C1', 'ALL'].per_10k:,.1f}"
    assert theme.areas == {area: f"{voices.hotline.areas[area or 'ALL', 'ALL']:,.1f}" for area in ("甲街道", "")}
    none = made(
        voiced_run,
        "hotline",
        change=lambda v: replace(
            v, hotline=replace(v.hotline, rows={("C1", "ALL"): replace(v.hotline.rows["C1", "ALL"], per_10k=0.0)})
        ),
    )
    assert none.rows[none.looks["C1"].row].words == "没有诉求"
    assert (none.looks["C2"].row, none.looks["C2"].is_unknown) == (None, False)
    unknown = made(
        voiced_run,
        "hotline",
        change=lambda v: replace(
            v, hotline=replace(v.hotline, rows={("C1", "ALL"): replace(v.hotline.rows["C1", "ALL"], per_10k=None)})
        ),
    )
    assert unknown.looks["C1"].is_unknown
    assert [row.words for row in shown_classes(none).rows][-1] == "没有诉求"


def test_the_darker_the_more():
    assert limits_of([]) == ()
    assert limits_of([5.0, 5.0]) == ()
    assert limits_of([float(n) for n in range(1, 101)]) == (21.0, 41.0, 60.0, 80.0)


def test_the_matrix_is_that_of_the_run(voiced_run):
    _, voices = voiced(voiced_run)
    theme = made(voiced_run, "demand_gap:MED")
    for one in ("C1", "C2"):
        row = voices.hotline.rows[one, "MED"]
        assert theme.looks[one].is_unknown == (row.quadrant == "unknown")
        assert (theme.looks[one].row is None) == (row.quadrant in {"unknown", ""})


def test_few_answers_are_unknown_and_very_few_grey(voiced_run):
    theme = made(voiced_run, "satisfaction:MED")
    assert theme.looks["C1"].is_unknown
    assert theme.looks["C2"].words == "没有调查"
    grey = made(
        voiced_run,
        "satisfaction",
        change=lambda v: replace(v, satisfaction=tuple(replace(row, note="suppressed", value=None) for row in v.satisfaction)),
    )
    assert grey.rows[grey.looks["C1"].row].words == "不显示"
    assert made(voiced_run, "satisfaction").areas["甲街道"] == "80.0%"


def test_the_survey_asks_what_is_known(voiced_run):
    theme = made(voiced_run, "survey")
    assert [theme.looks[one].words for one in ("C1", "C2")] == ["100.0%", "66.6%"]
    assert theme.areas[""] == "83.3%"
    silent = made(voiced_run, "survey", change=lambda v: replace(v, survey=replace(v.survey, provided={"C1": "yyy"})))
    assert silent.looks["C2"].is_unknown
    assert silent.areas[""] == "不清楚的太多"


@pytest.mark.parametrize("text", ["hotline", "demand_gap:MED", "satisfaction", "survey"])
def test_a_run_without_the_table_says_so(voiced_run, text):
    with pytest.raises(InputError, match="该结果没有"):
        made(voiced_run, text, change=lambda _: Voices())
    if text == "demand_gap:MED":
        with pytest.raises(InputError, match="热线中没有对应到"):
            made(voiced_run, "demand_gap:KIN")
