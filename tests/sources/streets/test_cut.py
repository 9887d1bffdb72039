"""A whole city's extract stands in for the district's: what is far away is left out, and nothing inside changes."""

from pathlib import Path

import geopandas as gpd
import numpy as np
import osmium
import pandas as pd
import pytest
import shapely

from tests.fixtures.small_study import degrees, edit, write_small_study
from tests.fixtures.studies import SAMPLE
from tests.fixtures.towns import settings
from xc_gis.errors import InputError
from xc_gis.operations.study import analyse, read_study
from xc_gis.sources.load.frame import ground_box, ground_layers, places_of_study
from xc_gis.sources.streets.read import read_streets
from xc_gis.sources.study.area import box_around, study_area
from xc_gis.sources.study.file import read_study_file

NODE = osmium.osm.mutable.Node
WAY = osmium.osm.mutable.Way
FAR_NODE, FAR_WAY = 9_000_000_000, 9_000_000_000


def write_far_city(source: Path, target: Path, *, low, high, side: int, extra=()) -> None:
    """Copy an extract and add a grid of streets between two places (lon, lat), then ``extra`` ways (places, tags)."""
    lons, lats = (np.linspace(a, b, side) for a, b in zip(low, high, strict=True))
    grid = [(FAR_NODE + n, (float(lon), float(lat))) for n, (lat, lon) in enumerate((y, x) for y in lats for x in lons)]
    rows = np.arange(side * side).reshape(side, side) + FAR_NODE
    ways = [(line.tolist(), {"highway": "residential"}) for line in (*rows, *rows.T)]
    for places, tags in extra:
        refs = [place if isinstance(place, int) else FAR_NODE + len(grid) + n for n, place in enumerate(places)]
        grid += [(ref, place) for ref, place in zip(refs, places, strict=True) if not isinstance(place, int)]
        ways.append((refs, tags))
    tagged = {FAR_NODE: {"highway": "traffic_signals"}, grid[-1][0]: {"barrier": "gate", "access": "private"}}
    with osmium.SimpleWriter(str(target)) as writer:
        for thing in osmium.FileProcessor(str(source), osmium.osm.NODE):
            writer.add_node(thing)
        for ref, place in grid:
            writer.add_node(NODE(id=ref, version=1, location=place, tags=tagged.get(ref, {})))
        for thing in osmium.FileProcessor(str(source), osmium.osm.WAY):
            writer.add_way(thing)
        for n, (refs, tags) in enumerate(ways):
            writer.add_way(WAY(id=FAR_WAY + n, version=1, nodes=refs, tags=tags))


def test_sample_in_a_large_surrounding_reads_as_the_sample_alone(tmp_path):
    alone = read_streets(SAMPLE.parent / "osm/sample.osm.pbf")
    box = (float(alone.lon.min()), float(alone.lat.min()), float(alone.lon.max()), float(alone.lat.max()))
    railway = [(box[0] - 0.2, 39.9), (box[2] + 0.2, 39.9)]
    big = tmp_path / "beijing.osm.pbf"
    write_far_city(
        SAMPLE.parent / "osm/sample.osm.pbf", big, low=(115.6, 39.5), high=(116.2, 39.7), side=150,
        extra=[(railway, {"railway": "rail"})],
    )  # fmt: skip
    found = read_streets(big, box=box)
    assert found.ways == alone.ways
    assert found.ways_left_out == 300
    crossing = (FAR_WAY + 300, (FAR_NODE + 22500, FAR_NODE + 22501), {"railway": "rail"})
    assert found.lines == (*alone.lines, crossing), "a line that crosses the ground stays although none of its nodes lies there"
    kept = ~np.isin(found.node_ids, [FAR_NODE + 22500, FAR_NODE + 22501])
    assert np.array_equal(found.node_ids[kept], alone.node_ids)
    assert np.array_equal(found.lon[kept], alone.lon)
    assert {n: t for n, t in found.node_tags.items() if n < FAR_NODE} == alone.node_tags
    assert FAR_NODE not in found.node_tags
    assert found.background.equals(alone.background)


@pytest.fixture(scope="module")
def town_beside_a_city(tmp_path_factory):
    """The small study; and the same with a much larger city whose only road to it ends at a private gate."""
    plain = write_small_study(tmp_path_factory.mktemp("plain"))
    beside = write_small_study(tmp_path_factory.mktemp("beside"))
    low, high = degrees([(9000, 0)])[0], degrees([(16000, 7000)])[0]
    gate = tuple(float(v) for v in degrees([(8000, 0)])[0])
    write_far_city(
        plain.parent / "streets.osm", beside.parent / "city.osm.pbf", low=low, high=high, side=30,
        extra=[([FAR_NODE, gate, 13], {"highway": "residential"})],
    )  # fmt: skip
    edit(beside, lambda text: text.replace("streets.osm", "city.osm.pbf"))
    return plain, beside


def test_results_do_not_change_with_what_lies_far_outside(town_beside_a_city):
    plain, beside = (analyse(read_study(path)) for path in town_beside_a_city)
    pd.testing.assert_frame_equal(plain.coverage, beside.coverage)
    for key, seconds in plain.times.items():
        assert np.array_equal(seconds, beside.times[key], equal_nan=True), key


def test_number_of_streets_left_out_is_in_the_record(town_beside_a_city):
    small, large = (read_study(path).data for path in town_beside_a_city)
    assert not [finding for finding in small.findings if finding.table == "network"]
    reported = next(finding.text for finding in large.findings if finding.table == "network")
    assert reported == "文件中有 81 条道路，其中 60 条在研究范围以外，没有读入"
    plain, beside = small.inputs[0], large.inputs[0]
    assert (plain.rows, plain.used) == (20, 20)
    assert (beside.rows, beside.used) == (81, 21)


@pytest.mark.parametrize(
    ("away_m", "reported"),
    [
        (20_000, r"elsewhere.osm.pbf 的 60 条道路都不在研究范围内"),
        (90_000, r"communities.geojson 的社区与 elsewhere.osm.pbf 的路网相距约 88 公里"),
    ],
)
def test_extract_of_another_city_is_named_as_such(away_m, reported, tmp_path):
    study = write_small_study(tmp_path)
    low, high = degrees([(away_m, 0)])[0], degrees([(away_m + 2000, 2000)])[0]
    write_far_city(tmp_path / "streets.osm", tmp_path / "both.osm.pbf", low=low, high=high, side=30)
    with osmium.SimpleWriter(str(tmp_path / "elsewhere.osm.pbf")) as writer:
        for thing in osmium.FileProcessor(str(tmp_path / "both.osm.pbf")):
            if thing.id >= FAR_WAY:
                writer.add(thing)
    edit(study, lambda text: text.replace("streets.osm", "elsewhere.osm.pbf"))
    with pytest.raises(InputError, match=reported):
        read_study(study)


def test_box_holds_the_communities_and_the_margin(town_beside_a_city):
    data = read_study(town_beside_a_city[0]).data
    area = study_area(data.communities, data.subdistricts)
    west, south, east, north = box_around(area, "EPSG:4548", 3000.0)
    places = degrees([(-2999, -2999), (5399, 4199), (-3010, 600), (600, 4210)])
    inside = [west <= x <= east and south <= y <= north for x, y in places]
    assert inside == [True, True, False, False]
    assert box_around(None, "EPSG:4548", 3000.0) is None


def box_of(study):
    places = places_of_study(ground_layers(read_study_file(study)))
    return ground_box(places, settings())


def test_subdistricts_stand_in_for_communities_of_an_unknown_coordinate_system(tmp_path):
    study = write_small_study(tmp_path)
    whole = box_of(study)
    corners = [(0, 0), (2400, 0), (2400, 1200), (0, 1200)]
    gpd.GeoDataFrame({"name": ["甲街道"]}, geometry=[shapely.Polygon(degrees(corners))], crs="EPSG:4326").to_file(
        tmp_path / "subdistricts.geojson"
    )
    edit(study, lambda text: text.replace('communities.geojson"', 'communities.geojson"\ncrs = "detect"'))
    assert box_of(study) is None
    edit(study, lambda text: text + '\n[subdistricts]\npath = "subdistricts.geojson"\n')
    assert box_of(study) == pytest.approx(whole, abs=1e-5)


def test_without_the_cut_the_city_would_turn_the_study_into_a_gated_part(town_beside_a_city):
    _, beside = town_beside_a_city
    edit(beside, lambda text: text + '\n[settings]\n"network.beyond_m" = 50000\n')
    found = analyse(read_study(beside))
    assert found.scene.network.gated[found.scene.network.osm_id[found.scene.network.u] < 100].all()


def test_way_with_nodes_that_the_extract_lacks_is_cut_the_same_with_and_without_a_box(town_beside_a_city, tmp_path):
    source = (town_beside_a_city[0].parent / "streets.osm").read_text(encoding="utf-8")
    lines = [line for line in source.splitlines() if not any(f'<node id="{n}" ' in line for n in (3, 14, 27))]
    far = '<node id="900" version="1" lat="10.0" lon="10.0"/>'
    lonely = '<way id="900" version="1"><nd ref="900"/><nd ref="901"/><tag k="highway" v="residential"/></way>'
    lost = '<way id="901" version="1"><nd ref="902"/><nd ref="903"/><tag k="highway" v="residential"/></way>'
    lines = [*lines[:3], far, *lines[3:-1], lonely, lost, lines[-1]]
    path = tmp_path / "holes.osm"
    path.write_text("\n".join(lines), encoding="utf-8")
    whole, cut = read_streets(path), read_streets(path, box=(100.0, 20.0, 130.0, 50.0))
    assert cut.ways == whole.ways
    assert len(cut.ways) > 20, "ways with a hole are in pieces"
    assert cut.ways_left_out == 1, "a way without any place is not elsewhere but lost"
    assert [loss.osm for loss in cut.losses if loss.kind == "lost_way"] == ["way/901"]
    assert np.array_equal(cut.node_ids, whole.node_ids[whole.node_ids < 900])
