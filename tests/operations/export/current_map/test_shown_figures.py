"""Figures of a scenario in place of those of the run; what is not given stays, what would be wrong is left away."""

from tests.fixtures.finished_run import inputs_of
from xc_gis.operations.export.current_map.shown_figures import ground_with_gaps, page_with_figures, run_with_figures

RATINGS = [
    {"community_id": "C1", "stars": 5, "stars_low": 5, "stars_high": 5, "joint_low": 0.5, "joint": 0.5, "joint_high": 0.5},
    {"community_id": "C2", "stars": 3, "stars_low": 2, "stars_high": 4},
]
COVERAGE = {
    "MED": {"low": [1.0, 0.0], "share": [1.0, None], "high": [1.0, 0.5], "gap": [0.0, 10.0], "unknown": [0.0, 5.0], "median_minutes": [3.0, None], "note": ["", "no_location"]}
}  # fmt: skip
FIGURES = {
    "ratings": RATINGS,
    "coverage": COVERAGE,
    "gaps": {"MED": {"x": [0], "y": [0], "residents": [7], "over_tenths": [None]}},
}


def test_stars_and_coverage_are_those_of_the_scenario(finished_run):
    run = inputs_of(finished_run).run
    first, second = run_with_figures(run, FIGURES).communities
    assert (first.stars, first.status, first.joint_low, first.reasons) == (5, "rated", 0.5, ())
    assert (second.status, second.stars_low, second.stars_high) == ("range", 2, 4)
    assert (first.of("MED").share, first.of("MED").covered) == (1.0, first.of("MED").residents)
    assert second.of("MED").notes == ("no_location",)
    assert first.of("ELD") == run.communities[0].of("ELD")


def test_ratings_alone_leave_coverage_as_it_is(finished_run):
    run = inputs_of(finished_run).run
    shown = run_with_figures(run, {"ratings": RATINGS[:1]})
    assert shown.communities[0].coverage == run.communities[0].coverage
    assert shown.communities[1] == run.communities[1]


def test_joint_shares_and_people_in_gap_go_into_page_and_ground(finished_run):
    inputs = inputs_of(finished_run)
    page = page_with_figures(inputs.page, FIGURES)
    assert page["communities"][0]["joint"] == 0.5
    assert page["communities"][1] == inputs.page["communities"][1]
    ground = ground_with_gaps(inputs.ground, page, FIGURES)
    assert ground.gaps["MED"].residents.tolist() == [7.0]
    assert ground.gaps["ELD"] is inputs.ground.gaps["ELD"]
    assert ground_with_gaps(inputs.ground, page, {}) is inputs.ground
