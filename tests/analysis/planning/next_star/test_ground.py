"""Places to build: where a whole run puts them, and who walks there how long."""

import numpy as np

from tests.analysis.planning.next_star.star_towns import search_of, star_town
from xc_gis.analysis.planning.changed_study import changed_study
from xc_gis.model.changes import AddFacility, Scenario
from xc_gis.operations.study import analyse


def test_a_place_is_where_a_run_puts_a_facility_and_reached_by_the_same_people(tmp_path):
    from dataclasses import replace

    study, found = star_town(tmp_path / "s", closed=("F2", "K13E", "K13W", "K14E", "K14W"))
    ground = search_of(study, found).ground
    place = 7
    change = AddFacility(type="CVS", at=tuple(ground.places.lonlat[place]))
    changed = changed_study(study.data, study.streets, [Scenario("s", (change,))], study.standard, study.settings)
    new = changed.data.facilities.iloc[-1].geometry
    assert np.abs(ground.places.xy[place] - (new.x, new.y)).max() < 1e-6
    only = changed.data.facilities.assign(status="closed")
    only.loc[only.index[-1], "status"] = "open"
    alone = analyse(replace(study, data=replace(changed.data, facilities=only)))
    walkers = np.flatnonzero(alone.times["CVS"] <= 300.0)
    inside = np.flatnonzero(ground.home >= 0)
    reached = inside[ground.places.within("adult", 300.0, inside, np.array([place]))[0]]
    assert len(walkers) > 0
    assert reached.tolist() == walkers.tolist()


def test_a_type_for_its_own_community_is_built_within_it(tmp_path):
    study, found = star_town(tmp_path / "s", codes=("EMP", "SSE", "SAS", "MED"))
    ground = search_of(study, found).ground
    places = np.arange(len(ground.places.xy))
    own = ground.may_build("CSS", places, "C1", "甲街道")
    assert set(ground.places.community[own]) == {"C1"}
    assert ground.may_build("SGC", places, "C1", "甲街道").all()
    assert not ground.may_build("SGC", places, "C1", "").any()
    assert ground.may_build("CHS", places, "C1", "甲街道").all()


def test_the_neighbourhood_of_a_community_knows_who_of_it_reaches_what(tmp_path):
    study, found = star_town(tmp_path / "s")
    ground = search_of(study, found).ground
    for row in (0, 1):
        near = ground.near(row)
        assert near.points.tolist() == ground.points_of(row).tolist()
        assert near.within("adult", 300.0).tolist() == ground.places.within("adult", 300.0, near.points, near.places).tolist()
        assert near.places[near.rows_of(near.places)].tolist() == near.places.tolist()
        every = np.arange(len(ground.places.xy))
        assert [near.has(int(place)) for place in every] == np.isin(every, near.places).tolist()
