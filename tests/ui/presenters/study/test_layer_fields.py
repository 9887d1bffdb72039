"""What is asked about each layer: by kind and by file, keys that a study file knows, choices that hold."""

import pytest

from xc_gis.ui.presenters.study.layer_fields import (
    ABOUT,
    FIELDS,
    TITLES,
    at_place,
    chosen,
    fields_for,
    file_key,
    first_keys,
    keys_of_file,
    kind_of,
    path_of,
    read_key,
    with_key,
)


def test_questions_that_make_sense_for_tables_alone_are_not_asked_of_layers():
    assert any(field.key == "columns.lon" for field in fields_for("facilities.0", "a.csv"))
    assert not any(field.key == "columns.lon" for field in fields_for("facilities.0", "a.geojson"))
    assert not {"crs", "encoding"} & {field.key for field in fields_for("facilities.0", "a.osm.pbf")}
    assert [field.key for field in fields_for("residents", "a.tif") if field.key in {"crs", "band"}] == ["crs", "band"]
    assert not any(field.key == "band" for field in fields_for("residents", "a.csv"))


def test_every_question_has_words_and_sets_keys_that_a_study_file_knows():
    from xc_gis.sources.study.governance_tables import (
        CensusTable,
        DirectoryTable,
        HotlineTable,
        SatisfactionTable,
        ServiceLinksTable,
        SurveyTable,
    )
    from xc_gis.sources.study.tables import FacilitiesTable, LayerTable, NetworkTable, ResidentsTable, StudyTable, ValuesTable

    models = {"survey": SurveyTable, "hotline": HotlineTable, "satisfaction": SatisfactionTable, "census": CensusTable, "directory": DirectoryTable, "services": ServiceLinksTable, "study": StudyTable, "network": NetworkTable, "communities": LayerTable, "subdistricts": LayerTable,
              "residents": ResidentsTable, "facilities": FacilitiesTable, "supply": ValuesTable, "feedback": ValuesTable}  # fmt: skip
    assert models.keys() == FIELDS.keys()
    for kind, fields in FIELDS.items():
        for field in fields:
            assert field.zh
            keys = (
                {field.key.partition(".")[0]}
                if field.key
                else {k.partition(".")[0] for _, wanted in field.choices for k in wanted}
            )
            assert keys <= set(models[kind].model_fields), (kind, field)


def test_keys_inside_columns_are_read_and_joined():
    keys = {"columns": {"lon": "经度"}}
    assert read_key(keys, "columns.lon") == "经度"
    assert read_key(keys, "columns.lat") is None
    assert with_key(keys, "columns.lat", "纬度") == {"columns": {"lon": "经度", "lat": "纬度"}}
    assert with_key(keys, "columns.lon", None) == {"columns": {}}
    assert first_keys("a.xlsx") == {"path": "a.xlsx", "crs": "detect"}
    assert first_keys("a.gpkg") == {"path": "a.gpkg"}


def test_a_file_may_have_keys_of_its_own():
    keys = {"table": "a.csv"}
    assert (path_of(keys["table"]), read_key(keys, "table.columns.n")) == ("a.csv", None)
    keys |= with_key(keys, "table.columns.n", "份数")
    assert keys == {"table": {"path": "a.csv", "columns": {"n": "份数"}}}
    assert read_key(keys, "table.columns.n") == "份数"
    assert path_of(keys["table"]) == "a.csv"
    assert with_key(keys, "table.columns.n", None) == {"table": {"path": "a.csv"}}
    systems = next(field for field in FIELDS["hotline"] if field.zh == "工单的坐标")
    assert chosen(systems, keys) == 0
    assert chosen(systems, keys | with_key(keys, "table.crs", "GCJ-02")) == 2
    assert keys_of_file("hotline", "b.csv") == {"table": "b.csv"}


def test_no_heading_of_the_tickets_is_offered():
    assert not [field for field in FIELDS["hotline"] if field.kind == "column"]


def test_choice_that_holds_is_the_one_whose_keys_all_stand():
    people = next(field for field in FIELDS["residents"] if field.zh == "人数从哪里来")
    assert chosen(people, {}) == 0
    assert chosen(people, {"totals": "communities"}) == 1
    assert chosen(people, {"each": 1.0}) == 2
    assert chosen(people, {"total": 5.0, "totals": {"path": "x"}}) == -1


def test_every_kind_of_layer_has_a_title_and_says_what_it_is():
    assert TITLES.keys() == ABOUT.keys() == FIELDS.keys()


@pytest.mark.parametrize(
    ("table", "kind", "key"),
    [
        ("facilities.12", "facilities", "path"),
        ("network", "network", "osm"),
        ("supply", "supply", "values"),
        ("residents", "residents", "path"),
    ],
)
def test_kind_and_key_of_the_file_of_a_table(table, kind, key):
    assert (kind_of(table), file_key(table)) == (kind, key)


def test_another_file_forgets_the_sheet_of_the_one_before():
    assert keys_of_file("facilities.0", "a.xlsx") == {"path": "a.xlsx", "crs": "detect", "sheet": None, "layer": None}
    assert keys_of_file("communities", "a.gpkg") == {"path": "a.gpkg", "sheet": None, "layer": None}
    assert keys_of_file("network", "a.pbf") == {"osm": "a.pbf"}
    assert keys_of_file("feedback", "a.csv") == {"values": "a.csv"}


def test_a_key_that_columns_hold_as_something_else_is_none():
    assert read_key({"columns": "x"}, "columns.lon") is None
    assert with_key({"columns": "x"}, "columns.lon", "经度") == {"columns": {"lon": "经度"}}
    assert with_key({}, "crs", None) == {"crs": None}


def test_systems_on_offer_are_those_of_the_place():
    crs = next(field for field in FIELDS["communities"] if field.key == "crs")
    name = next(field for field in FIELDS["communities"] if field.key == "columns.name")
    assert at_place(name, None) is name
    assert at_place(crs, None).choices == crs.choices
