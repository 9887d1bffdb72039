"""Answers put together: each object once, as the newest answer has it, in order and with the same bytes."""

import osmium
import pytest

from xc_gis.sources.fetch.extract import Extract

NODE = {"type": "node", "id": 1, "lat": 39.9, "lon": 116.3}
WAY = {"type": "way", "id": 5, "nodes": [1, 2], "tags": {"highway": "path"}}


@pytest.mark.parametrize(
    ("first", "second", "stands"),
    [
        ("2026-01-01", "2026-01-02", 2),
        ("2026-01-02", "2026-01-01", 1),
        ("2026-01-01", "2026-01-01", 2),
        ("", "", 2),
        ("2026-01-01", "", 1),
    ],
)
def test_of_an_object_in_two_answers_the_newer_stands(first, second, stands):
    extract = Extract()
    extract.add([{**NODE, "tags": {"n": "1"}}], first)
    extract.add([{**NODE, "tags": {"n": "2"}}], second)
    assert extract.nodes[1]["tags"]["n"] == str(stands)


def test_streets_are_ways_with_highway_and_other_kinds_are_passed_over():
    extract = Extract()
    extract.add([WAY, {**WAY, "id": 6, "tags": {"building": "yes"}}, {"type": "way", "id": 7}, {"type": "count", "id": 1}], "")
    assert (extract.streets, len(extract.ways)) == (1, 3)


def test_what_is_written_is_in_order_dated_with_its_oldest_answer_and_the_same_each_time(tmp_path):
    for name in ("a", "b"):
        extract = Extract()
        extract.add(
            [
                {**NODE, "id": 2},
                WAY,
                {"type": "relation", "id": 9, "members": [{"type": "way", "ref": 5, "role": "outer"}], "tags": {"a": "b"}},
            ],
            "2026-02-02T00:00:00Z",
        )
        extract.add([NODE], "2026-01-01T00:00:00Z")
        extract.write(tmp_path / f"{name}.osm.pbf")
    assert (tmp_path / "a.osm.pbf").read_bytes() == (tmp_path / "b.osm.pbf").read_bytes()
    reader = osmium.io.Reader(str(tmp_path / "a.osm.pbf"))
    assert reader.header().get("osmosis_replication_timestamp") == "2026-01-01T00:00:00Z"
    found = [(thing.type_str(), thing.id) for thing in osmium.FileProcessor(str(tmp_path / "a.osm.pbf"))]
    assert found == [("n", 1), ("n", 2), ("w", 5), ("r", 9)]
