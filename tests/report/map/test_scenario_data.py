"""What the page of a scenario shows: the study as it was, stars and people by community."""

import json

import pytest

from tests.fixtures.small_study import degrees, write_small_study
from xc_gis.model.changes import AddFacility, CloseFacility, Scenario
from xc_gis.operations.planning.scenarios import ScenarioTrials
from xc_gis.operations.planning.whatif import whatif_into
from xc_gis.operations.study import read_study
from xc_gis.progress import Silent
from xc_gis.report.map.scenario_data import scenario_data


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    return write_small_study(tmp_path_factory.mktemp("study"))


def test_people_and_stars_by_community(path):
    trials = ScenarioTrials(read_study(path), "", Silent())
    lon, lat = degrees([(2000, 605)])[0]
    changes = (CloseFacility(facility="F1"), AddFacility(type="CHS", at=(float(lon), float(lat))))
    tried = trials.try_out([Scenario("一", changes)])
    data = scenario_data(tried.before, tried.effects, trials.study.standard)
    table = tried.effects.coverage.query("category == 'MED'")
    assert data["newly"]["MED"] == table["newly_covered"].tolist()
    assert data["fewer"]["MED"] == [max(0, fall) for fall in table["covered_before"] - table["covered_after"]]
    assert "CVS" not in data["newly"], "nobody gains there"
    assert data["stars_change"] == [None, None], "not rated"
    assert [row["community_id"] for row in data["before"]["ratings"]] == ["C1", "C2"]
    assert (
        data["before"]["coverage"].keys() == data["before"]["gaps"].keys() == {c.code for c in trials.study.standard.categories}
    )
    json.dumps(data, allow_nan=False)


def test_names_of_scenarios_are_text_on_the_page(path, tmp_path):
    name = "</script><b>{{ 7*7 }}"
    whatif_into(path, [Scenario(name, (CloseFacility(facility="F2"),))], tmp_path / "out")
    page = (tmp_path / "out/map.html").read_text(encoding="utf-8")
    assert "</script><b>" not in page
    assert "{{ 7*7 }}" in page
    assert '"scenario":' in page
