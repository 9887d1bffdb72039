"""Rows that say where they are, counted one by one; and how unusual a layer lies to streets and homes."""

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from tests.fixtures.towns import ORIGIN, town
from xc_gis.sources.crs.evidence import (
    DISTANCES_M,
    MOST_POINTS,
    TOLERANCE_M,
    _difference,
    _nearest,
    _profiles,
    measure_fit,
    read_words,
)
from xc_gis.sources.crs.hypotheses import Hypothesis
from xc_gis.sources.crs.references import References
from xc_gis.sources.rows.cells import ROW
from xc_gis.units import ANALYSIS_CRS

HERE, THERE = Hypothesis(ANALYSIS_CRS), Hypothesis("GCJ-02")


def at(*places):
    return np.array(places, dtype=float) + ORIGIN


def square(x, y, side=1000):
    return shapely.box(*at((x, y))[0], *at((x + side, y + side))[0])


@pytest.fixture
def known():
    streets = town({"a": (0, -500), "b": (2000, -500)}, [("ab", {"highway": "residential", "name": "甲大街"})])
    found = References(ANALYSIS_CRS, streets)
    found.learn("communities", gpd.GeoDataFrame({"name": ["东里社区", "东里北社区"], "community_id": ["C1", "C2"], "subdistrict": ["广安街道", "西长街道"]},
                                                geometry=[square(0, 0), square(1000, 0)], crs=ANALYSIS_CRS), "社区.csv")  # fmt: skip
    found.learn(
        "facilities.0",
        gpd.GeoDataFrame({"name": ["天和大药房"]}, geometry=shapely.points(at((500, 500))), crs=ANALYSIS_CRS),
        "药店.csv",
    )
    return found


def read(known, rows, points, *, itself="facilities.1", shown="店.csv"):
    frame = pd.DataFrame(rows, dtype=object)
    frame[ROW] = range(2, len(frame) + 2)
    return read_words(frame, points, known, itself=itself, shown=shown)


def test_each_kind_of_words_counts_its_rows_that_lie_there(known):
    rows = {"name": ["东里社区店", "天和大药房", "小店", "小店", "无名"],
            "address": ["", "", "甲大街12号", "广安街道", "本市"]}  # fmt: skip
    words = read(known, rows, {HERE: at((10, 10), (500, 510), (1000, -490), (500, 500), (0, 0)), THERE: at(*[(9000, 9000)] * 5)})
    assert dict(zip(words.rows.tolist(), words.kind.tolist(), strict=True)) == {
        0: "community",
        1: "known",
        2: "street",
        3: "subdistrict",
    }
    assert [words.count(HERE, kind) for kind in TOLERANCE_M] == [(1, 1)] * 4
    assert [words.count(THERE, kind) for kind in TOLERANCE_M] == [(0, 1)] * 4


@pytest.mark.parametrize(
    ("kind", "place", "row"),
    [("community", (1000, 500), {"name": ["东里社区"]}), ("street", (1000, -500), {"address": ["甲大街1号"]})],
)
@pytest.mark.parametrize(("beyond", "hit"), [(-0.1, True), (0.1, False)])
def test_a_place_may_lie_off_by_its_tolerance_and_no_farther(known, kind, place, row, beyond, hit):
    off = {"community": 60.0, "street": 80.0}[kind] + beyond  # method §1
    there = (place[0] + off, place[1]) if kind == "community" else (place[0], place[1] - off)
    words = read(known, row, {HERE: at(there)})
    assert words.kind.tolist() == [kind]
    assert words.count(HERE, kind) == (int(hit), 1)


def test_of_names_within_each_other_the_longest_counts_and_the_more_precise_kind_first(known):
    words = read(known, {"address": ["广安街道东里北社区甲大街1号"]}, {HERE: at((1500, 500))})
    assert words.count(HERE, "community") == (1, 1)
    assert words.count(HERE, "subdistrict") == (0, 0)


def test_a_street_counts_before_a_house_number_alone(known):
    assert len(read(known, {"address": ["甲大街附近", "甲大街小学"]}, {HERE: at((0, 0), (0, 0))}).rows) == 0


def test_a_name_that_stands_twice_in_the_list_and_the_list_itself_are_no_evidence(known):
    place = {HERE: at((500, 500), (500, 500))}
    assert len(read(known, {"name": ["天和大药房", "天和大药房"]}, place).rows) == 0
    assert len(read(known, {"name": ["天和大药房", "x"]}, place, shown="药店.csv").rows) == 0
    assert len(read(known, {"name": ["东里社区", "x"]}, place, itself="communities").rows) == 0
    assert read(known, {"name": ["x", "y"], "subdistrict": ["广安", "广安街道"]}, place, itself="communities").count(
        HERE, "subdistrict"
    ) == (2, 2)
    assert len(read(known, {"name": ["x", "y"], "subdistrict": ["广安", ""]}, place, itself="subdistricts").rows) == 0


def test_a_row_without_a_place_says_where_it_is_and_is_not_there(known):
    words = read(known, {"community_id": ["C1", None]}, {HERE: np.array([[np.nan, np.nan], [0.0, 0.0]])})
    assert words.count(HERE, "community") == (0, 1)


def test_how_unusual_a_profile_is_worked_out_on_paper():
    one, others = np.array([[2, 2]]), np.array([[1, 3]])
    assert _difference(one, others) == pytest.approx(0.25 * np.sqrt(4))  # a quarter of the share moved, four points
    assert _difference(np.array([[2, 2], [0, 4]]), np.array([[1, 3], [4, 0]])) == pytest.approx(0.5 + 1.0 * 2)
    assert _difference(one, 7 * one) == 0
    assert _difference(np.array([[0, 0]]), others) == 0


def test_the_nearest_is_the_same_as_by_brute_force_and_none_beyond_the_last_class():
    rng = np.random.default_rng(5)
    lines = shapely.linestrings(rng.uniform(0, 2000, (40, 2, 2)))
    xy = rng.uniform(0, 2000, (300, 2))
    true = np.array([min(shapely.distance(shapely.Point(p), line) for line in lines) for p in xy])
    found = _nearest(xy, shapely.STRtree(lines))
    near = true <= DISTANCES_M[-1]
    assert near.any()
    assert not near.all()
    np.testing.assert_allclose(found[near], true[near], atol=1e-9)
    assert (found[~near] > DISTANCES_M[-1]).all()


def test_points_are_counted_by_class_of_distance_and_far_ones_not_at_all():
    tree = shapely.STRtree([shapely.LineString([(0, 0), (1000, 0)])])
    xy = np.array([[500, y] for y in (0, 3.9, 4, 9, 31, 33, 127, 128.5, 500)], dtype=float)
    farther = xy + np.array([0.0, 4.0])
    found = _profiles(np.array([xy, farther]), [tree, shapely.STRtree([shapely.Point(0, 0)])])
    assert found.tolist() == [[[2, 1, 1, 1, 1, 1], [0] * 6], [[0, 2, 2, 0, 2, 0], [0] * 6]]


def test_many_placings_are_looked_up_like_each_alone():
    rng = np.random.default_rng(7)
    trees = [shapely.STRtree(shapely.linestrings(rng.uniform(0, 2000, (40, 2, 2)))) for _ in range(2)]
    places = rng.uniform(0, 2000, (5, MOST_POINTS // 2, 2))  # two at once, and one that is left over
    alone = np.concatenate([_profiles(one[None], trees) for one in places])
    assert _profiles(places, trees).tolist() == alone.tolist()


def test_there_is_no_fit_without_streets_hypotheses_or_points(known):
    nothing = References(ANALYSIS_CRS, None)
    xy = at((0, 0), (10, 0))
    assert measure_fit(xy, [HERE], nothing, itself="facilities.0") is None
    assert measure_fit(xy, [], known, itself="facilities.0") is None
    assert measure_fit(np.full((2, 2), np.nan), [HERE], known, itself="facilities.0") is None


def test_shops_along_a_street_stand_out_from_shifts_of_them():
    rng = np.random.default_rng(1)
    corners = rng.uniform(0, 2000, (40, 2))
    streets = town({chr(0x4E00 + n): tuple(place) for n, place in enumerate(corners)},
                   [(chr(0x4E00 + n) + chr(0x4E01 + n), {"highway": "residential"}) for n in range(39)])  # fmt: skip
    lines = shapely.linestrings(np.stack([corners[:-1], corners[1:]], axis=1) + ORIGIN)
    beside = [shapely.offset_curve(line, 9.0).interpolate(t, normalized=True) for line in lines for t in (0.3, 0.5, 0.7)]
    xy = shapely.get_coordinates(beside)
    fit = measure_fit(xy, [HERE], References(ANALYSIS_CRS, streets), itself="facilities.0")
    elsewhere = measure_fit(
        rng.uniform(0, 2000, xy.shape) + ORIGIN, [HERE], References(ANALYSIS_CRS, streets), itself="facilities.0"
    )
    assert fit.points == len(xy)
    assert fit.ratio[HERE] > 2 > elsewhere.ratio[HERE]
