"""Feedback by its formula; one half alone; nobody out of nothing."""

import pytest

from xc_gis.analysis.governance.feedback import feedback_of


def test_feedback_by_its_formula():
    assert feedback_of({"A": 0.9}, {"A": 0.25}) == pytest.approx({"A": 0.6 * 0.9 + 0.4 * 0.75})


def test_one_alone_and_none():
    assert feedback_of({"A": 0.9, "C": 0.0}, {"B": 1.0}) == {"A": 0.9, "B": 0.0, "C": 0.0}
    assert feedback_of({}, {}) == {}
