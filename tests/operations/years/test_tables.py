"""Tables of a split: what has no share is empty, sums leave it out and say so."""

import csv
from fractions import Fraction

from xc_gis.analysis.causes.shapley import Acted, Shares
from xc_gis.operations.years.recorded import Recorded
from xc_gis.operations.years.split import Ends, Split, SplitRow
from xc_gis.operations.years.tables import CHANGE_COLUMNS, write_split

RUN = Recorded({}, {"C1": ("=西", "甲"), "C2": ("东", "甲")}, ("MED",))
ROWS = (
    SplitRow("C1", "stars", "exact", Ends(Fraction(2), Fraction(3)), Shares(Fraction(1, 3), Fraction(1, 3), Fraction(1, 3)), ""),
    SplitRow(
        "C2", "stars", "low", Ends(Fraction(1), Fraction(1)), Shares(Fraction(1, 2), Fraction(-1, 2), Fraction(0)), "became_known"
    ),
    SplitRow("C2", "MED", "exact", Ends(None, Fraction(5)), None, "no_figure"),
)


def rows_of(path):
    with path.open(encoding="utf-8-sig", newline="") as handle:
        return list(csv.reader(handle))


def test_tables_say_shares_exactly_and_leave_empty_what_is_not_split(tmp_path):
    names = write_split(Split(RUN, RUN, None, (), Acted(), ROWS, 0), tmp_path)
    assert names == ["changes.csv", "causes.csv", "differences.csv"]
    heads, one, two, three = rows_of(tmp_path / "changes.csv")
    assert tuple(heads) == CHANGE_COLUMNS
    assert one == ["C1", "'=西", "甲", "stars", "exact", "2", "3", "0.333334", "0.333333", "0.333333", "2", "2", "2", ""]
    assert two[5:] == ["1", "1", "0.5", "-0.5", "0", "3", "-3", "0", "became_known"]
    assert three[3:] == ["MED", "exact", "", "5", "", "", "", "", "", "", "no_figure"]
    sums = {tuple(row[:2]): row[2:5] for row in rows_of(tmp_path / "causes.csv")[1:]}
    assert sums == {
        ("stars", "low"): ["2", "0", "1"], ("stars", "high"): ["1", "0", "1"], ("MED", "low"): ["0", "1", "0"], ("MED", "high"): ["0", "1", "0"],
    }  # fmt: skip
