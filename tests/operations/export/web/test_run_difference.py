"""Another run on the page of a run: what was unknown was neither won nor lost."""

import dataclasses

import pytest

from xc_gis.errors import InputError
from xc_gis.operations.export.web.run_difference import run_difference
from xc_gis.runs.map_page import read_map_page
from xc_gis.runs.view import read_run_view


@pytest.fixture(scope="module")
def parts(finished_run):
    return read_run_view(finished_run), read_map_page(finished_run)


def changed(run, **values):
    """The run with other figures of MED in its first community."""
    first = run.communities[0]
    row = dataclasses.replace(first.of("MED"), **values)
    coverage = tuple(row if one.category.code == "MED" else one for one in first.coverage)
    return dataclasses.replace(run, communities=(dataclasses.replace(first, coverage=coverage, stars=1), *run.communities[1:]))


def test_the_same_run_has_changed_nothing(parts):
    run, page = parts
    made = run_difference(page, run, run, page)
    assert (made["kind"], made["newly"], made["fewer"]) == ("runs", {}, {})
    assert made["before"]["coverage"]["MED"]["share"] == page["coverage"]["MED"]["share"]
    assert set(made["stars_change"]) <= {0, None}


def test_more_and_fewer_people_are_told_by_community(parts):
    run, page = parts
    covered = run.communities[0].of("MED").covered
    made = run_difference(page, run, changed(run, covered=covered - 40), page)
    assert made["newly"]["MED"] == [40.0, 0.0]
    assert "MED" not in made["fewer"]
    assert run_difference(page, run, changed(run, covered=covered + 40), page)["fewer"]["MED"] == [40.0, 0.0]


def test_what_was_unknown_cannot_be_compared(parts):
    run, page = parts
    made = run_difference(page, run, changed(run, covered=0.0, share=None), page)
    assert "MED" not in made["newly"]
    assert made["before"]["coverage"]["MED"]["share"][0] is None


def test_a_community_that_the_other_run_has_not_has_nothing_to_compare(parts):
    run, page = parts
    other = dataclasses.replace(run, communities=run.communities[1:])
    made = run_difference(page, run, other, page)
    assert made["stars_change"][0] is None
    assert made["before"]["ratings"][0]["stars"] is None
    assert made["before"]["coverage"]["MED"]["low"][0] is None


def test_runs_without_a_community_in_common_are_refused(parts):
    run, page = parts
    other = tuple(dataclasses.replace(c, community_id=f"X{n}") for n, c in enumerate(run.communities))
    with pytest.raises(InputError):
        run_difference(page, run, dataclasses.replace(run, communities=other), page)
