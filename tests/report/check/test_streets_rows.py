"""The account of the streets as rows: places with ways around, links to objects that OpenStreetMap has, doubts in few words."""

import math

from tests.report.check.reports import place, report, street
from xc_gis.report.check.streets_rows import PLACES_SHOWN, doubts, street_rows


def words(*places, kind="crossing"):
    return [one["words"] for one in street_rows([street(kind, *places)])[0]["places"]]


def test_a_place_says_the_way_around_and_where_it_is():
    assert words(place(metres=123.4)) == ["绕行 123 米，116.00000, 39.00000"]
    assert words(place(metres=None)) == ["无路可绕，116.00000, 39.00000"]  # farther than a walk
    assert words(place(metres=math.nan)) == ["116.00000, 39.00000"]  # not measured
    assert words(place(None, None, metres=50.0), kind="lost_way") == ["50 米"]
    assert words(place(metres=None), kind="lost_way") == ["116.00000, 39.00000"]


def test_objects_of_openstreetmap_have_links_and_new_ones_none():
    (row,) = street_rows([street("lost_node", place(objects=("node/12", "way/-3", "relation/7", "way/0", "way/1x")))])
    links = [one["link"].rpartition("org/")[2] for one in row["places"][0]["objects"]]
    assert links == ["node/12", "", "relation/7", "", ""]


def test_of_many_places_the_first_are_shown_and_of_what_has_none_its_objects():
    (row,) = street_rows([street("crossing", *[place()] * (PLACES_SHOWN + 3))])
    assert (len(row["places"]), row["more"]) == (PLACES_SHOWN, 3)
    (row,) = street_rows([street("lost_way", objects=("way/1", "way/2"))])
    assert [one["objects"][0]["name"] for one in row["places"]] == ["way/1", "way/2"]


def test_metres_are_of_streets_or_of_ways_around():
    rows = street_rows([street("crossing", metres=1500.0), street("lost_way", metres=1500.0, ends=3), street("lost_way")])
    assert [row["metres"] for row in rows] == ["绕行共 1,500 米", "1,500 米", ""]
    assert [row["ends"] for row in rows] == ["", "3", ""]


def test_only_what_may_change_times_is_a_doubt():
    found = report(
        streets=(
            street(count=2, metres=10.0, ends=2),
            street("lost_way", level="info"),
            street("lost_way", title="断线", count=4, ends=3),
        )
    )
    assert doubts(found) == "相交而没有公共节点 2 处、绕行共 10 米；断线 4 处、3 端"
    assert doubts(report()) == ""
