"""An area drawn counts the residents of its demand points, as the communities do."""

import pytest

from tests.fixtures.small_study import degrees, write_small_study
from xc_gis.errors import InputError
from xc_gis.operations.explore.area_totals import area_of, totals_within
from xc_gis.operations.study import analyse, read_study
from xc_gis.progress import Silent


@pytest.fixture(scope="module")
def analysed(tmp_path_factory):
    path = write_small_study(tmp_path_factory.mktemp("area") / "study")
    rows = path.with_name("residents.csv").read_text(encoding="utf-8")
    lon, lat = degrees([(-400.0, 600.0)])[0]
    path.with_name("residents.csv").write_text(f"{rows}OUT,{lon:.8f},{lat:.8f},77,7\n", encoding="utf-8")
    read = read_study(path, Silent())
    return read, analyse(read, Silent())


def ring(*corners):
    return [tuple(p) for p in degrees(corners)]


def within(analysed, *corners):
    read, found = analysed
    return totals_within(found, read.standard, area_of(ring(*corners), read.settings.word("crs.analysis")))


def test_an_area_that_is_a_community_has_its_figures(analysed):
    _, found = analysed
    totals = within(analysed, (0, 0), (1200, 0), (1200, 1200), (0, 1200))
    for row in found.coverage[found.coverage["community_id"] == "C1"].itertuples():
        sums = totals["categories"][row.category]
        assert (sums["residents"], sums["covered"], sums["gap"], sums["unknown"]) == pytest.approx(
            (row.residents, row.covered, row.gap, row.unknown)
        )


def test_two_halves_are_the_whole_and_states_add_up(analysed):
    left, right = (
        within(analysed, (-50, 0), (700, 0), (700, 1200), (-50, 1200)),
        within(analysed, (700, 0), (2400, 0), (2400, 1200), (700, 1200)),
    )
    whole = within(analysed, (-50, 0), (2400, 0), (2400, 1200), (-50, 1200))
    assert left["residents"] + right["residents"] == whole["residents"]
    for code, sums in whole["categories"].items():
        assert sums["covered"] + sums["gap"] + sums["unknown"] == pytest.approx(sums["residents"])
        for name in ("covered", "gap", "unknown"):
            assert left["categories"][code][name] + right["categories"][code][name] == pytest.approx(sums[name])


def test_people_outside_all_communities_are_told_and_counted_nowhere(analysed):
    totals = within(analysed, (-500, 0), (150, 0), (150, 1200), (-500, 1200))
    assert (totals["outside_points"], totals["outside_residents"]) == (1, 77.0)
    _, found = analysed
    mine = [f"D{n:03d}" for n in range(0, 72, 12)]
    known = found.demand.set_index("demand_id").loc[mine, "residents"].sum()
    assert totals["residents"] == known


def test_an_empty_area_has_no_points(analysed):
    totals = within(analysed, (20, 20), (40, 20), (40, 40))
    assert (totals["points"], totals["outside_points"]) == (0, 0)


def test_a_ring_that_is_no_area_is_refused(analysed):
    crs = analysed[0].settings.word("crs.analysis")
    with pytest.raises(InputError, match="三个角"):
        area_of(ring((0, 0), (100, 0), (0, 0)), crs)
    with pytest.raises(InputError, match="交叉"):
        area_of(ring((0, 0), (100, 100), (100, 0), (0, 100)), crs)


def test_the_direction_of_drawing_changes_nothing(analysed):
    corners = [(0, 0), (900, 100), (800, 700), (100, 900)]
    assert within(analysed, *corners) == within(analysed, *reversed(corners))
