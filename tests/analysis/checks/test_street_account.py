"""What is left out, lost or not joined is told, with its number, its metres and its place; what is joined is not."""

from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from tests.fixtures.towns import FOOTWAY, ORIGIN, RESIDENTIAL, settings, town
from xc_gis.analysis.arrays.geometry import to_degrees, to_plane
from xc_gis.analysis.checks.street_account import street_account
from xc_gis.analysis.network.network import build_network
from xc_gis.model import StreetLoss, StudyData, WalkableArea
from xc_gis.report.check.streets_rows import street_rows
from xc_gis.units import ANALYSIS_CRS

BRIDGE = {"highway": "footway", "bridge": "yes"}
LADDER = {"a": (0, 0), "b": (1000, 0), "c": (0, 800), "d": (1000, 800), "e": (500, 0), "f": (500, 800)}


def study(*squares):
    """A study of square communities (west, south, east, north; metres), ten residents each."""
    origin = np.array(ORIGIN * 2)
    areas = [shapely.box(*(origin + square)) for square in squares or [(400, 350, 600, 450)]]
    ids = [f"C{n}" for n in range(len(areas))]
    communities = gpd.GeoDataFrame({"community_id": ids, "name": [f"社区{n}" for n in ids]}, geometry=areas, crs=ANALYSIS_CRS)
    demand = gpd.GeoDataFrame({"community_id": ids, "residents": 10.0}, geometry=[a.centroid for a in areas], crs=ANALYSIS_CRS)
    empty = pd.DataFrame()
    return StudyData(communities, demand, gpd.GeoDataFrame(), None, (), None, None, (), empty, (), ())


def account(streets, data=None, **changes):
    """Items by kind, those about the end of a town that is small left aside unless a study is given."""
    chosen = settings(**changes)
    found = street_account(build_network(streets, chosen), data or study(), streets, chosen).items
    return {item.kind: item for item in found if data is not None or item.kind != "rim"}


def metres_at(place):
    return np.array(to_plane(place.lon, place.lat, ANALYSIS_CRS)) - ORIGIN


def test_streets_that_are_joined_have_nothing_to_tell():
    assert account(town(LADDER, [("aeb cfd ac bd ef", RESIDENTIAL)])) == {}


@pytest.mark.parametrize("turned", [False, True])
def test_a_crossing_without_a_node_is_told_with_the_way_around(turned):
    nodes = {**LADDER, "x": (500, -300), "y": (500, 400)}
    found = account(town(nodes, [("ab cd ac bd", RESIDENTIAL), ("yx" if turned else "xy", FOOTWAY), ("xa", FOOTWAY)]))
    item = found["crossing"]
    assert (item.level, item.count, item.ends) == ("warning", 1, 1)
    assert item.places[0].objects == ("way/1", "way/5")
    assert metres_at(item.places[0]) == pytest.approx((500, 0), abs=0.1)
    around = 300 + np.hypot(500, 300) + 500
    assert item.places[0].metres == round(around)
    assert item.metres == pytest.approx(around, abs=0.1)


def test_a_way_that_ends_on_another_without_a_node_is_told():
    nodes = {**LADDER, "x": (500, 0.004), "y": (500, 400)}
    item = account(town(nodes, [("ab cd ac bd", RESIDENTIAL), ("xy", FOOTWAY)]))["crossing"]
    assert item.count == 1
    assert item.places[0].metres is None, "nothing leads there"


def test_a_way_that_ends_two_metres_before_another_is_no_crossing():
    nodes = {**LADDER, "x": (500, 2.0), "y": (500, 400)}
    assert "crossing" not in account(town(nodes, [("ab cd ac bd", RESIDENTIAL), ("xy", FOOTWAY)]))


@pytest.mark.parametrize(
    ("tags", "reported"),
    [
        ({}, True), ({"layer": "0"}, True), ({"layer": "1"}, False), ({"layer": "-1"}, False), ({"bridge": "yes"}, False),
        ({"tunnel": "yes"}, False), ({"tunnel": "building_passage"}, True), ({"level": "-1"}, False), ({"level": "0;1"}, True),
        ({"level": "-1-1"}, True), ({"layer": "x"}, True), ({"foot": "no"}, False),
    ],
)  # fmt: skip
def test_ways_at_different_heights_pass_over_each_other(tags, reported):
    nodes = {**LADDER, "x": (500, -300), "y": (500, 400)}
    found = account(town(nodes, [("ab cd ac bd", RESIDENTIAL), ("xy", {**FOOTWAY, **tags}), ("xa", FOOTWAY)]))
    assert ("crossing" in found) == reported


def test_ends_on_one_spot_are_told_and_not_as_a_crossing():
    nodes = {**LADDER, "x": (500, 0.003), "y": (500, 100)}
    found = account(town(nodes, [("aeb cfd ac bd", RESIDENTIAL), ("xya", FOOTWAY)]))
    item = found["same_spot"]
    assert (item.count, item.ends, item.level) == (1, 1, "warning")
    assert item.places[0].metres == round(100 + np.hypot(500, 100) + 500)
    assert "crossing" not in found


@pytest.mark.parametrize("turned", [False, True])
def test_nodes_of_two_ways_on_one_spot_are_told_where_neither_way_ends(turned):
    nodes = {**LADDER, "w": (500, -100), "x": (500, 0), "y": (500, 800), "z": (500, 900)}
    found = account(town(nodes, [("aeb cfd ac bd", RESIDENTIAL), ("zyxw" if turned else "wxyz", FOOTWAY)]))
    assert found["same_spot"].count == 2
    assert "crossing" not in found


def test_nodes_on_one_spot_at_different_heights_are_no_junction():
    nodes = {**LADDER, "w": (500, -100), "x": (500, 0), "z": (500, 900)}
    assert "same_spot" not in account(town(nodes, [("aeb cfd ac bd", RESIDENTIAL), ("wxz", BRIDGE)]))


@pytest.mark.parametrize(("gap", "reported"), [(0.009, True), (0.012, False)])
def test_a_spot_is_a_centimetre_wide(gap, reported):
    nodes = {**LADDER, "x": (500, gap), "y": (500, 400)}
    assert ("same_spot" in account(town(nodes, [("aeb cfd ac bd", RESIDENTIAL), ("xy", FOOTWAY)]))) == reported


def test_a_step_of_nothing_along_one_way_is_joined():
    nodes = {**LADDER, "x": (500, 0.003)}
    assert account(town(nodes, [("aexb cfd ac bd", RESIDENTIAL), ("ef", FOOTWAY)])) == {}


def test_missing_junctions_that_save_little_are_told_as_no_reason_to_look():
    nodes = {**LADDER, "x": (480, -30), "y": (520, 30), "p": (480, 0), "q": (520, 0)}
    ways = [("apqb cd ac bd", RESIDENTIAL), ("px xy yq", FOOTWAY)]
    item = account(town(nodes, ways))["crossing"]
    assert item.level == "info"
    assert item.places[0].metres < 100


@pytest.mark.parametrize(
    ("ways", "kinds", "ends"),
    [
        ([("xy", BRIDGE)], {"loose_bridge"}, 2), ([("xz zy", BRIDGE)], {"loose_bridge"}, 2),
        ([("xy", BRIDGE), ("ax", FOOTWAY)], {"bridge_end"}, 1), ([("xy", BRIDGE), ("ax yb", FOOTWAY)], set(), 0),
    ],
)  # fmt: skip
def test_a_bridge_that_nothing_leads_onto_is_told(ways, kinds, ends):
    nodes = {**LADDER, "x": (200, -300), "z": (400, -300), "y": (600, -300)}
    found = account(town(nodes, [("ab cd ac bd", RESIDENTIAL), *ways]))
    assert {kind for kind in found if "bridge" in kind} == kinds
    for kind in kinds:
        assert (found[kind].count, found[kind].ends) == (1, ends)
        assert found[kind].metres == pytest.approx(400, abs=0.01)


@pytest.mark.parametrize(
    ("tags", "reason"),
    [
        ({"highway": "motorway"}, "motor"), ({"highway": "residential", "motorroad": "yes"}, "motor"),
        ({"highway": "residential", "foot": "no"}, "foot"), ({"highway": "tertiary", "foot": "use_sidepath"}, "foot"),
        ({"highway": "service", "access": "no"}, "access"), ({"highway": "construction"}, "not_built"),
        ({"highway": "trunk"}, "untagged"), ({"highway": "cycleway"}, "untagged"), ({"highway": "service", "area": "yes"}, "area"),
        ({"highway": "service", "tunnel": "yes"}, "tunnel"), ({"highway": "raceway"}, "other"),
        ({"highway": "path", "foot:forward": "no", "foot:backward": "no"}, "direction"),
    ],
)  # fmt: skip
def test_ways_left_out_by_their_tags_are_counted_by_reason(tags, reason):
    nodes = {**LADDER, "x": (300, 1100)}
    item = account(town(nodes, [("aeb cfd ac bd", RESIDENTIAL), ("cx", tags)]))[f"tags_{reason}"]
    assert (item.level, item.count, item.objects) == ("info", 1, ("way/5",))
    assert item.metres == pytest.approx(np.hypot(300, 300), abs=0.01)


def test_a_walked_square_is_not_left_out_and_one_that_is_closed_is():
    nodes = {**LADDER, "x": (100, 0), "y": (100, 100), "z": (0, 100)}
    tags = {"highway": "pedestrian", "area": "yes"}
    for more, reported in (({}, False), ({"access": "no"}, True)):
        streets = town(nodes, [("axeb cfd azc bd", RESIDENTIAL), ("axyza", {**tags, **more})])
        ring = streets.ways[-1][1]
        streets = replace(streets, areas=(WalkableArea(streets.ways[-1][0], "way", (ring,), (), {**tags, **more}),))
        assert any(kind.startswith("tags_") for kind in account(streets)) == reported


def test_a_condition_that_cannot_be_read_is_told_with_its_words():
    tags = {**FOOTWAY, "access:conditional": "no @ (when the moon is full)"}
    item = account(town(LADDER, [("aeb cfd ac bd", RESIDENTIAL), ("ef", tags)]))["condition"]
    assert item.objects == ("way/5",)
    assert "moon" in item.text
    assert metres_at(item.places[0]) == pytest.approx((500, 0), abs=0.1)


def lost(streets, *losses):
    return replace(streets, losses=tuple(losses))


def degrees(x, y):
    return to_degrees(x + ORIGIN[0], y + ORIGIN[1], ANALYSIS_CRS)


def test_what_the_file_lacks_is_told_with_metres_and_ends():
    streets = town(LADDER, [("aeb cfd ac bd", RESIDENTIAL)])
    number = streets.ways[0][0]
    cut = replace(streets, ways=(*streets.ways, (number, streets.ways[1][1], RESIDENTIAL)))
    cut = lost(cut, StreetLoss("cut_way", f"way/{number}", *degrees(0, 0)), StreetLoss("lost_node", "node/77", *degrees(500, 0)))
    found = account(cut)
    assert (found["cut_way"].level, found["cut_way"].ends) == ("warning", 2)
    assert found["cut_way"].metres == pytest.approx(2000, abs=0.1)
    assert found["lost_node"].objects == ("node/77",)


def test_what_the_file_lacks_far_from_every_community_is_no_reason_to_look():
    streets = town(LADDER, [("aeb cfd ac bd", RESIDENTIAL)])
    far = account(lost(streets, StreetLoss("lost_node", "node/77", *degrees(5000, 0))))["lost_node"]
    unknown = account(lost(streets, StreetLoss("lost_way", "way/77")))["lost_way"]
    assert (far.level, unknown.level) == ("info", "warning")


def grid(low, high, step=200):
    """Streets every 200 m."""
    values = np.arange(low, high + 1, step)
    ids = np.arange(1, len(values) ** 2 + 1).reshape(len(values), -1)
    x, y = np.meshgrid(values, values)
    lon, lat = degrees(x.ravel().astype(float), y.ravel().astype(float))
    ways = tuple((n, tuple(line.tolist()), RESIDENTIAL) for n, line in enumerate([*ids, *ids.T], 1))
    empty = town(LADDER, [("ab", RESIDENTIAL)])
    return replace(empty, node_ids=ids.ravel(), lon=np.asarray(lon), lat=np.asarray(lat), ways=ways)


def test_a_community_near_the_end_of_the_network_is_named_with_its_distance():
    data = study((-100, -100, 100, 100), (1500, -100, 1700, 100))
    item = account(grid(-2600, 2600), data)["rim"]
    assert item.objects == ("C1",)
    assert item.places[0].metres == pytest.approx(900, abs=150)
    assert "社区C1" in item.text
    assert "居民 10 人" in item.text
    assert "rim" not in account(grid(-3600, 3600), data)


def test_a_lake_and_streets_of_the_file_outside_the_study_are_no_end_of_the_network():
    data = study((-100, -100, 100, 100))
    small = grid(-1000, 1000)
    assert "rim" in account(small, data)
    ring = [(-6000, -6000), (6000, -6000), (6000, 6000), (-6000, 6000)]
    lake = town(LADDER, [("ab", RESIDENTIAL)], water=[ring]).background
    assert "rim" not in account(replace(small, background=lake), data)
    around = np.arange(-4000, 4001, 250.0)
    x, y = np.meshgrid(around, around)
    beyond = np.maximum(abs(x), abs(y)).ravel() > 1000
    lon, lat = degrees(x.ravel()[beyond], y.ravel()[beyond])
    assert "rim" not in account(replace(small, elsewhere=np.column_stack([lon, lat])), data)


def test_a_hole_that_the_network_surrounds_is_no_end_of_it():
    full = grid(-3600, 3600)
    data = study((1300, -100, 1500, 100))
    inner = set(full.node_ids[(abs(full.lon - degrees(0, 0)[0]) < 0.009) & (abs(full.lat - degrees(0, 0)[1]) < 0.007)].tolist())
    ways = tuple((n, piece, tags) for n, refs, tags in full.ways for piece in pieces(refs, inner))
    assert len(inner) > 30
    assert "rim" not in account(replace(full, ways=ways), data)


def pieces(refs, without):
    """Parts of a way between nodes that are taken away."""
    part = []
    for ref in (*refs, None):
        if ref is None or ref in without:
            if len(part) > 1:
                yield tuple(part)
            part = []
        else:
            part.append(ref)


def test_a_saved_network_is_not_asked_for_junctions_and_its_edges_are_not_given_out_as_ways_of_openstreetmap():
    nodes = {**LADDER, "x": (500, -300), "y": (500, 400)}
    ways = [("ab cd ac bd", RESIDENTIAL), ("xy xa", FOOTWAY), ("yc", {**FOOTWAY, "foot": "no"})]
    found = account(replace(town(nodes, ways), notes={"saved": 7}))
    assert found.keys() == {"tags_foot"}
    assert found["tags_foot"].objects == ("edge/7",)


def test_of_very_many_crossings_all_are_counted_and_some_measured(monkeypatch):
    monkeypatch.setattr("xc_gis.analysis.checks.street_account.MOST_MEASURED", 1)
    nodes = {**LADDER, "x": (300, -300), "y": (300, 400), "p": (700, -300), "q": (700, 400)}
    item = account(town(nodes, [("ab cd ac bd", RESIDENTIAL), ("xy pq xa pb", FOOTWAY)]))["crossing"]
    assert item.count == len(item.places) == 2
    assert "只量了 1 处" in item.text
    assert [np.isnan(place.metres) for place in item.places] == [False, True]
    shown = [place["words"] for place in street_rows([item])[0]["places"]]
    assert "绕行" in shown[0]
    assert "绕" not in shown[1]
