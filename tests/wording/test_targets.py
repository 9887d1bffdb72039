"""Figures of targets as they are read: none reads as a target that it misses."""

import pytest

from xc_gis.wording.targets import bounds_words, figure_words, forecast_words, outlook_words, plain_figure, target_words


@pytest.mark.parametrize(
    ("value", "shown"),
    [(99.996, 99.99), (100.0, 100), (8, 8), (0.72, 0.72), (0.050018, 0.05), (0.29, 0.29), (89.9, 89.9), (0.0, 0)],
)
def test_figures_are_cut(value, shown):
    assert plain_figure(value) == shown


def test_what_is_known_of_a_value_that_is_not():
    assert bounds_words(0.05, None) == "至少 0.05"
    assert bounds_words(None, 3) == "至多 3"
    assert bounds_words(0, 96.5779) == "0–96.58"
    assert bounds_words(79.2, 79.996) == "79.2–<80", "never reads as a target that it misses"
    assert bounds_words(None, None) == "未知"
    assert figure_words(None) == "—"


def test_targets_bear_their_sign():
    assert [target_words(sign, 8) for sign in (">=", ">", "<=", "<", "stays>=")] == ["≥ 8", "> 8", "≤ 8", "< 8", "每年 ≥ 8"]
    assert target_words(">=", None) == ""


def test_a_target_that_is_missed_is_over_or_expected():
    assert outlook_words("missed", 2026, 2025) == "到期未达到"
    assert outlook_words("missed", 2024, 2025) == "预计达不到"
    assert outlook_words("reached", 2025, 2025) == "目标年份已达到"
    assert outlook_words("", 2024, 2025) == ""


def test_no_forecast_says_nothing():
    assert forecast_words(None, None, None) == ""
    assert forecast_words(20.9, 20.4429, 21.357) == "20.9（20.44–21.36）"
