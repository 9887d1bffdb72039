"""GeoJSON and GeoParquet as their standards ask."""

import json

import pytest


@pytest.fixture(scope="module")
def folder(gis_export):
    return gis_export.folder / "gis"


def test_geojson_is_that_of_the_standard(folder):
    content = json.loads((folder / "geojson/communities.geojson").read_text())
    assert "crs" not in content
    ring = content["features"][0]["geometry"]["coordinates"][0][0]
    turns = sum((b[0] - a[0]) * (b[1] + a[1]) for a, b in zip(ring, ring[1:], strict=False))
    assert turns < 0, "outer rings run against the clock"
    states = {row["properties"]["state_KIN"] for row in content["features"]}
    assert states == {"unknown"}
    assert {row["properties"]["share_KIN"] for row in content["features"]} == {None}
