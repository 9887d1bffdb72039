"""Between any two places one walks by the rule of the counts: the same seconds as in the tables, or no way at all."""

import numpy as np
import pytest

from tests.fixtures.small_study import degrees, write_small_study
from xc_gis.operations.explore.explorer import Explorer
from xc_gis.operations.study import analyse, read_study
from xc_gis.progress import Silent


@pytest.fixture(scope="module")
def explorer(tmp_path_factory):
    read = read_study(write_small_study(tmp_path_factory.mktemp("walk") / "study"), Silent())
    return Explorer(read, analyse(read, Silent()))


def walk(explorer, start, end, profile="adult"):
    a, b = degrees([start, end])
    return explorer.walk_between(tuple(a), tuple(b), profile)


def test_seconds_are_those_of_the_tables(explorer):
    found = explorer.found
    times = found.times["MED"]  # F1 alone serves it
    category = explorer.study.standard.category("MED")
    reached = np.flatnonzero(~np.isnan(times))
    assert len(reached) > 10
    for row in reached[::5]:
        x, y = divmod(row, 12)[::-1]
        answer = walk(explorer, (110 + 200 * x, 110 + 200 * y), (100.0, 205.0), category.profile)
        assert answer["seconds"] == pytest.approx(times[row], abs=0.05)


def test_there_and_back_take_the_same_on_streets_of_both_directions(explorer):
    there, back = walk(explorer, (130, 120), (2210, 1010)), walk(explorer, (2210, 1010), (130, 120))
    assert there["seconds"] == pytest.approx(back["seconds"])
    assert there["metres"] == pytest.approx(back["metres"])


def test_the_way_leads_from_the_one_to_the_other_and_is_as_long_as_told(explorer):
    from pyproj import Geod

    answer = walk(explorer, (130, 120), (2210, 1010))
    way = np.array(answer["way"])
    assert way[[0, -1]] == pytest.approx(degrees([(130, 120), (2210, 1010)]), abs=1e-6)
    assert Geod(ellps="WGS84").line_length(way[:, 0], way[:, 1]) == pytest.approx(answer["metres"], rel=2e-3)


def test_a_walk_is_no_shorter_than_straight_and_seniors_take_longer(explorer):
    adult, senior = walk(explorer, (130, 120), (1010, 820)), walk(explorer, (130, 120), (1010, 820), "senior")
    assert adult["metres"] >= np.hypot(880, 700)
    assert senior["seconds"] > adult["seconds"]


def test_within_a_leg_one_walks_straight(explorer):
    answer = walk(explorer, (100, 50), (100, 130))
    assert answer["metres"] == pytest.approx(80, rel=1e-3)
    assert len(answer["way"]) == 2


def test_a_place_without_streets_is_told_and_has_no_time(explorer):
    for start, end, which in (((-3000, 600), (100, 100), "起点"), ((100, 100), (-3000, 600), "终点")):
        answer = walk(explorer, start, end)
        assert (answer["seconds"], answer["metres"], answer["way"]) == (None, None, [])
        assert which in answer["reason"]


def test_the_same_place_takes_no_time(explorer):
    assert walk(explorer, (100, 100), (100, 100))["seconds"] == pytest.approx(0.0, abs=0.01)


def test_streets_that_do_not_meet_have_no_way_between_them(tmp_path):
    from xc_gis.operations.explore.explorer import Explorer

    path = write_small_study(tmp_path / "study")
    streets = path.with_name("streets.osm")
    text = streets.read_text(encoding="utf-8")
    for way in range(1, 8):  # the ways that run east end half-way, and begin again
        head, rest = text.split(f'<way id="{way}" version="1">', 1)
        refs, tail = rest.split('<tag k="highway"', 1)
        nodes = refs.split("<nd ")[1:]
        left, right = "".join("<nd " + n for n in nodes[:6]), "".join("<nd " + n for n in nodes[6:])
        kind, after = tail.split("</way>", 1)
        text = (
            f'{head}<way id="{way}" version="1">{left}<tag k="highway"{kind}</way>'
            f'<way id="{way + 500}" version="1">{right}<tag k="highway"{kind}</way>{after}'
        )
    streets.write_text(text, encoding="utf-8")
    read = read_study(path, Silent())
    answer = walk(Explorer(read, analyse(read, Silent())), (110, 110), (2210, 1010))
    assert answer["seconds"] is None
    assert "不相连" in answer["reason"]
