"""Areas of communities against each other: who gets people that live in several, and what is told of overlaps and gaps."""

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from shapely import Point, Polygon, box

from tests.fixtures.small_study import write_small_study
from tests.fixtures.towns import ORIGIN
from xc_gis.analysis.times.facility_services import home_communities
from xc_gis.areas.enclosing import smallest_enclosing
from xc_gis.languages import CHINESE
from xc_gis.languages.message import in_language
from xc_gis.operations.study import read_study
from xc_gis.sources.people.area_overlaps import area_findings
from xc_gis.units import ANALYSIS_CRS


def communities(**areas):
    ids = list(areas)
    return gpd.GeoDataFrame(
        {"community_id": ids, "name": [f"{i}社区" for i in ids], "subdistrict": "甲街道", "location": "area"}, geometry=list(areas.values()), crs=ANALYSIS_CRS
    )  # fmt: skip


def homes(*points, people=100.0):
    return gpd.GeoDataFrame({"residents": [people] * len(points)}, geometry=[Point(p) for p in points], crs=ANALYSIS_CRS)


def findings_of(areas, demand=None):
    found = area_findings(areas, homes((-9e5, -9e5)) if demand is None else demand, "社区.geojson")
    assert all(not CHINESE.match(in_language(f.text, "en")) for f in found), [f.text for f in found]
    return found


SQUARE = box(0, 0, 400, 400)


@pytest.mark.parametrize(
    ("point", "areas", "home"),
    [
        ((50, 50), [SQUARE, box(0, 0, 100, 100)], 1),  # an enclave
        ((100, 50), [SQUARE, box(0, 0, 100, 100)], 1),  # on its border
        ((150, 50), [SQUARE, box(0, 0, 100, 100)], 0),
        ((400, 50), [SQUARE, box(400, 0, 500, 100)], 1),  # on a common border: the smaller
        ((400, 50), [SQUARE, box(400, 0, 800, 400)], 0),  # of one size: the first
        ((50, 50), [SQUARE, box(0, 0, 200, 200), box(0, 0, 100, 100)], 2),
        ((50, 50), [SQUARE, SQUARE], 0),
        ((900, 50), [SQUARE], -1),
    ],
)
def test_a_point_belongs_to_the_smallest_area_that_holds_it(point, areas, home):
    assert smallest_enclosing(np.array([Point(point), None], dtype=object), np.array(areas, dtype=object)).tolist() == [home, -1]


@given(st.permutations(range(5)), st.lists(st.tuples(st.integers(-1, 41), st.integers(-1, 41)), min_size=1, max_size=8))
def test_the_order_of_areas_does_not_matter_where_sizes_differ(order, cells):
    areas = np.array(
        [SQUARE, box(0, 0, 300, 200), box(100, 0, 400, 190), box(50, 50, 150, 150), box(200, 100, 260, 400)], dtype=object
    )
    points = np.array([Point(10 * x, 10 * y) for x, y in cells], dtype=object)
    assert [(order[n] if n >= 0 else -1) for n in smallest_enclosing(points, areas[list(order)])] == smallest_enclosing(
        points, areas
    ).tolist()


def test_an_overlap_is_told_with_both_names_its_size_and_its_people():
    (finding,) = findings_of(communities(A=SQUARE, B=box(300, 0, 500, 400)), homes((350, 50), (320, 90), (100, 100)))
    assert (finding.level, finding.topic) == ("warning", "places")
    assert finding.evidence == {"kind": "overlap", "communities": ["B社区", "A社区"], "m2": 40000.0, "residents": 200.0}
    assert all(word in finding.text for word in ("“A社区”", "“B社区”", "40,000 平方米", "200 人", "较小的 “B社区”"))


def test_an_enclave_and_an_area_drawn_twice_are_called_so():
    (inside,) = findings_of(communities(A=SQUARE, B=box(100, 100, 200, 200)), homes((150, 150)))
    assert "“B社区” 整个画在 “A社区” 之内" in inside.text
    (same,) = findings_of(communities(A=SQUARE, B=SQUARE))
    assert "几乎相同" in same.text
    assert same.evidence["communities"] == ["A社区", "B社区"]


def test_a_gap_between_communities_is_told_with_its_people():
    ring = shapely.difference(box(0, 0, 600, 600), box(200, 200, 300, 300))
    halves = [shapely.intersection(ring, half) for half in (box(0, 0, 250, 600), box(250, 0, 600, 600))]
    (finding,) = findings_of(communities(A=halves[0], B=halves[1]), homes((260, 260), (10, 10)))
    assert finding.evidence == {"kind": "gap", "communities": ["A社区", "B社区"], "m2": 10000.0, "residents": 100.0}
    assert "不属于任何社区" in finding.text
    assert findings_of(communities(A=halves[0], B=halves[1]))[0].level == "info"  # a lake is no fault


def test_a_gap_open_to_the_outside_is_found_while_it_is_narrow():
    (finding,) = findings_of(communities(A=SQUARE, B=box(404, 0, 700, 400)), homes((402, 100)))
    assert finding.evidence["kind"] == "gap"
    assert finding.evidence["m2"] == pytest.approx(1600, rel=0.02)
    assert finding.evidence["residents"] == 100
    assert findings_of(communities(A=SQUARE, B=box(430, 0, 700, 400))) == []  # streets between blocks


def test_slivers_are_one_line_however_many():
    areas = {f"C{n}": box(200 * n + (0.4 if n % 2 else -0.4), 0, 200 * (n + 1), 400) for n in range(12)}
    (finding,) = findings_of(communities(**areas))
    assert finding.level == "info"
    assert finding.evidence["overlaps"] == 5
    assert finding.evidence["gaps"] == 6
    (finding,) = findings_of(communities(**areas), homes((399.9, 100)))
    assert finding.level == "warning"
    assert "100 人" in finding.text


def test_clean_neighbours_and_a_hole_of_ones_own_are_nothing():
    holed = Polygon(SQUARE.exterior.coords, [box(100, 100, 200, 200).exterior.coords])
    assert findings_of(communities(A=holed, B=box(400, 0, 800, 400), C=box(0, 400, 800, 500))) == []
    assert findings_of(communities(A=SQUARE)) == []


def test_many_overlaps_are_not_many_lines():
    areas = {f"C{n:02d}": box(100 * n, 0, 100 * n + 150, 400) for n in range(30)}
    found = findings_of(communities(**areas))
    assert len(found) == 9
    assert "另有 21 处社区重叠" in found[-1].text


def test_one_community_in_two_rows_is_told():
    areas = communities(A=SQUARE, B=box(400, 0, 800, 400))
    (finding,) = findings_of(areas.assign(name="甲社区"))
    assert "编号 A、B" in finding.text


def test_a_study_counts_people_of_an_overlap_once_in_the_smaller_community(tmp_path):
    study = write_small_study(tmp_path / "study")
    path = study.with_name("communities.geojson")
    frame = gpd.read_file(path)
    enclave = gpd.GeoSeries([shapely.transform(box(0, 0, 500, 500), lambda p: p + ORIGIN)], crs=ANALYSIS_CRS).to_crs(frame.crs)
    more = gpd.GeoDataFrame(
        {"community_id": ["A0"], "name": ["飞地社区"], "subdistrict": ["甲街道"]}, geometry=enclave.to_numpy(), crs=frame.crs
    )
    for order in ([0, 1, 2], [2, 1, 0]):
        every = gpd.GeoDataFrame(
            np.concatenate([frame[more.columns].to_numpy(), more.to_numpy()])[order], columns=more.columns, crs=frame.crs
        )
        every.to_file(path, driver="GeoJSON")
        data = read_study(study).data
        inside = shapely.intersects(shapely.transform(box(0, 0, 500, 500), lambda p: p + ORIGIN), data.demand.geometry.to_numpy())
        assert inside.any()
        assert set(data.demand["community_id"][inside]) == {"A0"}
        assert data.demand["community_id"].notna().all()
        assert any(
            "整个画在 “西社区” 之内" in text and f"{data.demand['residents'][inside].sum():,.0f} 人" in text
            for text in data.warnings
        )
        assert home_communities(data.facilities, data.communities)[0] == "A0"  # F1 lies at 100, 205
