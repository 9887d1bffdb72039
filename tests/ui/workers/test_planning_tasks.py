"""What changed facilities do, as the page is told of it: the same figures as in the map of a run of the changed study."""

import json
import re
from dataclasses import replace

import pytest

from tests.fixtures.small_study import FACILITIES, degrees, write_small_study
from xc_gis.errors import InputError
from xc_gis.model.changes import (
    AddFacility,
    AddPath,
    ChangeFacility,
    ChangeResidents,
    CloseFacility,
    ClosePath,
    MoveFacility,
    Scenario,
)
from xc_gis.operations.run import run_into
from xc_gis.progress import Silent
from xc_gis.ui.workers.planning_tasks import JoinEnds, PreparePlanning, StreetAt, TryScenario
from xc_gis.ui.workers.tasks import Explore
from xc_gis.ui.workers.worker import TaskMemory

STATION, SHOP, ELSEWHERE = (2200.0, 405.0), (300.0, 1005.0), (1500.0, 805.0)


@pytest.fixture(scope="module")
def memory(small_study, small_run):
    made = TaskMemory()
    Explore(small_study, small_run).run(made, Silent())
    return made


@pytest.fixture(scope="module")
def facts(memory):
    return PreparePlanning().run(memory, Silent())


def lonlat(place):
    return tuple(float(part) for part in degrees([place])[0])


def data_of(page):
    return json.loads(re.search(r'id="xc-data"[^>]*>(.*?)</script>', page.read_text("utf-8"), re.DOTALL)[1])


def tried(memory, *changes, gaps_of=None):
    return TryScenario(Scenario("甲", changes), gaps_of).run(memory, Silent())


def test_facts_name_facilities_in_the_rows_of_the_map_and_types_with_their_categories(facts, small_run):
    assert [f.name for f in facts.facilities] == data_of(small_run / "map.html")["facilities"]["name"]
    one = next(f for f in facts.facilities if f.facility_id == "F2")
    assert (one.type, one.status) == ("CVS", "open")
    assert (one.lon, one.lat) == pytest.approx(lonlat(FACILITIES["F2"][2]), abs=1e-5)
    assert "MED" in next(t for t in facts.types if t.code == "CHS").categories
    assert len(facts.base.study) == 64


def test_figures_are_those_of_a_run_of_the_changed_study(memory, facts, small_run, tmp_path):
    changed = dict(FACILITIES)
    del changed["F3"]
    changed["F2"] = (*FACILITIES["F2"][:2], SHOP)
    changed["N1"] = ("CHS", "新站", STATION)
    study = write_small_study(tmp_path / "changed", facilities=changed)
    run_into(study, tmp_path / "result", outlines=False)
    whole = data_of(tmp_path / "result" / "map.html")
    effect = tried(
        memory,
        AddFacility(type="CHS", at=lonlat(STATION)),
        MoveFacility(facility="F2", at=lonlat(SHOP)),
        CloseFacility(facility="F3"),
    )
    before = data_of(small_run / "map.html")
    assert effect.figures["coverage"].keys() >= {"MED", "CVS"}
    for code, columns in {**before["coverage"], **effect.figures["coverage"]}.items():
        expected = whole["coverage"][code]
        for shown, other in zip(columns.pop("median_minutes"), expected.pop("median_minutes"), strict=True):
            assert shown == (other if other is None else pytest.approx(other, abs=1e-5))  # a file has whole millimetres
        assert columns == expected, code
    for code, columns in {**before["gaps"], **effect.figures["gaps"]}.items():
        assert columns == whole["gaps"][code], code
    rated = {row["community_id"]: row for row in effect.figures["ratings"]}
    for community in whole["communities"]:
        row = rated.get(community["id"], {})
        assert {name: community[name] for name in row if name != "community_id"} == {
            k: v for k, v in row.items() if k != "community_id"
        }
    assert set(rated) == {"C1", "C2"}
    med = next(one for one in effect.categories if one.category == "MED")
    gained = sum(before["coverage"]["MED"]["gap"]) - sum(whole["coverage"]["MED"]["gap"])
    assert med.won - med.lost == pytest.approx(gained)
    assert med.won > 0


def test_while_a_mark_is_dragged_only_the_dots_of_the_map_are_told(memory):
    change = AddFacility(type="CHS", at=lonlat(STATION))
    assert tried(memory, change, gaps_of="").figures["gaps"] == {}
    assert list(tried(memory, change, gaps_of="MED").figures["gaps"]) == ["MED"]
    assert TryScenario(Scenario("甲", (change,))).is_light


def test_who_wins_two_services_is_one_person(memory):
    effect = tried(memory, AddFacility(type="CHS", at=lonlat(STATION)), AddFacility(type="CHS", at=lonlat(ELSEWHERE)))
    assert effect.won["residents"] <= sum(one.won for one in effect.categories)
    assert effect.lost["residents"] == 0


def test_a_place_without_a_street_is_refused_in_words(memory):
    with pytest.raises(InputError, match="150 米"):
        tried(memory, AddFacility(type="CHS", at=lonlat((9000.0, 9000.0))))


def test_another_status_is_what_closing_is_and_two_changes_that_contradict_each_other_are_refused(memory):
    closed = tried(memory, CloseFacility(facility="F1"))
    assert tried(memory, ChangeFacility(facility="F1", status="closed")) == closed
    assert closed.lost["residents"] > 0
    with pytest.raises(InputError, match="互相矛盾"):
        tried(memory, ChangeResidents(community="C1", factor=0.5), ChangeResidents(community="C1", factor=2.0))


def test_a_process_that_keeps_no_study_says_so():
    with pytest.raises(InputError, match="暂时不能计算"):
        TryScenario(Scenario("甲", ())).run(TaskMemory(), Silent())


def test_another_study_in_memory_is_another_base(memory, facts):
    other = TaskMemory()
    explorer = memory.kept["explorer"]
    other.kept["explorer"] = explorer
    first = tried(other, CloseFacility(facility="F1"))
    other.kept["explorer"] = type(explorer)(explorer.study, replace(explorer.found))
    assert tried(other, CloseFacility(facility="F1")) == first
    assert other.kept["planning"].explorer is other.kept["explorer"]


def test_streets_and_residents_take_the_whole_way_and_say_where_it_is(memory, facts):
    stages = []

    class Heard:
        def step(self, stage, _done, _total):
            stages.append(stage)

    task = TryScenario(Scenario("甲", (ChangeResidents(community="C1", factor=2.0), AddFacility(type="CHS", at=lonlat(STATION)))))
    assert not task.is_light
    effect = task.run(memory, Heard())
    quick = tried(memory, AddFacility(type="CHS", at=lonlat(STATION)))
    assert len(set(stages)) > 2
    # nobody who lived there before wins more by his neighbours; what the map shows counts everybody
    assert effect.figures["coverage"]["MED"]["gap"][0] == pytest.approx(2 * quick.figures["coverage"]["MED"]["gap"][0])
    assert effect.figures["coverage"]["MED"]["gap"][1] == pytest.approx(quick.figures["coverage"]["MED"]["gap"][1])
    assert {one.category for one in effect.categories} >= {"MED"}


def test_a_street_is_found_and_a_line_joined_by_the_process(memory):
    way, _, _ = StreetAt(*lonlat((300.0, 210.0))).run(memory, Silent())
    assert way.startswith("way/")
    line = JoinEnds((lonlat((310.0, 215.0)), lonlat((320.0, 390.0)))).run(memory, Silent())
    effect = tried(memory, AddPath(line=line))
    assert effect.won["residents"] >= 0
    with pytest.raises(InputError):
        tried(memory, ClosePath(osm="way/999999"))
