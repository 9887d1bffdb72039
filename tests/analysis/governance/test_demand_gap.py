"""The four quadrants, unknown among them; the priority by its formula; silent gaps by people."""

import numpy as np
import pandas as pd
import pytest

from xc_gis.analysis.governance.demand_gap import ahead, demand_gap, priorities
from xc_gis.model import COVERAGE_COLUMNS


def coverage(*rows):
    """Community, residents, gap, unknown; one service."""
    return pd.DataFrame(
        [{"community_id": c, "category": "MED", "residents": r, "gap": g, "unknown": u, "note": n} for c, r, g, u, n in rows],
        columns=list(COVERAGE_COLUMNS),
    )


FOUND = demand_gap(
    coverage(("A", 100, 50, 0, ""), ("B", 1000, 200, 0, ""), ("C", 100, 0, 0, ""), ("D", 100, 0, 5, "derived"), ("E", 100, 5, 10, ""), ("F", 100, 0, 0, "not_applicable"), ("G", 100, 90, 0, ""), ("H", 0, 0, 0, "")),
    pd.DataFrame({"community_id": [*"ABCDE", "G"], "category": "MED", "pressure": [0.8, 0.2, 0.5, 0.0, 0.9, np.nan]}), gap_share=0.1, complaints=0.5,
)  # fmt: skip


def test_every_community_has_its_quadrant():
    assert dict(zip(FOUND["community_id"], FOUND["quadrant"], strict=True)) == {
        "A": "gap_complaints", "B": "gap_silent", "C": "complaints_only", "D": "fine", "E": "unknown", "G": "unknown",
    }  # fmt: skip


def test_a_service_that_no_category_speaks_of_is_not_known_to_be_silent():
    found = demand_gap(
        coverage(("A", 100, 50, 0, "")),
        pd.DataFrame({"community_id": [], "category": [], "pressure": []}),
        gap_share=0.1,
        complaints=0.5,
    )
    assert found["quadrant"].tolist() == ["unknown"]


def test_priority_is_the_share_in_a_gap_times_one_plus_pressure():
    rows = priorities(FOUND)
    assert rows[["rank", "community_id"]].to_numpy().tolist() == [[1, "A"], [2, "B"]]
    assert rows["priority"].tolist() == pytest.approx([0.5 * 1.8, 0.2 * 1.2])


def test_ahead_are_the_silent_gaps():
    assert ahead(FOUND)[["rank", "community_id", "gap"]].to_numpy().tolist() == [[1, "B", 200.0]]
