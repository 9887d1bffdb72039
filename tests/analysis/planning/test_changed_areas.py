"""An area that is closed: streets are cut at its outline, a fence stands there, squares are closed whole, dates are held."""

import datetime as dt

import geopandas as gpd
import pytest
import shapely

from tests.analysis.planning.drawn_streets import draft_of, drawn, lonlat, numbered, streets
from tests.fixtures.towns import ORIGIN
from xc_gis.analysis.network.conditions import moment_of
from xc_gis.analysis.planning.changed_areas import close_area, inside, is_in_force
from xc_gis.errors import InputError
from xc_gis.model import WalkableArea
from xc_gis.model.changes import CloseArea
from xc_gis.units import ANALYSIS_CRS

BOX = lonlat((50, -20), (100, -20), (100, 20), (50, 20))
DAY = dt.date(2026, 7, 1)


def closed(ways, areas=()):
    read, _ = streets(ways, areas=areas)
    draft = draft_of(read)
    change = CloseArea(area=BOX)
    remarks = close_area(draft, numbered(change), change)
    return draft, draft.finished(), remarks


def test_a_street_is_cut_at_the_outline_and_closed_inside():
    draft, found, _ = closed(
        {1: ([(0, 0), (200, 0)], {"highway": "residential"}), 2: ([(0, 30), (200, 30)], {"highway": "path"})}
    )
    parts = [([drawn(draft, node) for node in nodes], tags.get("foot")) for way, nodes, tags in found.ways if way == 1]
    assert sorted(parts) == [([(0, 0), (50, 0)], None), ([(50, 0), (100, 0)], "no"), ([(100, 0), (200, 0)], None)]
    assert found.ways[-1] == (2, (3, 4), {"highway": "path"}), "what lies outside stays"
    ((_, fence, tags),) = found.lines
    assert (tags["barrier"], fence[0]) == ("fence", fence[-1])


def test_a_way_inside_is_closed_whole_and_one_that_comes_back_is_cut_twice():
    _, found, _ = closed(
        {1: ([(60, 0), (90, 0)], {"highway": "path"}), 2: ([(0, 5), (75, 5), (75, 10), (0, 10)], {"highway": "path"})}
    )
    assert [tags.get("foot") for way, _, tags in found.ways if way == 1] == ["no"]
    assert sorted(str(tags.get("foot")) for way, _, tags in found.ways if way == 2) == ["None", "None", "no"]


def test_a_square_that_it_touches_is_closed_whole_and_told():
    ring = [(90, 0), (150, 0), (150, 10), (90, 10), (90, 0)]
    tags = {"highway": "pedestrian", "area": "yes"}
    read, at = streets({5: (ring, tags)})
    square = WalkableArea(5, "way", (tuple(at[place] for place in ring),), (), tags)
    _, found, remarks = closed({5: (ring, tags)}, (square,))
    assert found.areas == ()
    assert "5" in remarks[0]
    assert read.areas == ()


def test_facilities_wholly_inside_are_found():
    here, across, nowhere = shapely.Point(75, 0), shapely.box(90, 0, 120, 10), None
    moved = [None if place is None else shapely.transform(place, lambda xy: xy + ORIGIN) for place in (here, across, nowhere)]
    frame = gpd.GeoDataFrame(geometry=gpd.GeoSeries(moved, crs=ANALYSIS_CRS))
    assert inside(frame, CloseArea(area=BOX), ANALYSIS_CRS).tolist() == [True, False, False]


@pytest.mark.parametrize(
    ("words", "moment", "holds"),
    [
        ({}, "WED 10:00", True),
        ({"since": DAY, "until": DAY}, "2026-07-01 10:00", True),
        ({"since": DAY + dt.timedelta(1)}, "2026-07-01 10:00", False),
        ({"until": DAY - dt.timedelta(1)}, "2026-07-01 10:00", False),
        ({"hours": "22:00-06:00"}, "WED 10:00", False),
        ({"hours": "22:00-06:00"}, "WED 23:00", True),
        ({"hours": "Sa,Su"}, "SAT 10:00", True),
        ({"since": DAY, "hours": "08:00-12:00"}, "2026-07-01 13:00", False),
    ],
)
def test_days_and_hours(words, moment, holds):
    change = CloseArea(area=BOX, **words)
    assert is_in_force(numbered(change), change, moment_of(moment)) is holds


def test_days_without_a_date_and_hours_that_nobody_reads_are_refused():
    for words, said in (({"since": DAY}, "没有日期"), ({"hours": "夜里"}, "夜里")):
        change = CloseArea(area=BOX, **words)
        with pytest.raises(InputError, match=said):
            is_in_force(numbered(change), change, moment_of("WED 10:00"))
