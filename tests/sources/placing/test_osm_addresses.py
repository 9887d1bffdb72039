"""House numbers of the map: objects with a street and a number, nodes and areas, each a point."""

import pytest

from tests.fixtures.osm_files import everything, way, written
from xc_gis.errors import InputError
from xc_gis.sources.placing.osm_addresses import read_osm_addresses

TAGS = {"addr:street": "甲街", "addr:housenumber": "5", "name": "药房"}


def tagged(number, tags, lat=39.9, lon=116.3):
    inside = "".join(f"<tag k='{key}' v='{value}'/>" for key, value in tags.items())
    return f'<node id="{number}" lat="{lat}" lon="{lon}">{inside}</node>'


def read(tmp_path, *more, box=None):
    frame = read_osm_addresses(written(tmp_path, [*everything()[:5], *more]), "s.osm", "EPSG:4326", box)
    return [tuple(row) for row in frame[["name", "address", "shown"]].to_numpy()], frame


def test_a_number_needs_its_street_and_is_shown_with_its_word(tmp_path):
    rows, _ = read(
        tmp_path,
        tagged(20, TAGS),
        tagged(21, {"addr:housenumber": "7"}),
        tagged(22, {"addr:street": "甲街"}),
        tagged(23, {**TAGS, "addr:housenumber": "甲12号"}),
    )
    assert rows == [("药房", "甲街5号", "OSM node/20"), ("药房", "甲街甲12号", "OSM node/23")]


def test_an_outline_is_a_point_within_it_and_an_open_one_is_none(tmp_path):
    rows, frame = read(tmp_path, way(10, (1, 3, 5, 1), {"building": "yes", **TAGS}), way(11, (1, 3, 5), TAGS))
    assert rows == [("药房", "甲街5号", "OSM way/10")]
    assert 116.30 < frame.geometry[0].x < 116.32


def test_outside_the_box_there_are_none(tmp_path):
    rows, _ = read(tmp_path, tagged(20, TAGS), tagged(21, TAGS, lat=30.0), box=(116.0, 39.0, 117.0, 40.0))
    assert [shown for _, _, shown in rows] == ["OSM node/20"]


def test_what_is_no_map_is_refused(tmp_path):
    (tmp_path / "x.osm").write_text("id,name", encoding="utf-8")
    with pytest.raises(InputError, match="不是 OSM 数据"):
        read_osm_addresses(tmp_path / "x.osm", "x.osm", "EPSG:4326", None)
