"""
From coverage to stars by a standard (method §7). Station 5: coverage → rating.

Three values of everything. Low: every unknown resident is uncovered. High: every unknown resident is covered. Point:
only what is known counts; categories that are not known are left out. Low ≤ true ≤ high always.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from xc_gis.analysis.geometry import Bools, Floats
from xc_gis.analysis.rating_levels import Rule, Values, rule_of, star_counts
from xc_gis.analysis.rating_reasons import bindings
from xc_gis.analysis.rating_surveys import surveys_that_settle
from xc_gis.errors import InputError
from xc_gis.model import RATING_COLUMNS, RedFlag
from xc_gis.shares import against, misses
from xc_gis.standard import Standard

RATED, RANGE, INSUFFICIENT = "rated", "range", "insufficient"

FIVE = 5


@dataclass(frozen=True)
class _Bounds:
    """The three values of every community, and what they rest on."""

    low: Values
    point: Values
    high: Values
    completeness: Floats
    has_residents: Bools


def rate(
    coverage: pd.DataFrame,
    joint: pd.DataFrame,
    *,
    standard: Standard,
    communities: pd.DataFrame,
    supply: Mapping[str, float] | None,
    feedback: Mapping[str, float] | None,
    red_flags: Sequence[RedFlag],
    surveys: bool = True,
) -> pd.DataFrame:
    """
    Rate communities by a standard.

    Parameters
    ----------
    coverage
        ``COVERAGE_COLUMNS`` and ``senior`` (share of seniors known to be covered), every community × every category.
    joint
        ``JOINT_COLUMNS``, one row per community.
    communities
        ``community_id, name, subdistrict``, in the order of the result.
    supply, feedback
        Value 0-1 by community; a community that is missing has not this component. 0 is present.
    red_flags
        V4: each takes all stars from its community.
    surveys
        Work out which surveys would settle a range; the slowest part where ranges are many.

    Returns
    -------
    DataFrame
        ``RATING_COLUMNS``. Stars are nullable integers, empty where the data are insufficient.

    Raises
    ------
    InputError
        If a red flag has no document number.
    """
    ids = communities["community_id"].to_numpy()
    flags = _flags(red_flags, ids)
    rule = rule_of(standard)
    bounds = _bounds(coverage, joint, rule, ids, supply, feedback)
    score_low, stars_low = star_counts(bounds.low, rule)
    score_high, stars_high = star_counts(bounds.high, rule)
    score, stars = star_counts(bounds.point, rule)
    score = np.where(np.isnan(score), score, np.clip(score, score_low, score_high))
    stars = np.clip(stars, stars_low, stars_high)
    insufficient = ~bounds.has_residents | misses(bounds.completeness, standard.min_completeness)
    flagged = np.isin(np.arange(len(ids)), list(flags))
    for values in (stars_low, stars, stars_high):
        values[flagged] = standard.caps["V4"]
    status = np.where(stars_low == stars_high, RATED, RANGE).astype(object)
    status[insufficient] = INSUFFICIENT
    status[flagged] = RATED
    binding = np.array(bindings(bounds.point, score, stars, rule, flags), dtype=object)
    binding[insufficient & ~flagged] = _why_insufficient(bounds, standard)[insufficient & ~flagged]
    nothing = insufficient & ~flagged
    settling = [
        surveys_that_settle(bounds.low.rows(np.array([i])), bounds.high.rows(np.array([i])), rule)
        if surveys and s == RANGE else ""
        for i, s in enumerate(status)
    ]  # fmt: skip
    by_id = joint.set_index("community_id").reindex(ids)
    table = {
        "community_id": ids,
        "community": communities["name"].to_numpy(),
        "subdistrict": communities["subdistrict"].to_numpy(),
        "status": status,
        "provisional": np.isnan(bounds.point.supply) | np.isnan(bounds.point.feedback),
        "score_low": np.where(insufficient, np.nan, score_low),
        "score": np.where(insufficient, np.nan, score),
        "score_high": np.where(insufficient, np.nan, score_high),
        "stars_low": _integers(stars_low, nothing),
        "stars": _integers(stars, nothing),
        "stars_high": _integers(stars_high, nothing),
        "completeness": np.where(bounds.has_residents, bounds.completeness, np.nan),
        "joint_low": by_id["joint_low"].to_numpy(),
        "joint_high": by_id["joint_high"].to_numpy(),
        "binding": binding,
        "next_star": _integers(stars + 1, nothing | (stars >= FIVE)),
        "surveys": settling,
    }
    return pd.DataFrame(table)[list(RATING_COLUMNS)]


def _flags(red_flags: Sequence[RedFlag], ids: np.ndarray) -> dict[int, str]:
    row_of = {community: row for row, community in enumerate(ids)}
    flags: dict[int, str] = {}
    for flag in red_flags:
        if not flag.document.strip():
            raise InputError(f"社区 {flag.community_id} 的一票否决缺少文号", hint="请在 [[red_flag]] 中填写 document")
        if flag.community_id not in row_of:
            raise InputError(f"一票否决所指的社区 {flag.community_id} 不存在", hint="请核对 [[red_flag]] 的 community")
        flags[row_of[flag.community_id]] = flag.document.strip()
    return flags


def _bounds(
    coverage: pd.DataFrame,
    joint: pd.DataFrame,
    rule: Rule,
    ids: np.ndarray,
    supply: Mapping[str, float] | None,
    feedback: Mapping[str, float] | None,
) -> _Bounds:
    index = pd.MultiIndex.from_product([ids, rule.codes])
    table = coverage.set_index(["community_id", "category"]).reindex(index)
    shape = (len(ids), len(rule.codes))

    def matrix(column: str) -> Floats:
        return table[column].to_numpy(dtype=float).reshape(shape)

    applies = ~table["note"].fillna("").str.contains("not_applicable").to_numpy().reshape(shape)
    low, point, high = (matrix(f"coverage{end}") for end in ("_low", "", "_high"))
    known = ~np.isnan(point) & applies
    has_residents: Bools = np.logical_not(np.isnan(low).all(axis=1))
    weight = applies * rule.weight
    with np.errstate(divide="ignore", invalid="ignore"):
        completeness = np.where(has_residents, (known * rule.weight).sum(axis=1) / weight.sum(axis=1), 0.0)
    by_id = joint.set_index("community_id").reindex(ids)
    parts = {"supply": _component(supply, ids), "feedback": _component(feedback, ids)}
    senior_low, senior_high = matrix("senior_low"), matrix("senior_high")
    never = np.ones(len(ids))
    return _Bounds(
        low=Values(
            low, senior_low, by_id["joint_low"].to_numpy(), completeness, confirmed=low, confirmed_senior=senior_low, **parts
        ),
        point=Values(
            point, matrix("senior"), by_id["joint"].to_numpy(), completeness, confirmed=high, confirmed_senior=senior_high,
            **parts,
        ),
        high=Values(
            high, senior_high, by_id["joint_high"].to_numpy(), never, confirmed=high, confirmed_senior=senior_high, **parts
        ),
        completeness=completeness,
        has_residents=has_residents,
    )  # fmt: skip


def _component(values: Mapping[str, float] | None, ids: np.ndarray) -> Floats:
    return np.array([np.nan if values is None else values.get(community, np.nan) for community in ids], dtype=float)


def _why_insufficient(bounds: _Bounds, standard: Standard) -> np.ndarray:
    least = standard.min_completeness
    return np.array(
        [
            f"completeness {against(c, least)}" if has else "no residents"
            for c, has in zip(bounds.completeness, bounds.has_residents, strict=True)
        ],
        dtype=object,
    )


def _integers(values: np.ndarray, empty: Bools) -> pd.arrays.IntegerArray:
    return pd.arrays.IntegerArray(values.astype(np.int64), empty.copy())
