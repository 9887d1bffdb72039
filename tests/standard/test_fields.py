"""The form of a standard: every field is in it or kept for a reason; bounds and choices are those of the schema."""

import math

import pytest

from xc_gis.settings import SETTINGS
from xc_gis.standard import caps, load_standard, schema
from xc_gis.standard.fields import FIELDS, KEPT, fields_of, fields_of_cap

CONTAINERS = {
    schema.Part, schema.Standard, schema.Components, schema.Stars, schema.FacilityType, schema.Impedance, schema.SignalWait,
    schema.Capacity, schema.TimeSlice, schema.Need, schema.CategoryList, schema.LeastOfList,
    schema.TypedValue, schema.LeastValue,
}  # fmt: skip
"""Parts that hold other parts, and facility types, waits, needs of capacity, slices of time, sentences, lists and stated values, which are not edited in the form."""


def all_parts():
    return [kind for kind in vars(schema).values() if isinstance(kind, type) and issubclass(kind, schema.Part)]


def test_every_field_of_the_schema_is_in_the_form_or_kept_for_a_reason():
    parts = {*all_parts(), caps.Cap} - CONTAINERS
    assert parts == set(FIELDS) == set(KEPT)
    for part in parts:
        assert set(FIELDS[part]) | set(KEPT[part]) == set(part.model_fields), part
        assert not set(FIELDS[part]) & set(KEPT[part]), part
        assert all(KEPT[part].values())


@pytest.mark.parametrize("part", FIELDS, ids=lambda part: part.__name__)
def test_form_fields_take_their_bounds_from_the_schema(part):
    for field in fields_of(part):
        assert field.zh
        assert field.minimum < field.maximum
        if field.kind in {"number", "share"}:
            assert math.isfinite(field.maximum), field
        if field.kind in {"choice", "words"}:
            assert all(zh for _, zh in field.choices)
    minutes = next(f for f in fields_of(schema.Category) if f.name == "minutes")
    assert (minutes.minimum, minutes.maximum, minutes.optional) == (1, 60, False)
    weight = next(f for f in fields_of(schema.Category) if f.name == "weight")
    assert (weight.minimum, weight.maximum) == (0.1, 100)
    assert [f.kind for f in fields_of(schema.Level)] == ["number", "share", "share", "share", "share", "words"]


def field(part, name):
    return next(found for found in fields_of(part) if found.name == name)


def test_a_bound_that_must_not_be_reached_lies_one_step_inside():
    target = field(schema.Scoring, "category_target")  # greater than 0, at most 1
    assert (target.kind, target.minimum, target.maximum) == ("share", 0.01, 1)


def test_a_field_that_stands_for_a_setting_has_its_bounds():
    for name, setting in (("max_leg_m", "legs.max_m"), ("leg_detour", "legs.detour")):
        found = field(schema.Measurement, name)
        assert (found.minimum, found.maximum) == (SETTINGS[setting].minimum, SETTINGS[setting].maximum)
        assert found.optional


def test_choices_have_names_and_may_be_left_out_only_where_the_schema_says_so():
    legs = field(schema.Measurement, "legs")
    assert (legs.kind, [value for value, _ in legs.choices], legs.optional) == ("choice", ["reach", "nearest"], True)
    profile = field(schema.Category, "profile")
    assert (profile.kind, profile.optional) == ("choice", False)
    assert field(schema.Measurement, "respect_administrative_catchment").kind == "flag"
    assert field(schema.Meta, "name_zh").kind == "text"


def test_a_cap_shows_the_figures_of_its_kind_and_none_may_be_left_out():
    shown = {
        cap.id: [(found.name, found.optional) for found in fields_of_cap(cap)]
        for cap in load_standard("xicheng-ykz-default").stars.caps
    }
    assert shown == {
        "V1": [("count", False), ("stars", False)],
        "V2": [("share", False), ("count", False), ("stars", False)],
        "V3": [("share", False), ("count", False), ("stars", False)],
        "V4": [("stars", False)],
    }
