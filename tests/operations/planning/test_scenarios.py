"""What a scenario does to the small study, and what is said where it cannot be carried out."""

import datetime as dt
import re

import numpy as np
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.fixtures.small_study import degrees, write_small_study
from xc_gis.errors import InputError
from xc_gis.languages.message import in_language
from xc_gis.model.changes import (
    AddFacility,
    AddPath,
    AddResidents,
    ChangeFacility,
    ChangeResidents,
    CloseArea,
    CloseFacility,
    ClosePath,
    MoveFacility,
    OpenGate,
    Scenario,
    ScenarioBase,
)
from xc_gis.operations.planning.scenarios import ScenarioTrials
from xc_gis.operations.study import read_study
from xc_gis.progress import Silent

COUNTED = ["covered", "gap", "unknown"]


def at(x, y):
    lon, lat = degrees([(x, y)])[0]
    return float(lon), float(lat)


@pytest.fixture(scope="module")
def trials(tmp_path_factory):
    study = write_small_study(tmp_path_factory.mktemp("study"))
    return ScenarioTrials(read_study(study), "sha", Silent())


def tried(trials, *changes, **words):
    return trials.try_out([Scenario("一", tuple(changes), **words)])


def state_of(found, code, demand):
    return int(found.states[code][found.data.demand["demand_id"].tolist().index(demand)])


def test_nothing_changed_changes_nothing(trials):
    found = tried(trials)
    assert (found.effects.gained_any.groups["residents"], found.effects.lost_any.groups["residents"]) == (0, 0)
    assert found.after.rating.equals(found.before.rating)
    assert found.after.coverage.equals(found.before.coverage)


def test_people_newly_covered_are_counted_once_and_by_age(trials):
    found = tried(trials, AddFacility(type="CHS", at=at(2000, 605), cost=5.0), AddFacility(type="CHS", at=at(2000, 625)))
    demand = found.after.data.demand
    now, then = found.after.states["MED"] == 0, found.before.states["MED"] == 0
    new = demand[now & ~then]
    assert len(new) > 10
    assert found.effects.gained["MED"].groups["residents"] == new["residents"].sum()
    assert found.effects.gained["MED"].groups["residents_60plus"] == new["residents_60plus"].sum()
    assert found.effects.gained["MED"].groups["residents_0_3"] is None, "nobody counted them"
    table = found.effects.coverage.query("category == 'MED'")
    assert table["newly_covered"].sum() == new["residents"].sum()
    assert table["newly_covered_60plus"].sum() == new["residents_60plus"].sum()
    assert (table["covered_after"] - table["covered_before"]).sum() == new["residents"].sum()
    assert (found.cost, found.without_cost) == (5.0, 1)


def test_who_comes_to_live_there_is_not_newly_covered(trials):
    found = tried(trials, AddResidents(residents=500.0, residents_60plus=100.0, at=at(100, 300)))
    assert found.effects.gained_any.groups["residents"] == 0
    row = found.effects.coverage.query("community_id == 'C1' and category == 'MED'").iloc[0]
    assert row["covered_after"] - row["covered_before"] == 500


def test_residents_leave_a_community(trials):
    found = tried(trials, ChangeResidents(community="C1", factor=0.5))
    before, after = (one.data.demand.groupby("community_id")["residents"].sum() for one in (found.before, found.after))
    assert after["C1"] == before["C1"] / 2
    assert after["C2"] == before["C2"]
    other = tried(trials, ChangeResidents(subdistrict="甲街道", residents=1000.0)).after.data.demand
    assert other["residents"].sum() == pytest.approx(1000)


def test_a_footbridge_joins_at_its_ends_alone(trials):
    line = (at(100, 0), at(100, 400))
    bridge = tried(trials, AddPath(line=line, as_="footbridge")).after.scene.network
    path = tried(trials, AddPath(line=line)).after.scene.network
    new = max(way for way, _, _ in trials.study.streets.ways) + 1
    assert (bridge.way_id == new).sum() == 1
    assert not bridge.takes_legs[bridge.way_id == new].any()
    assert (path.way_id == new).sum() == 2, "it meets the street between"
    assert path.takes_legs[path.way_id == new].all()


def test_an_area_closes_streets_and_facilities_inside_it_and_lets_nobody_through(trials):
    area = tuple(at(x, y) for x, y in ((50, 150), (150, 150), (150, 250), (50, 250)))
    found = tried(trials, CloseArea(area=area))
    row = found.after.data.facilities["facility_id"].tolist().index("F1")
    assert found.after.data.facilities["status"][row] == "closed"
    assert found.effects.lost["MED"].groups["residents"] > 0
    assert any("西站" in remark for remark in found.remarks)
    x, y = found.after.scene.network.x, found.after.scene.network.y
    corner = np.array(trials.study.data.communities.total_bounds[:2])
    middle = (x[found.after.scene.network.u] + x[found.after.scene.network.v]) / 2 - corner[0]
    height = (y[found.after.scene.network.u] + y[found.after.scene.network.v]) / 2 - corner[1]
    assert not ((middle > 55) & (middle < 145) & (height > 155) & (height < 245)).any()


def test_a_gate_that_makes_a_compound_public_closes_its_other_gate_and_this_is_told(tmp_path):
    """(200, 200) ── gate 901 ── 902 ── gate 903 ── (400, 200), north of the street between."""
    path = write_small_study(tmp_path)
    gate = '<tag k="barrier" v="gate"/><tag k="access" v="private"/>'
    places = {901: (220, 260), 902: (300, 290), 903: (380, 260)}
    nodes = "".join(
        f'<node id="{n}" version="1" lon="{at(*place)[0]:.9f}" lat="{at(*place)[1]:.9f}">{gate if n != 902 else ""}</node>'
        for n, place in places.items()
    )
    corner = [y // 200 * 13 + x // 200 + 1 for x, y in ((200, 200), (400, 200))]
    lines = {801: [corner[0], 901], 802: [901, 902, 903], 803: [903, corner[1]]}
    ways = "".join(
        f'<way id="{way}" version="1">{"".join(f"<nd ref={chr(34)}{n}{chr(34)}/>" for n in line)}<tag k="highway" v="service"/></way>'
        for way, line in lines.items()
    )
    text = (tmp_path / "streets.osm").read_text(encoding="utf-8")
    first_way = text.index("<way ")
    (tmp_path / "streets.osm").write_text(
        (text[:first_way] + nodes + text[first_way:]).replace("</osm>", ways + "</osm>"), encoding="utf-8"
    )
    trials = ScenarioTrials(read_study(path), "sha", Silent())
    both = tried(trials, OpenGate(osm="node/901"), OpenGate(osm="node/903"))
    one = tried(trials, OpenGate(at=at(222, 262)))
    assert any("802" in remark and "不再放行" in remark for remark in one.remarks)
    assert any("node/901" in remark for remark in one.remarks)
    assert both.after.scene.network.gated.sum() == 0
    assert tried(trials, CloseFacility(facility="F1")).remarks == ()


def test_days_and_hours_of_an_area_are_held_against_the_moment(trials):
    area = tuple(at(x, y) for x, y in ((50, 150), (150, 150), (150, 250)))
    moment = trials.study.settings.word("moment")
    day = dt.date.fromisoformat(moment[:10])
    week = dt.timedelta(days=7)
    assert not tried(trials, CloseArea(area=area, since=day, until=day)).after.coverage.equals(
        tried(trials, CloseArea(area=area, since=day + week)).after.coverage
    )
    for change in (
        CloseArea(area=area, since=day + week),
        CloseArea(area=area, until=day - week),
        CloseArea(area=area, hours="22:00-06:00"),
    ):
        found = tried(trials, change)
        assert any("不生效" in remark for remark in found.remarks)
        assert found.after.coverage.equals(found.before.coverage)
    night = tried(trials, CloseArea(area=area, hours="22:00-06:00"), moment="WED 23:00")
    assert night.settings.word("moment").endswith("23:00")
    assert not any("不生效" in remark for remark in night.remarks)


def test_what_has_changed_since_is_said_and_counts_as_it_is(trials):
    old = ScenarioBase("sha", {**trials.base.files, "residents.csv": "another"})
    found = tried(trials, CloseFacility(facility="F1"), base=old)
    assert any("residents.csv" in remark and "自方案" in remark for remark in found.remarks)
    assert not tried(trials, CloseFacility(facility="F1"), base=trials.base).remarks


def test_new_homes_outside_all_communities_are_told(trials):
    found = tried(trials, AddResidents(residents=5.0, at=at(3000, 600)))
    assert any("不在任何社区内" in remark for remark in found.remarks)
    assert found.effects.coverage["residents"].sum() == found.before.coverage["residents"].sum()


def test_hours_are_noted(trials):
    found = tried(trials, ChangeFacility(facility="F1", hours="Mo-Fr 08:00-17:00"))
    assert found.after.coverage.equals(found.before.coverage)
    assert any("开放时间" in remark for remark in found.remarks)


BAD = {
    "unknown facility": ((CloseFacility(facility="F11"),), ["F11", "“F1”", "关闭设施"]),
    "unknown facility to move": ((MoveFacility(facility="G", at=at(100, 100)),), ["没有设施", "迁移设施"]),
    "unknown type": ((AddFacility(type="CHX", at=at(100, 100)),), ["CHX", "“CHS”"]),
    "taken id": ((AddFacility(type="CHS", id="F1", at=at(100, 100)),), ["F1", "已有"]),
    "off the network": ((AddFacility(type="CHS", at=at(4000, 4000)),), ["150 米内没有可步行道路", "add_path"]),
    "moved off the network": ((MoveFacility(facility="F1", at=at(4000, 4000)),), ["150 米内没有可步行道路"]),
    "another part of the world": ((AddFacility(type="CHS", at=(-60.0, -30.0)),), ["新增设施"]),
    "unknown place": ((AddFacility(type="CHS", place="D9999"),), ["place", "D9999"]),
    "unknown node": ((AddFacility(type="CHS", place="node/99999"),), ["node/99999"]),
    "path that starts nowhere": (
        (AddPath(line=(at(100, 60), at(100, 200))),),
        ["起点不在任何可步行道路上", "米以外", "2 米以内"],
    ),
    "path that ends nowhere": ((AddPath(line=(at(100, 0), at(100, 196))),), ["终点不在任何可步行道路上", "4.0"]),
    "path to itself": ((AddPath(line=(at(100, 0), at(120, 50), at(100, 1))),), ["同一处"]),
    "unknown gate": ((OpenGate(osm="node/5000"),), ["node/5000"]),
    "no gate": ((OpenGate(osm="node/5"),), ["node/5", "没有关着的门"]),
    "no gated way": ((OpenGate(osm="way/3"),), ["way/3", "开放"]),
    "no gate near": ((OpenGate(at=at(100, 100)),), ["没有门", "没有任何门"]),
    "unknown way": ((ClosePath(osm="way/5000"),), ["way/5000"]),
    "closed twice": ((ClosePath(osm="way/3"), ClosePath(osm="way/3")), ["矛盾"]),
    "unknown community": ((ChangeResidents(community="C11", factor=1.0),), ["C11", "“C1”"]),
    "unknown subdistrict": ((ChangeResidents(subdistrict="乙街道", factor=1.0),), ["乙街道"]),
    "nobody there": (
        (ChangeResidents(area=tuple(at(x, y) for x, y in ((1, 1), (9, 1), (9, 9))), residents=5.0),),
        ["add_residents"],
    ),
    "all closed": (tuple(CloseFacility(facility=f"F{n}") for n in (1, 2, 3)), ["全部 3 处设施"]),
    "hours that nobody reads": (
        (CloseArea(area=tuple(at(x, y) for x, y in ((1, 1), (9, 1), (9, 9))), hours="晚上"),),
        ["晚上", "22:00-06:00"],
    ),
}


@pytest.mark.parametrize("case", BAD)
def test_what_cannot_be_done_is_one_message(case, trials):
    changes, words = BAD[case]
    scenarios = [Scenario("一", changes, file_name="s.toml")]
    if "矛盾" in words:  # as a file that says so is refused before
        scenarios = [Scenario("一", (change,), file_name=f"s{n}.toml") for n, change in enumerate(changes)]
    with pytest.raises(InputError) as caught:
        trials.try_out(scenarios)
    for word in words:
        assert word in str(caught.value)
    english = in_language(caught.value.message, "en")
    assert "s.toml" in english or "s1.toml" in english
    assert not re.search(r"[\u3400-\u9fff]", re.sub("乙街道|晚上", "", english))


def test_scenarios_that_look_at_different_moments_are_not_tried_together(trials):
    one = Scenario("一", (CloseFacility(facility="F1"),), moment="WED 10:00")
    with pytest.raises(InputError, match="时刻不同"):
        trials.try_out([one, Scenario("二", (CloseFacility(facility="F2"),), moment="SAT 10:00")])


@settings(max_examples=8, deadline=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck))
@given(
    st.sampled_from(["facility", "path", "crossing", "footbridge"]),
    st.tuples(st.integers(0, 11), st.integers(0, 5)),
    st.floats(5, 195),
    st.floats(5, 195),
)
def test_an_addition_never_lowers_coverage(trials, what, cell, east, north):
    x, y = cell[0] * 200, cell[1] * 200
    if what == "facility":
        change = AddFacility(type="CHS", at=at(x + east, y + north))
    else:
        change = AddPath(line=(at(x + east, y), at(x + north, y + 200)), as_=what)
    found = tried(trials, change)
    table = found.effects.coverage
    assert (table["covered_after"] >= table["covered_before"]).all()
    stars = found.effects.stars.dropna()
    assert (stars["stars_low_after"] >= stars["stars_low_before"]).all()
    assert found.effects.lost_any.groups["residents"] == 0
    for code, seconds in found.before.times.items():
        known = ~np.isnan(seconds)
        assert (found.after.times[code][known] <= seconds[known] + 0.01).all()
