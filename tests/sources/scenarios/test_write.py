"""What is written is read again as it was, and says which study it was written for."""

import datetime as dt

from hypothesis import given
from hypothesis import strategies as st

from xc_gis.model import InputRecord
from xc_gis.model.changes import (
    AddFacility,
    AddPath,
    AddResidents,
    ChangeFacility,
    ChangeResidents,
    CloseArea,
    CloseFacility,
    ClosePath,
    CompleteSurvey,
    MoveFacility,
    OpenGate,
    Scenario,
    ScenarioBase,
)
from xc_gis.sources.scenarios.read import read_scenario
from xc_gis.sources.scenarios.write import base_of, changed_since, write_scenario

WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12).filter(lambda word: word.strip())
PLACES = st.tuples(st.floats(-179, 179), st.floats(-89, 89))
COST = st.none() | st.floats(0, 1e12)
ONE = st.one_of(
    st.builds(AddFacility, type=WORDS, at=PLACES, name=WORDS, note=WORDS, cost=COST, hours=WORDS),
    st.builds(MoveFacility, facility=WORDS, place=WORDS, cost=COST),
    st.builds(CloseFacility, facility=WORDS),
    st.builds(ChangeFacility, facility=WORDS, status=st.sampled_from(["open", "planned", "closed"])),
    st.builds(OpenGate, at=PLACES),
    st.builds(ClosePath, osm=st.integers(1, 10**12).map(lambda n: f"way/{n}")),
    st.builds(AddPath, line=st.just(((116.1, 39.2), (116.3, 39.4))), as_=st.sampled_from(["path", "steps", "footbridge"])),
    st.builds(CloseArea, area=st.just(((1.0, 2.0), (3.0, 4.0), (1.5, 8.25))), since=st.none() | st.dates(dt.date(2020, 1, 1))),
    st.builds(ChangeResidents, area=st.just(((1.0, 2.0), (3.0, 4.0), (1.5, 8.25))), factor=st.floats(0, 10)),
    st.builds(CompleteSurvey, category=WORDS, areas=st.lists(WORDS, min_size=1, max_size=3).map(tuple)),
    st.builds(AddResidents, residents=st.floats(1, 1e6), at=PLACES, residents_60plus=st.just(0.5)),
)


@given(name=WORDS, note=WORDS, one=ONE, base=st.none() | st.just(ScenarioBase("a", {"b/c d.osm": "e"})))
def test_what_is_written_is_read_again(tmp_path_factory, name, note, one, base):
    path = tmp_path_factory.mktemp("scenario") / "s.toml"
    scenario = Scenario(name, (one,), note, "WED 22:00", base)
    write_scenario(scenario, path)
    found = read_scenario(path)
    assert (found.name, found.changes, found.note, found.moment, found.base) == (name, (one,), note, "WED 22:00", base)


def test_what_has_changed_since_is_named():
    def record(path, sha):
        return InputRecord("role", path, sha, 1, 1, "EPSG:4326")

    before = base_of("s", [record("a.osm", "1"), record("b.csv", "2"), record("gone.csv", "3")])
    now = base_of("s", [record("a.osm", "1"), record("b.csv", "9"), record("new.csv", "3")])
    assert changed_since(before, before, "study.toml") == []
    assert changed_since(None, now, "study.toml") == []
    assert changed_since(before, now, "study.toml") == ["b.csv", "gone.csv", "new.csv"]
    assert changed_since(before, base_of("t", []), "study.toml")[0] == "study.toml"
