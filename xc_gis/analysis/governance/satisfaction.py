"""
Residents' satisfaction with its uncertainty.

A mean score between 0 and 1 varies at most as much as a share: Wilson's interval of 95 % of a share is on the safe side for it. Satisfaction of few answers is not
known, never zero; of very few even their number is not shown.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from xc_gis.analysis.arrays.geometry import Bools, Floats
from xc_gis.analysis.governance.areas import areas_of
from xc_gis.analysis.governance.suppression_in_lines import hidden_in_line
from xc_gis.model import ALL, SATISFACTION_AREA_COLUMNS, SATISFACTION_COLUMNS

Z = 1.959964
"""Of 95 % of the normal distribution."""

SMALL, SUPPRESSED, NO_NUMBER = "small_n", "suppressed", "no_n"


@dataclass(frozen=True)
class Satisfaction:
    """
    What was found.

    Attributes
    ----------
    table, areas
        ``SATISFACTION_COLUMNS``, ``SATISFACTION_AREA_COLUMNS``.
    communities
        Satisfaction 0-1 of a community as a whole, where it is known.
    """

    table: pd.DataFrame
    areas: pd.DataFrame
    communities: Mapping[str, float]


def satisfaction_of(answers: pd.DataFrame, subdistricts: pd.Series, *, min_n: int, min_cell: int) -> Satisfaction:
    """
    Work out satisfaction.

    Parameters
    ----------
    answers
        ``SATISFACTION_ANSWER_COLUMNS``.
    subdistricts
        Name of the subdistrict of each community of the study (empty where it has none), by its id.
    min_n
        Fewest answers with which a score is known.
    min_cell
        Fewest answers whose number is shown. Where a community's sum is there, too, the next smallest services are hidden with them, as far as it takes.
    """
    n, score = answers["n"].to_numpy(dtype=float), answers["score"].to_numpy(dtype=float)
    nobody = np.isnan(n) | np.isnan(score) | (n == 0)
    hidden = _hidden(answers, min_cell)
    low, high = wilson(score, n)
    known = ~nobody & ~hidden & (n >= min_n)
    note = np.select([hidden, np.isnan(n), ~known], [SUPPRESSED, NO_NUMBER, SMALL], "").astype(object)
    table = answers[["community_id", "category"]].assign(
        n=np.where(hidden, np.nan, n), low=np.where(nobody | hidden, np.nan, low), value=np.where(known, score, np.nan),
        high=np.where(nobody | hidden, np.nan, high), note=note,
    )  # fmt: skip
    shown = answers.assign(shown=~hidden & ~np.isnan(n) & ~np.isnan(score))
    return Satisfaction(table[list(SATISFACTION_COLUMNS)], _areas(shown, subdistricts, min_n), _communities(table, min_n))


def _areas(answers: pd.DataFrame, subdistricts: pd.Series, min_n: int) -> pd.DataFrame:
    """
    All answers of an area together, of the communities whose number of answers is shown (``shown``).

    The sums follow from rows that stand in the table, so nothing hidden can be found from them.
    """
    rows = []
    for area, members in areas_of(subdistricts):
        mine = answers[answers["community_id"].isin(subdistricts.index[members])]
        for category, asked in mine.groupby("category", sort=True):
            used = asked[asked["shown"]]
            n = float(used["n"].sum())
            points = float((used["n"] * used["score"]).sum())
            rows.append((area, category, len(used), len(asked) - len(used), n, min(points / n, 1.0) if n > 0 else np.nan))
    table = pd.DataFrame(rows, columns=["area", "category", "communities", "left_out", "n", "score"])
    n, score = table["n"].to_numpy(dtype=float), table["score"].to_numpy(dtype=float)
    low, high = wilson(score, n)
    known = n >= min_n
    table = table.assign(low=low, value=np.where(known, score, np.nan), high=high, note=np.where(known, "", SMALL).astype(object))
    return table[list(SATISFACTION_AREA_COLUMNS)]


def wilson(share: Floats, n: Floats) -> tuple[Floats, Floats]:
    """Wilson's interval of 95 % of shares among ``n``; NaN without answers."""
    with np.errstate(invalid="ignore", divide="ignore"):
        middle = (share + Z**2 / (2 * n)) / (1 + Z**2 / n)
        half = Z / (1 + Z**2 / n) * np.sqrt(share * (1 - share) / n + Z**2 / (4 * n**2))
    some = n > 0
    return np.where(some, np.clip(middle - half, 0, 1), np.nan), np.where(some, np.clip(middle + half, 0, 1), np.nan)


def _hidden(answers: pd.DataFrame, min_cell: int) -> Bools:
    """Rows with very few answers, and where the community's sum is shown others with them; the sum itself where these are not enough."""
    n = answers["n"].to_numpy(dtype=float)
    few: Bools = (n > 0) & (n < min_cell)
    hidden = few.copy()
    whole = (answers["category"] == ALL).to_numpy()
    with_sum = set(answers["community_id"][whole & ~few & ~np.isnan(n)])
    for community in sorted(set(answers["community_id"][few & ~whole]) & with_sum):
        mine = (answers["community_id"] == community).to_numpy()
        parts = mine & ~whole & ~np.isnan(n)
        line = hidden_in_line(n[parts].astype(np.int64), np.ones(int(parts.sum()), dtype=bool), min_cell)
        hidden[parts] = True if line is None else line
        hidden[mine & whole] |= line is None
    return hidden


def _communities(table: pd.DataFrame, min_n: int) -> dict[str, float]:
    """The row about all services where it is known; else the mean over the services that are shown, by their answers, if these are enough together."""
    whole = table[(table["category"] == ALL) & table["value"].notna()]
    found = dict(zip(whole["community_id"], whole["value"].astype(float), strict=True))
    parts = table[(table["category"] != ALL) & table["value"].notna() & ~table["community_id"].isin(list(found))]
    sums = parts.assign(points=parts["value"] * parts["n"]).groupby("community_id")[["n", "points"]].sum()
    sums = sums[sums["n"] >= min_n]
    return {**found, **{str(one): float(row.points / row.n) for one, row in sums.iterrows()}}
