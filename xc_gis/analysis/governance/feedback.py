"""群众评价 of a community: 0.6 satisfaction + 0.4 (1 − pressure of complaints); one of them stands alone where the other is not known."""

from __future__ import annotations

from collections.abc import Mapping

SATISFACTION, COMPLAINTS = 0.6, 0.4
"""Weights of the two (formula of the standard's component ``feedback``)."""


def feedback_of(satisfaction: Mapping[str, float], pressure: Mapping[str, float]) -> dict[str, float]:
    """
    Feedback 0-1 by community, of those of which one of the two is known.

    >>> feedback_of({"A": 0.9, "B": 0.8}, {"A": 0.5, "C": 1.0}) == {"A": 0.6 * 0.9 + 0.4 * 0.5, "B": 0.8, "C": 0.0}
    True
    """
    content = {community: 1 - pressed for community, pressed in pressure.items()}
    both = satisfaction.keys() & content.keys()
    return {
        community: SATISFACTION * satisfaction[community] + COMPLAINTS * content[community]
        if community in both
        else satisfaction.get(community, content.get(community, 0.0))
        for community in sorted(satisfaction.keys() | content.keys())
    }
