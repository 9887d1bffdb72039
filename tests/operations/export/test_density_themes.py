"""Densities: what is counted, divided by the area of the community."""

from dataclasses import replace

import pytest

from tests.fixtures.finished_run import inputs_of
from xc_gis.errors import InputError
from xc_gis.operations.export.density_themes import classes_of, density_theme
from xc_gis.operations.export.spoken import saying

KM2 = 1.2 * 1.2


def made(inputs, which, values=None):
    return density_theme(inputs.run, inputs.page, inputs.ground, which, values or {}, saying("zh"))


def figure(look):
    return float(look.words.replace(",", ""))


def test_people_and_commerce_are_counted_in_the_run(finished_run):
    inputs = inputs_of(finished_run)
    people = made(inputs, "people")
    for community in inputs.run.communities:
        assert figure(people.looks[community.community_id]) == pytest.approx(community.residents["residents"] / KM2, rel=0.01)
    commerce = made(inputs, "commerce")
    assert commerce.looks["C2"].words == "1"  # one shop on 1.44 km²
    assert commerce.looks["C1"].words == "0"
    assert commerce.looks["C2"].row < commerce.looks["C1"].row


def test_floor_area_comes_from_a_table_and_what_it_leaves_open_is_unknown(finished_run):
    theme = made(inputs_of(finished_run), "floor_area", {"floor_area_m2": {"C1": 1_440_000.0}})
    assert figure(theme.looks["C1"]) == pytest.approx(1_000_000, rel=0.01)
    assert theme.looks["C2"].is_unknown
    with pytest.raises(InputError, match="floor_area_m2"):
        made(inputs_of(finished_run), "floor_area")


def test_a_community_without_an_area_has_no_density(finished_run):
    inputs = inputs_of(finished_run)
    bare = replace(inputs, ground=replace(inputs.ground, communities={**inputs.ground.communities, "C1": None}))
    look = made(bare, "people").looks["C1"]
    assert (look.row, look.is_unknown) == (None, False)


def test_unknown_residents_are_unknown_and_not_zero(finished_run):
    inputs = inputs_of(finished_run)
    one = replace(inputs.run.communities[0], residents={"residents": None})
    theme = made(replace(inputs, run=replace(inputs.run, communities=(one, inputs.run.communities[1]))), "people")
    assert theme.looks["C1"].is_unknown


@pytest.mark.parametrize(("values", "count"), [([], 1), ([5.0], 2), ([0.0, 0.0, 0.0], 1), (list(range(1, 101)), 5)])
def test_classes_are_as_many_as_values_allow(values, count):
    theme = classes_of(values)
    limits = [one.limit for one in theme.classes]
    assert len(limits) == count
    assert limits == sorted(set(limits))
