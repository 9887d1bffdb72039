"""What the tables of a study file may hold, and what must go together."""

import pytest
from pydantic import ValidationError

from xc_gis.sources.study.tables import AreaTable, FacilitiesTable, InventoryTable, LayerTable, RedFlagTable, ResidentsTable


def fault(table, **keys):
    with pytest.raises(ValidationError) as caught:
        table(path="a.csv", **keys)
    return str(caught.value.errors()[0].get("ctx", {}).get("error", caught.value.errors()[0]["type"]))


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"each": 1.0},
        {"totals": "t.csv"},
        {"total": 0.0, "weights": "equal"},
        {"m2_per_person": 30.0},
        {"totals": {"path": "t.csv"}, "ages": "a.csv", "band": 1},
    ],
)
def test_people_come_from_one_place(more):
    assert ResidentsTable(path="a.csv", **more).path == "a.csv"


@pytest.mark.parametrize(
    ("more", "words"),
    [
        ({"each": 1.0, "total": 5.0}, "each、total 只能写一个"), ({"totals": "t.csv", "total": 5.0}, "totals、total 只能写一个"), ({"each": 1.0, "m2_per_person": 30.0}, "each、m2_per_person 只能写一个"), ({"weights": "equal"}, "weights 只在写了 totals 或 total 时有用"),
        ({"each": 0.0}, "greater_than"), ({"total": -1.0}, "greater_than_equal"), ({"band": 0}, "greater_than_equal"), ({"weights": "people", "total": 1.0}, "literal_error"), ({"each": float("nan")}, "finite_number"), ({"each": "1"}, "float_type"),
    ],
)  # fmt: skip
def test_two_ways_of_counting_or_impossible_figures_are_refused(more, words):
    assert words in fault(ResidentsTable, **more)


@pytest.mark.parametrize(
    ("path", "keys", "words"),
    [
        ("a.csv", {}, "需要 type"), ("a.csv", {"type": "CHS", "type_column": "类型"}, "二者选一"), ("a.csv", {"type": "CHS", "type_map": {"x": "CHS"}}, 'type_map 只用于 type = "auto"'), ("a.osm.PBF", {"type_column": "t"}, 'OSM 文件需要 type = "auto"'),
        ("a.osm", {"type": "auto", "inventory": "complete"}, "OSM 从不完整"),
    ],
)  # fmt: skip
def test_a_list_says_its_type_in_one_way(path, keys, words):
    with pytest.raises(ValidationError, match=words.replace("(", r"\(")):
        FacilitiesTable(path=path, **keys)


@pytest.mark.parametrize(
    ("path", "keys", "automatic", "from_osm"),
    [
        ("a.csv", {"type": "auto", "type_column": "t", "type_map": {"x": ""}}, True, False),
        ("a.csv", {"type_column": "t"}, False, False),
        ("A.OSM.BZ2", {"type": "CHS"}, False, True),
        ("a.osm.csv", {"type": "CHS"}, False, False),
        ("a.o5m", {"type": "auto"}, True, True),
    ],
)
def test_a_list_is_automatic_or_of_openstreetmap_by_what_it_says(path, keys, automatic, from_osm):
    table = FacilitiesTable(path=path, **keys)
    assert (table.automatic, table.from_osm) == (automatic, from_osm)


@pytest.mark.parametrize("keys", [{}, {"category": "MED", "type": "CHS"}])
def test_an_inventory_has_one_subject(keys):
    with pytest.raises(ValidationError, match="需要 category 或 type,二者选一"):
        InventoryTable(status="complete", **keys)


@pytest.mark.parametrize(("areas", "words"), [("all", ("all",)), (["C1", "C2"], ("C1", "C2"))])
def test_areas_are_words(areas, words):
    assert InventoryTable(category="MED", status="complete", areas=areas).area_words == words


def test_unknown_keys_and_bounds_are_kept_and_tables_cannot_be_changed():
    for keys in ({"colour": 1}, {"header_rows": 0}, {"header_row": -1}, {"axes": "x,y"}):
        with pytest.raises(ValidationError):
            LayerTable(path="a.csv", **keys)
    with pytest.raises(ValidationError):
        LayerTable(path="a.csv").path = "b.csv"
    assert AreaTable.model_validate("t.csv") == AreaTable(path="t.csv")
    with pytest.raises(ValidationError):
        RedFlagTable(community="C1", document="")
