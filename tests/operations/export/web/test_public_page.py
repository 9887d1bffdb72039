"""What may be shown in public: no group of one to four people, and nothing from which one could be worked out."""

import dataclasses
import json

import pytest

from xc_gis.operations.export.web.public_page import FEW, public_page
from xc_gis.operations.export.web.run_difference import run_difference
from xc_gis.runs.map_page import read_map_page
from xc_gis.runs.view import read_run_view


@pytest.fixture(scope="module")
def parts(finished_run):
    return read_run_view(finished_run), read_map_page(finished_run)


def with_cell(run, page, community, code, **counts):
    """Run and page in which a community has other people in a category."""
    n = [c.community_id for c in run.communities].index(community)
    found = run.communities[n]
    total = sum(counts.values())
    share = counts["covered"] / (counts["covered"] + counts["gap"]) if counts["covered"] + counts["gap"] else None
    low, high = counts["covered"] / total, (counts["covered"] + counts["unknown"]) / total
    row = dataclasses.replace(found.of(code), residents=total, **counts, low=low, share=share, high=high)
    coverage = tuple(row if one.category.code == code else one for one in found.coverage)
    changed = dataclasses.replace(
        found, coverage=coverage, residents={**found.residents, "residents": float(total)}, joint_low=low, joint_high=high
    )
    communities = tuple(changed if one is found else one for one in run.communities)
    page = json.loads(json.dumps(page))
    cells = page["coverage"][code]
    for name, value in (("low", low), ("share", share), ("high", high), ("gap", counts["gap"]), ("unknown", counts["unknown"])):
        cells[name][n] = value
    page["communities"][n] |= {
        "residents": total,
        "joint": share,
        "joint_low": low,
        "joint_high": high,
        "reasons": [{"zh": f"{share}", "en": ""}],
    }
    return dataclasses.replace(run, communities=communities), page, n


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        ({"covered": 997.0, "gap": 3.0, "unknown": 0.0}, (0.9, 50.0)), ({"covered": 996.0, "gap": 0.0, "unknown": 4.0}, (1.0, 0.0)),
        ({"covered": 2.0, "gap": 1998.0, "unknown": 0.0}, (0.0, 1001.0)),
    ],
)  # fmt: skip
def test_a_small_count_takes_all_figures_of_its_cell_with_it(parts, counts, shown):
    run, page, n = with_cell(*parts, "C1", "MED", **counts)
    made = public_page(page, run)
    cell = {name: values[n] for name, values in made["coverage"]["MED"].items()}
    assert cell["few"]
    assert (cell["share"], cell["gap"]) == shown
    assert cell["low"] == cell["share"] == cell["high"]
    assert cell["unknown"] == 0
    community = made["communities"][n]
    assert community["reasons"] == []
    assert community["joint_few"]
    assert community["joint"] == community["joint_low"] == shown[0]


def test_no_small_count_can_be_worked_out_from_what_is_shown(parts):
    """From residents and any share or count of the page: whatever is not marked gives nobody or five people and more."""
    run, page, _ = with_cell(*parts, "C1", "MED", covered=997.0, gap=3.0, unknown=0.0)
    made = public_page(page, run)
    told = 0
    for code, columns in made["coverage"].items():
        for n, few in enumerate(columns["few"]):
            residents = made["communities"][n]["residents"]
            if few or columns["low"][n] is None or run.by_code[code].population != "all":
                continue
            told += 1
            for count in (
                columns["gap"][n],
                columns["unknown"][n],
                columns["low"][n] * residents,
                (columns["high"][n] - columns["low"][n]) * residents,
            ):
                assert count < 0.02 or count >= FEW - 0.02, (code, n)
    assert told
    assert not any(columns["x"] for columns in made["gaps"].values())


def test_five_people_are_told(parts):
    run, page, n = with_cell(*parts, "C1", "MED", covered=995.0, gap=5.0, unknown=0.0)
    made = public_page(page, run)
    assert (made["coverage"]["MED"]["few"][n], made["coverage"]["MED"]["gap"][n]) == (False, 5.0)
    assert made["communities"][n]["joint"] == 0.995


def test_a_community_of_a_few_people_has_no_figures(parts):
    run, page, n = with_cell(*parts, "C1", "MED", covered=3.0, gap=0.0, unknown=0.0)
    made = public_page(page, run)
    assert made["communities"][n]["residents"] is None
    assert all(columns["few"][n] for columns in made["coverage"].values())


def test_what_one_run_hides_the_other_does_not_tell(parts, finished_run):
    """Before 123 in gap, after 3, 120 newly covered: two of the three would give the third."""
    before, before_page, n = with_cell(*parts, "C1", "MED", covered=877.0, gap=123.0, unknown=0.0)
    run, page, _ = with_cell(*parts, "C1", "MED", covered=997.0, gap=3.0, unknown=0.0)
    page["scenario"] = run_difference(page, run, before, before_page)
    assert page["scenario"]["newly"]["MED"][n] == 120.0
    made = public_page(page, run, before)["scenario"]
    assert made["newly"]["MED"][n] is None
    assert made["before"]["coverage"]["MED"]["few"][n]
    assert made["before"]["coverage"]["MED"]["gap"][n] != 123.0
    assert made["before"]["ratings"][n]["joint_low"] in {0, 0.5, 0.75, 0.9, 1.0}


def test_a_small_change_hides_both_runs(parts):
    before, before_page, n = with_cell(*parts, "C1", "MED", covered=900.0, gap=100.0, unknown=0.0)
    run, page, _ = with_cell(*parts, "C1", "MED", covered=903.0, gap=97.0, unknown=0.0)
    page["scenario"] = run_difference(page, run, before, before_page)
    made = public_page(page, run, before)
    assert made["coverage"]["MED"]["few"][n]
    assert made["scenario"]["before"]["coverage"]["MED"]["few"][n]


def test_the_public_card_has_the_stars_of_a_further_standard_and_no_condition(programme_run):
    page = read_map_page(programme_run.folder)
    (own,) = page["communities"][0]["more"]
    assert own["name"]["en"].startswith("Quarter-hour convenience circle")
    assert own["stars"]["zh"].endswith("）") or own["stars"]["zh"].startswith("暂不评级")
    assert own["reasons"]
    shown = public_page(page, programme_run)["communities"]
    assert all(one["reasons"] == [] for c in shown for one in c["more"])
    assert [c["more"][0]["stars"] for c in shown] == [c["more"][0]["stars"] for c in page["communities"]]


def test_a_study_of_one_standard_has_no_further_card(parts):
    assert not any("more" in c for c in parts[1]["communities"])
