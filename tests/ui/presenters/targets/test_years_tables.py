"""Figures of years in words: sixths of stars, signs, ranges; a change that rounds to nothing has no sign."""

from xc_gis.ui.presenters.targets.years_tables import point_words, signed


def test_stars_are_whole_numbers_and_sixths():
    assert [signed(value, "stars") for value in (1.0, -0.5, 1 / 3, 0.0, None)] == ["+1", "−1/2", "+1/3", "0", "—"]


def test_people_are_whole_with_a_sign():
    assert [signed(value, "MED") for value in (1234.4, -1000.0, 0.2)] == ["+1,234", "−1,000", "0"]


def test_points_are_figures_ranges_or_nothing():
    assert [point_words(point, "stars") for point in ((2.0, 2.0, 2.0), (2.0, None, 3.0), (None, None, None))] == [
        "2",
        "2–3",
        "没有数",
    ]
    assert point_words((0.5, None, 0.75), "MED") == "50.0–75.0%"
