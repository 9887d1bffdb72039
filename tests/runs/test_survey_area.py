"""Items over all communities are those of the run: the page counts as the run does."""

from dataclasses import replace

import pytest

from tests.fixtures.voiced_run import voiced
from xc_gis.runs.survey_area import items_of


def test_all_communities_are_the_district(voiced_run):
    run, voices = voiced(voiced_run)
    found = items_of(voices.survey, [c.community_id for c in run.communities], unknown_max=run.unknown_max)
    for mine, whole in zip(found, voices.survey.items, strict=True):
        assert (mine.yes, mine.no, mine.unknown) == (whole.yes, whole.no, whole.unknown)
        assert mine.provided == pytest.approx(whole.provided, abs=1e-6)
        assert mine.satisfaction[1] == pytest.approx(whole.satisfaction[1], abs=1e-6)


def test_what_nobody_said_is_unknown(voiced_run):
    _, voices = voiced(voiced_run)
    survey = replace(voices.survey, provided={"C1": "yn?"}, satisfaction={"C1": (0.9, None, None)})
    one, no, silent = items_of(survey, ["C1"], unknown_max=0.2)
    assert (one.provided, one.satisfaction[1]) == ((1, 1, 1), 0.9)
    assert (no.provided, no.satisfaction[1]) == ((0, 0, 0), None)
    assert (silent.unknown, silent.provided, silent.satisfaction[1]) == (1, (0, None, 1), None)
    half = items_of(survey, ["C1", "C9"], unknown_max=0.2)[0]
    assert (half.yes, half.unknown, half.provided, half.satisfaction[1]) == (1, 1, (0.5, None, 1), None)
    assert items_of(survey, [], unknown_max=0.2)[0].provided == (None, None, None)
