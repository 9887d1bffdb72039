"""
Who puts all tables of the hotline together, rates and changes as well as counts and sums, still cannot tell that a hidden count is small: a solver tries.

What it knows: every figure of ``hotline.csv`` and ``hotline_areas.csv`` as they are written, and that nothing hidden is zero.
"""

import numpy as np
import pandas as pd
import pytest
from scipy.optimize import Bounds, LinearConstraint, milp
from scipy.sparse import csr_array

from xc_gis.analysis.governance import hotline as worked
from xc_gis.analysis.governance.hotline import area_table, hotline_of, long_table
from xc_gis.model import ANSWERS, TICKET_COUNT_COLUMNS, HotlineCounts

MIN_CELL = 5
CODES = ["MED", "VEG", "KIN"]
MONTHS = {"last": "2026-06", "before": "2026-05", "rest": "2026-01", "year": "2025-06"}
PARTS = ("tickets", *(f"{name}_{part}" for name in ANSWERS for part in ("yes", "known")), "last", "before", "year")
INFEASIBLE = 2
"""What the solver says where there is no such table."""

MOST = 60.0
"""No count of these studies is larger."""

ROUNDED = 5e-7
"""Rates and changes have six decimals."""


class Attack:
    """Equations over what is known of each community and service: tickets, answers and months of it are unknowns."""

    def __init__(self, communities, streets, categories, shown):
        self.cells = [(one, code) for one in communities for code in categories]
        self.number = {(cell, part): n for n, (cell, part) in enumerate((c, p) for c in self.cells for p in PARTS)}
        self.rows, self.low, self.high = [], [], []
        for cell in self.cells:
            for name in ANSWERS:
                self.rule({(cell, f"{name}_known"): 1, (cell, f"{name}_yes"): -1}, 0, np.inf)
                self.rule({(cell, "tickets"): 1, (cell, f"{name}_known"): -1}, 0, np.inf)
            self.rule({(cell, "tickets"): 1, (cell, "last"): -1, (cell, "before"): -1}, 0, np.inf)
        self.bounds = {(cell, "tickets"): (1, np.inf) for cell in self.cells}
        for row in shown.itertuples():
            inside = [c for c in self.cells if row.who in {"ALL", c[0], streets[c[0]]} and row.category in {"ALL", c[1]}]
            if np.isnan(row.tickets):
                continue
            self.rule({(c, "tickets"): 1 for c in inside}, row.tickets, row.tickets)
            if row.tickets == 0:
                self.bounds |= {(c, "tickets"): (0, 0) for c in inside}
            for name in ANSWERS:
                self.share(inside, getattr(row, name), f"{name}_yes", f"{name}_known")
            self.share(inside, row.month_on_month + 1, "last", "before")
            self.share(inside, row.year_on_year + 1, "last", "year")

    def rule(self, terms, low, high):
        self.rows.append({self.number[key]: value for key, value in terms.items()})
        self.low.append(low)
        self.high.append(high)

    def share(self, inside, share, part, whole):
        """A rate that is shown rests on enough, and is rounded."""
        if np.isnan(share):
            return
        self.rule({(c, whole): 1 for c in inside}, MIN_CELL, np.inf)
        for bound, low, high in ((share + ROUNDED, -np.inf, 0), (share - ROUNDED, 0, np.inf)):
            self.rule({(c, part): 1 for c in inside} | {(c, whole): -bound for c in inside}, low, high)

    def could_be(self, cell, count):
        """Whether a cell may have so many tickets or more."""
        size = len(self.number)
        low, high = np.zeros(size), np.full(size, MOST)
        for key, (least, greatest) in self.bounds.items():
            low[self.number[key]], high[self.number[key]] = least, min(greatest, MOST)
        where = [(n, at, value) for n, row in enumerate(self.rows) for at, value in row.items()]
        row, column, value = zip(*where, strict=True)
        low[self.number[cell, "tickets"]] = count
        rules = LinearConstraint(csr_array((value, (row, column)), shape=(len(self.rows), size)), self.low, self.high)
        found = milp(np.zeros(size), constraints=rules, bounds=Bounds(low, high), integrality=np.ones(size))
        assert found.success or found.status == INFEASIBLE, found.message
        return found.success


def heard(cells):
    """Counts from ``{(community, code): (tickets, last month, month before, responded, resolved, satisfied)}``; each answer of all tickets."""
    rows = []
    for (one, code), (tickets, last, before, *yes) in cells.items():
        left = list(yes)
        for month, many in ((MONTHS["last"], last), (MONTHS["before"], before), (MONTHS["rest"], tickets - last - before)):
            said = [min(many, n) for n in left]
            left = [n - gone for n, gone in zip(left, said, strict=True)]
            rows.append((one, code, month, many, *(n for answer in said for n in (answer, many))))
    rows.append(("A", "MED", MONTHS["year"], 9, *[9, 9] * 3))
    frame = pd.DataFrame(rows, columns=list(TICKET_COUNT_COLUMNS))
    return HotlineCounts(frame, tuple(sorted(frame["month"].unique())), frozenset(CODES))


def given_away(cells, streets):
    """Small cells of which the solver sees, from all that is published as it is written, that they have not ``MIN_CELL`` - 1 tickets more."""
    people = pd.Series(1000.0, index=list(streets))
    found = hotline_of(heard(cells), people, pd.Series(streets), CODES, min_cell=MIN_CELL, percentile=0.9, study_date=None)
    columns = ["category", "tickets", *ANSWERS, "month_on_month", "year_on_year"]
    tables = [long_table(found).rename(columns={"community_id": "who"}), area_table(found).rename(columns={"area": "who"})]
    attack = Attack(list(streets), streets, list(found.categories), pd.concat(tables)[["who", *columns]].round(6))
    small = {cell: numbers[0] for cell, numbers in cells.items() if 0 < numbers[0] < MIN_CELL}
    assert small
    return [cell for cell, tickets in small.items() if not attack.could_be(cell, tickets + MIN_CELL - 1)]


STREETS = {"A": "甲街道", "B": "甲街道", "C": "乙街道"}
ALL_OR_NOBODY = {
    ("A", "MED"): (3, 0, 0, 3, 3, 3), ("A", "VEG"): (8, 0, 0, 8, 8, 8), ("A", "KIN"): (20, 0, 0, 20, 20, 20),
    ("B", "MED"): (9, 0, 0, 0, 0, 0), ("B", "VEG"): (9, 0, 0, 0, 0, 0), ("B", "KIN"): (20, 0, 0, 0, 0, 0),
    ("C", "MED"): (30, 0, 0, 30, 30, 30), ("C", "VEG"): (40, 0, 0, 40, 40, 40), ("C", "KIN"): (50, 0, 0, 50, 50, 50),
}  # fmt: skip
"""Where all were answered in one community and nobody in the other, the rate of their sum counts the tickets of the first."""

LAST_MONTH_ALONE = {
    ("A", "MED"): (3, 3, 0, 3, 3, 3), ("A", "VEG"): (38, 18, 20, 30, 30, 30), ("A", "KIN"): (40, 20, 20, 40, 40, 40),
    ("B", "MED"): (29, 0, 29, 20, 20, 20), ("B", "VEG"): (9, 4, 5, 5, 5, 5), ("B", "KIN"): (20, 10, 10, 9, 9, 9),
    ("C", "MED"): (30, 14, 16, 30, 30, 30), ("C", "VEG"): (40, 20, 20, 40, 40, 40), ("C", "KIN"): (50, 25, 25, 50, 50, 50),
}  # fmt: skip


SILENT_IN_TWO_STREETS = {
    ("A", "MED"): (1, 0, 1, 1, 1, 1), ("A", "VEG"): (8, 0, 8, 8, 8, 8), ("A", "KIN"): (20, 0, 20, 20, 20, 20),
    ("B", "MED"): (9, 0, 0, 9, 9, 9), ("B", "VEG"): (9, 0, 0, 9, 9, 9), ("B", "KIN"): (20, 0, 0, 20, 20, 20),
    ("D", "MED"): (30, 14, 15, 0, 0, 0), ("D", "VEG"): (31, 15, 16, 0, 0, 0), ("D", "KIN"): (34, 16, 17, 0, 0, 0),
    ("E", "MED"): (38, 18, 19, 0, 0, 0), ("E", "VEG"): (40, 19, 20, 0, 0, 0), ("E", "KIN"): (46, 22, 23, 0, 0, 0),
}  # fmt: skip
"""Of two communities no change is told, but of the sums of their subdistricts."""

TWO_STREETS = {"A": "甲街道", "D": "甲街道", "B": "乙街道", "E": "乙街道"}


def test_nor_where_sums_of_two_subdistricts_tell_what_no_community_does():
    assert given_away(SILENT_IN_TWO_STREETS, TWO_STREETS) == []


def test_where_no_month_may_be_shown_no_change_is():
    """Months of 2, 51 and 70 tickets: their sum and the change of the last two would leave two for the first."""
    cells = {("A", "MED"): (123, 70, 51, 123, 123, 123)}
    people = pd.Series({"A": 1000.0})
    found = hotline_of(
        heard(cells), people, pd.Series({"A": "甲街道"}), CODES, min_cell=MIN_CELL, percentile=0.9, study_date=None
    )
    period = found.months[found.months["month"] >= MONTHS["rest"]]
    assert set(period["note"]) == {"suppressed"}
    for table in (long_table(found), area_table(found)):
        assert table[["month_on_month", "year_on_year"]].isna().all().all()


@pytest.mark.parametrize("cells", [ALL_OR_NOBODY, LAST_MONTH_ALONE], ids=["answers", "months"])
def test_rates_and_changes_give_no_hidden_count_away(cells):
    assert given_away(cells, STREETS) == []


def test_they_would_where_tickets_of_any_kind_made_up_for_it(monkeypatch):
    """The solver is no straw man: with rectangles that look at counts alone it sees that there are few."""
    monkeypatch.setattr(worked, "_divisions", lambda *_: [])
    assert given_away(ALL_OR_NOBODY, STREETS) == [("A", "MED")]


def test_nor_do_they_in_a_random_town():
    random = np.random.default_rng(1)
    streets = {f"C{n}": f"街道{n % 2}" for n in range(3)} | {"A": ""}
    cells = {}
    for one in streets:
        open_handed = random.choice([0.05, 0.5, 1.0])
        for code in CODES:
            tickets = int(random.poisson(random.choice([3, 12])))
            last, before, _ = random.multinomial(tickets, [0.3, 0.3, 0.4])
            cells[one, code] = (tickets, int(last), int(before), *(int(n) for n in random.binomial(tickets, open_handed, size=3)))
    assert given_away(cells, streets) == []
