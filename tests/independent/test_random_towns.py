"""The tool on random towns with many tags, against the second method: every home, six categories with five profiles and parks."""

import numpy as np
import pytest

from tests.independent.random_town import draw_random_town
from tests.independent.town_study import ASKED, TownAnswers, write_town_study

TOWNS = [
    (2, "rule", "WED 10:00"),
    (7, "rule", "SAT 12:00"),
    (8, "open", "WED 10:00"),
    (10, "rule", "WED 10:00"),
    (11, "rule", "SAT 12:00"),
    (20, "rule", "WED 10:00"),
    (26, "rule", "2026-07-01 20:00"),
    (28, "open", "SAT 12:00"),
    (46, "rule", "WED 10:00"),
    (67, "rule", "SAT 12:00"),
]


@pytest.mark.parametrize(("seed", "gates", "moment"), TOWNS)
def test_times_agree_at_every_home(seed, gates, moment, tmp_path):
    answers = TownAnswers(write_town_study(draw_random_town(seed), tmp_path, gates=gates, moment=moment))
    compared = answers.run()
    far = {
        (c.category.code, int(home)): (float(c.run_s[home]), float(c.second_s[home])) for c in compared for home in c.differing
    }
    assert far == {}
    assert answers.run_off.tolist() == answers.homes.off_network.tolist()
    assert min(c.compared for c in compared) > 10, "a town that asks nothing"


def test_towns_hold_what_the_method_speaks_of():
    """Drawn often enough to be met: kinds, tags of ways and nodes, squares, crossings of several nodes, water, walls."""
    towns = [draw_random_town(seed).town for seed, _, _ in TOWNS]
    ways = [tags for town in towns for _, tags in town.ways]
    nodes = [tags for town in towns for tags in town.nodes.values()]
    kinds = {tags.get("highway") for tags in ways}
    assert kinds >= {"residential", "footway", "steps", "secondary", "primary", "trunk", "cycleway", "elevator", "pedestrian"}
    met = {(key, value) for tags in [*ways, *nodes] for key, value in tags.items()}
    for wanted in (
        ("access", "private"), ("foot", "use_sidepath"), ("bridge", "yes"), ("layer", "-1"), ("oneway:foot", "-1"), ("conveying", "forward"),
        ("area", "yes"), ("footway", "crossing"), ("crossing", "traffic_signals"), ("highway", "traffic_signals"), ("highway", "elevator"),
        ("barrier", "gate"), ("locked", "yes"), ("barrier", "wall"), ("natural", "water"), ("waterway", "canal"),
    ):  # fmt: skip
        assert wanted in met, wanted
    assert any("access:conditional" in tags for tags in ways)


def test_same_seed_draws_the_same_town():
    first, again = draw_random_town(5), draw_random_town(5)
    assert first == again
    assert not np.array_equal(draw_random_town(6).homes, first.homes)
    assert len(ASKED) == 6
