"""
The four statistics of the service catalogue, as the district publishes them, and what every item and community comes to.

An 项 is provided where all its 小项 are. Unknown is never no: each figure has a low (whatever is unknown is no, or 0 % satisfied), a high (yes, 100 %)
and a value by what is known; where more than ``unknown_max`` of what a figure rests on is unknown, it has no value. Low ≤ value ≤ high always.
Every community of the study takes part: one that was not surveyed is unknown.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from xc_gis.analysis.arrays.geometry import Bools, Floats
from xc_gis.analysis.governance.areas import areas_of
from xc_gis.model import (
    ALL,
    ITEM,
    NO,
    SUBITEM,
    SURVEY_AREA_COLUMNS,
    SURVEY_COLUMNS,
    SURVEY_ITEM_COLUMNS,
    SURVEY_MATRIX_COLUMNS,
    UNKNOWN,
    YES,
    ServiceSurvey,
)
from xc_gis.shares import meets, within

BASES = (SUBITEM, ITEM)
FULL = 1.0


@dataclass(frozen=True)
class SurveyTables:
    """
    What a survey comes to.

    Attributes
    ----------
    statistics, items, areas, matrix
        ``SURVEY_COLUMNS``, ``SURVEY_ITEM_COLUMNS``, ``SURVEY_AREA_COLUMNS``, ``SURVEY_MATRIX_COLUMNS``.
    supply
        0-1 by community: the mean of the share of items provided and the share of items with enough satisfaction, by what is known; half alone
        where the other is not known; a community of which neither is known is missing.
    """

    statistics: pd.DataFrame
    items: pd.DataFrame
    areas: pd.DataFrame
    matrix: pd.DataFrame
    supply: Mapping[str, float]


@dataclass(frozen=True)
class Answers:
    """
    Answers as arrays, communities × items.

    Attributes
    ----------
    yes, no
        Known to be provided, known not to be; neither: unknown.
    low, value, high
        Satisfaction 0-1 with what is provided; NaN where it is known not to be. ``value`` is NaN where not known, too.
    """

    yes: Bools
    no: Bools
    low: Floats
    value: Floats
    high: Floats

    def of(self, communities: Bools) -> Answers:
        """Those of some communities."""
        mine = communities
        return Answers(self.yes[mine], self.no[mine], self.low[mine], self.value[mine], self.high[mine])


def survey_tables(survey: ServiceSurvey, subdistricts: pd.Series, *, satisfied: float, unknown_max: float) -> SurveyTables:
    """
    Work out a survey.

    Parameters
    ----------
    subdistricts
        Name of the subdistrict of each community of the study (empty where it has none), by its id.
    satisfied
        Satisfaction (0-1) from which an item counts as satisfied.
    unknown_max
        Largest share of unknown answers with which a figure has a value.
    """
    communities = subdistricts.index.tolist()
    answers = {SUBITEM: _of_subitems(survey, communities)}
    items = pd.factorize(pd.MultiIndex.from_frame(survey.catalogue[["division", "item"]]))[0]
    answers[ITEM] = _of_items(answers[SUBITEM], items)
    areas = [
        (area, int(mine.sum()), name, base, *figures) for area, mine in areas_of(subdistricts) for base in BASES
        for name, figures in _statistics(answers[base].of(mine), satisfied, unknown_max).items()
    ]  # fmt: skip
    table = pd.DataFrame(areas, columns=list(SURVEY_AREA_COLUMNS))
    names = (
        survey.catalogue.assign(subitem="", code="").drop_duplicates(["division", "item"])
        if survey.base == ITEM
        else survey.catalogue
    )
    return SurveyTables(
        table.loc[table["area"] == ALL, list(SURVEY_COLUMNS)].reset_index(drop=True),
        _item_table(answers[survey.base], names, survey.base, unknown_max),
        table,
        _matrix(answers[survey.base], communities),
        _supply(answers[survey.base], communities, satisfied, unknown_max),
    )


def _of_subitems(survey: ServiceSurvey, communities: Sequence[str]) -> Answers:
    shape = (len(communities), len(survey.catalogue))
    rows = pd.Index(communities).get_indexer(survey.answers["community_id"])
    columns = pd.Index(survey.catalogue["code"]).get_indexer(survey.answers["code"])
    yes, no, value = np.zeros(shape, bool), np.zeros(shape, bool), np.full(shape, np.nan)
    yes[rows, columns] = (survey.answers["provided"] == YES).to_numpy()
    no[rows, columns] = (survey.answers["provided"] == NO).to_numpy()
    value[rows, columns] = survey.answers["satisfaction"].to_numpy(dtype=float)
    low, high = np.nan_to_num(value, nan=0.0), np.nan_to_num(value, nan=1.0)
    low[no] = high[no] = value[no] = np.nan
    return Answers(yes, no, low, value, high)


def _of_items(answers: Answers, item: np.ndarray) -> Answers:
    """项 out of their 小项 (``item``: of each column): all provided, one not; satisfaction is the mean of the 小项 that may be there, known where that of each is."""
    members = np.eye(item.max(initial=-1) + 1)[item]
    size = members.sum(axis=0)
    yes, no = answers.yes @ members >= size, answers.no @ members > 0
    asked, known = (~np.isnan(answers.low)) @ members, (~np.isnan(answers.value)) @ members
    low, value, high = (_means(np.nan_to_num(part) @ members, asked) for part in (answers.low, answers.value, answers.high))
    return Answers(yes, no, low, np.where(known == asked, value, np.nan), high)


def _means(sums: Floats, counts: Floats) -> Floats:
    with np.errstate(invalid="ignore", divide="ignore"):
        return np.where(counts > 0, sums / counts, np.nan)


@dataclass(frozen=True)
class _Satisfaction:
    """Mean satisfaction along an axis; ``value`` is NaN where too much is unknown, all of it where nothing is provided."""

    low: Floats
    value: Floats
    high: Floats


def _mean_satisfaction(answers: Answers, unknown_max: float) -> _Satisfaction:
    """By item, unweighted over the communities that may have it."""
    asked = (~np.isnan(answers.low)).sum(axis=0)
    known = (~np.isnan(answers.value)).sum(axis=0)
    low, high = (_means(np.nansum(part, axis=0), asked) for part in (answers.low, answers.high))
    value = _means(np.nansum(answers.value, axis=0), known)
    lacking = _means((asked - known).astype(float), asked)
    return _Satisfaction(low, np.where(within(lacking, unknown_max), value, np.nan), high)


def _statistics(answers: Answers, satisfied: float, unknown_max: float) -> dict[str, tuple[float, float, float]]:
    """The four statistics: low, value, high."""
    satisfaction = _mean_satisfaction(answers, unknown_max)
    return {
        "item_satisfied_share": _share_satisfied(satisfaction, satisfied, unknown_max),
        "item_full_satisfaction": _share_satisfied(satisfaction, FULL, unknown_max),
        "item_full_coverage": _share_full(answers, 0, unknown_max),
        "community_full_coverage": _share_full(answers, 1, unknown_max),
    }


def _share_satisfied(satisfaction: _Satisfaction, least: float, unknown_max: float) -> tuple[float, float, float]:
    """Of all items; one that no community has is known not to satisfy."""
    nowhere = np.isnan(satisfaction.low)
    known = nowhere | ~np.isnan(satisfaction.value)
    low, high = (float(meets(part, least).mean()) if part.size else np.nan for part in (satisfaction.low, satisfaction.high))
    enough = known.any() and within(float(1 - known.mean()), unknown_max)
    value = float(meets(satisfaction.value[known], least).mean()) if enough else np.nan
    return low, _between(low, value, high), high


def _share_full(answers: Answers, axis: int, unknown_max: float) -> tuple[float, float, float]:
    """
    Lines that are provided throughout: items in all communities (axis 0), communities with all items (axis 1).

    The value asks those that answered: a line with an answer and without a no.
    """
    if answers.yes.size == 0:
        return np.nan, np.nan, np.nan
    low, high = float(answers.yes.all(axis=axis).mean()), float(1 - answers.no.any(axis=axis).mean())
    known = answers.yes | answers.no
    if not within(float(1 - known.mean()), unknown_max):
        return low, np.nan, high
    asked = known.any(axis=axis)
    without_no: Bools = np.logical_not(answers.no.any(axis=axis))
    return low, _between(low, float(without_no[asked].mean()), high), high


def _between(low: float, value: float, high: float) -> float:
    return value if np.isnan(value) else min(max(value, low), high)


def _item_table(answers: Answers, names: pd.DataFrame, base: str, unknown_max: float) -> pd.DataFrame:
    yes, no, all_ = answers.yes.sum(axis=0), answers.no.sum(axis=0), len(answers.yes)
    unknown = all_ - yes - no
    satisfaction = _mean_satisfaction(answers, unknown_max)
    counts, whole = np.full(len(yes), float(all_)), (yes + no).astype(float)
    value = np.where(within(_means(unknown.astype(float), counts), unknown_max), _means(yes.astype(float), whole), np.nan)
    table = names[["code", "division", "item", "subitem"]].reset_index(drop=True).assign(
        base=base, yes=yes, no=no, unknown=unknown, provided_low=_means(yes.astype(float), counts), provided=value,
        provided_high=_means((yes + unknown).astype(float), counts), satisfaction_low=satisfaction.low, satisfaction=satisfaction.value,
        satisfaction_high=satisfaction.high,
    )  # fmt: skip
    return table[list(SURVEY_ITEM_COLUMNS)]


def _matrix(answers: Answers, communities: Sequence[str]) -> pd.DataFrame:
    """What each community said of each item, as far as anything is known."""
    rows, columns = np.nonzero(answers.yes | answers.no | ~np.isnan(answers.value))
    provided = np.select([answers.yes[rows, columns], answers.no[rows, columns]], [YES, NO], UNKNOWN).astype(object)
    table = pd.DataFrame(
        {
            "community_id": np.array(communities, dtype=object)[rows], "number": columns + 1, "provided": provided,
            "satisfaction": answers.value[rows, columns],
        }
    )  # fmt: skip
    return table.sort_values(["community_id", "number"], ignore_index=True)[list(SURVEY_MATRIX_COLUMNS)]


def _supply(answers: Answers, communities: Sequence[str], satisfied: float, unknown_max: float) -> dict[str, float]:
    """The mean of both halves by community, one alone where the other is not known."""
    known = answers.yes | answers.no
    provided = np.where(
        within(1 - known.mean(axis=1), unknown_max), _means(answers.yes.sum(axis=1) * 1.0, known.sum(axis=1) * 1.0), np.nan
    )
    asked, said = (~np.isnan(answers.low)).sum(axis=1) * 1.0, ~np.isnan(answers.value)
    lacking = _means(asked - said.sum(axis=1), asked)
    content = np.where(
        within(lacking, unknown_max), _means(meets(answers.value, satisfied).sum(axis=1) * 1.0, said.sum(axis=1) * 1.0), np.nan
    )
    halves = np.column_stack([provided, content])
    there = ~np.isnan(halves)
    both = _means(np.nansum(halves, axis=1), there.sum(axis=1) * 1.0)
    return {str(one): float(value) for one, value in zip(communities, both, strict=True) if not np.isnan(value)}
