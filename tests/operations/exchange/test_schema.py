"""Schemas of rows and places: what they take and what they refuse. Held against jsonschema."""

import pytest
from jsonschema import Draft202012Validator

from xc_gis.frames import FLAG, NUMBER, TEXT, WHOLE
from xc_gis.languages.message import Name
from xc_gis.operations.exchange.schema import cells, places_schema, table_schema
from xc_gis.operations.export.described_tables import DescribedTable
from xc_gis.wording.column_words import PEOPLE, SHARE, ColumnWords

WORDS = {
    "community_id": ColumnWords("编号"), "status": ColumnWords("状态"), "residents": ColumnWords("居民", PEOPLE), "coverage": ColumnWords("覆盖率", SHARE),
    "stars": ColumnWords("星级"), "provisional": ColumnWords("暂评"),
}  # fmt: skip
ROW = {
    "community_id": "110102001001",
    "status": "rated",
    "residents": "12.5",
    "coverage": "",
    "stars": "3",
    "provisional": "true",
}


@pytest.fixture(scope="module")
def schema():
    kinds = {"residents": NUMBER, "coverage": NUMBER, "stars": WHOLE, "provisional": FLAG}
    found = table_schema(DescribedTable("rating.csv", "rating.csv", "评级", WORDS), kinds)
    Draft202012Validator.check_schema(found)
    return found


def test_a_row_is_read_as_its_columns_say(schema):
    read = cells(ROW, schema)
    assert read == {**ROW, "residents": 12.5, "coverage": None, "stars": 3, "provisional": True}  # an id of digits stays text
    assert list(Draft202012Validator(schema).iter_errors(read)) == []


@pytest.mark.parametrize(
    ("column", "text", "rule"),
    [
        ("residents", "-1", "minimum"), ("residents", "许多", "type"), ("residents", "NaN", "type"), ("residents", "1e999", "type"), ("coverage", "1.2", "maximum"),
        ("coverage", "95%", "type"), ("stars", "3.5", "type"), ("provisional", "是", "type"), ("community_id", "", "minLength"), ("status", "good", "enum"),
    ],
)  # fmt: skip
def test_what_no_run_would_write_is_refused(schema, column, text, rule):
    (error,) = Draft202012Validator(schema).iter_errors(cells({**ROW, column: text}, schema))
    assert (list(error.absolute_path), error.validator) == ([column], rule)


@pytest.mark.parametrize(
    ("geometry", "ok"),
    [
        ({"type": "Point", "coordinates": [116.4, 39.9]}, True), (None, True), ({"type": "Point", "coordinates": [39.9, 116.4]}, False),
        ({"type": "Point", "coordinates": [[116.4, 39.9]]}, False), ({"type": "Polygon", "coordinates": []}, False), ({"type": "Point"}, False),
    ],
)  # fmt: skip
def test_places_have_longitude_and_latitude(geometry, ok):
    schema = places_schema("facilities.geojson", "设施", "Point", {"name": (TEXT, ColumnWords(Name("名称", "name")))})
    Draft202012Validator.check_schema(schema)
    said = schema["properties"]["features"]["items"]["properties"]["properties"]["properties"]["name"]
    assert (said["title"], said["description"]) == ("名称", "name")
    found = {"type": "FeatureCollection", "features": [{"type": "Feature", "geometry": geometry, "properties": {"name": "甲"}}]}
    assert Draft202012Validator(schema).is_valid(found) is ok
    found["features"][0] = {"type": "Feature", "geometry": None, "properties": {"name": "甲", "phone": "1"}}
    assert not Draft202012Validator(schema).is_valid(found)


@pytest.mark.parametrize(
    ("sources", "right"),
    [("gap", True), ("gap;hotline", True), ("hotline;survey", True), ("gapp;hotline", False), ("gap;", False), ("", False)],
)
def test_a_list_of_words_holds_known_words_alone(sources, right):
    words = {"sources": ColumnWords("来自哪里")}
    found = table_schema(DescribedTable("needs.csv", "needs.csv", "需求", words), {})
    assert Draft202012Validator(found).is_valid({"sources": sources}) is right
