"""
From coverage to stars by a standard (method §7). Station 5: coverage → rating.

Three values of everything. Low: every unknown resident is uncovered. High: every unknown resident is covered. Point:
only what is known counts; categories that are not known are left out. Low ≤ true ≤ high always.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
import pandas as pd

from xc_gis.analysis.arrays.geometry import Bools, Floats, Ints
from xc_gis.analysis.rating.bounds import Bounds, CommunityShares, bounds_of, component, star_range
from xc_gis.analysis.rating.levels import Rule, rule_of
from xc_gis.analysis.rating.reasons import reasons
from xc_gis.analysis.rating.stated_values import value_matrix
from xc_gis.analysis.rating.surveys import surveys_that_settle
from xc_gis.errors import InputError
from xc_gis.findings import LowCompleteness, NoResidents, Reason
from xc_gis.languages.message import msg
from xc_gis.model import RATING_FRAME, RedFlag
from xc_gis.standard import Standard

RATED, RANGE, INSUFFICIENT = "rated", "range", "insufficient"

FIVE = 5


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
    typed: pd.DataFrame | None = None,
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
        Each caps the stars of its community (method §7.4), whatever is known of it.
    typed
        ``TYPED_VALUE_COLUMNS``: figures that somebody stated; what is missing is unknown.
    surveys
        Work out which surveys would settle a range; the slowest part where ranges are many.

    Returns
    -------
    DataFrame
        ``RATING_FRAME``. Stars are nullable integers, empty where the data are insufficient.

    Raises
    ------
    InputError
        If a red flag has no document number.
    """
    ids = communities["community_id"].to_numpy()
    flags = flags_of(red_flags, ids)
    rule = rule_of(standard)
    shares = _shares(coverage, joint, rule, ids, supply, feedback, value_matrix(typed, communities, standard))
    bounds = bounds_of(shares, rule)
    most = most_stars(flags, len(ids), standard)
    found = star_range(bounds, rule, most)
    stars_low, stars, stars_high, nothing = found.stars_low, found.stars, found.stars_high, found.without_stars
    status = np.where(stars_low == stars_high, RATED, RANGE).astype(object)
    status[nothing] = INSUFFICIENT
    known = reasons(bounds.point, found.score, stars, rule, flags)
    why = [_why_insufficient(bounds, row, standard) if lacking else known[row] for row, lacking in enumerate(nothing)]
    settling = [
        surveys_that_settle(bounds.low.rows(np.array([i])), bounds.high.rows(np.array([i])), rule, most=int(most[i]))
        if surveys and s == RANGE else ()
        for i, s in enumerate(status)
    ]  # fmt: skip
    by_id = joint.set_index("community_id").reindex(ids)
    table = {
        "community_id": ids,
        "community": communities["name"].to_numpy(),
        "subdistrict": communities["subdistrict"].to_numpy(),
        "status": status,
        "provisional": np.isnan(bounds.point.supply) | np.isnan(bounds.point.feedback),
        "score_low": np.where(found.insufficient, np.nan, found.score_low),
        "score": np.where(found.insufficient, np.nan, found.score),
        "score_high": np.where(found.insufficient, np.nan, found.score_high),
        "stars_low": _integers(stars_low, nothing),
        "stars": _integers(stars, nothing),
        "stars_high": _integers(stars_high, nothing),
        "completeness": np.where(bounds.has_residents, bounds.completeness, np.nan),
        "joint_low": by_id["joint_low"].to_numpy(),
        "joint_high": by_id["joint_high"].to_numpy(),
        "reasons": pd.Series(why, dtype=object),
        "next_star": _integers(np.maximum(stars + 1, min(standard.levels)), nothing | (stars >= FIVE)),
        "surveys": pd.Series(settling, dtype=object),
    }
    return pd.DataFrame(table)[list(RATING_FRAME)]


def most_stars(flags: Mapping[int, str], n: int, standard: Standard) -> Ints:
    """Stars that each of ``n`` communities may have at most."""
    return np.where(np.isin(np.arange(n), list(flags)), standard.red_flag.stars, FIVE)


def flags_of(red_flags: Sequence[RedFlag], ids: np.ndarray) -> dict[int, str]:
    """
    Document number of the red flag by row of ``ids``.

    Raises
    ------
    InputError
        If a flag has no document number, or none of ``ids``.
    """
    row_of = {community: row for row, community in enumerate(ids)}
    flags: dict[int, str] = {}
    for flag in red_flags:
        if not flag.document.strip():
            raise InputError(
                msg("社区 {community_id} 的一票否决缺少文号", community_id=flag.community_id),
                hint=msg("请在 [[red_flag]] 中填写 document"),
            )
        if flag.community_id not in row_of:
            raise InputError(
                msg("一票否决所指的社区 {community_id} 不存在", community_id=flag.community_id),
                hint=msg("请核对 [[red_flag]] 的 community"),
            )
        flags[row_of[flag.community_id]] = flag.document.strip()
    return flags


def _shares(
    coverage: pd.DataFrame,
    joint: pd.DataFrame,
    rule: Rule,
    ids: np.ndarray,
    supply: Mapping[str, float] | None,
    feedback: Mapping[str, float] | None,
    typed: Floats,
) -> CommunityShares:
    index = pd.MultiIndex.from_product([ids, rule.codes])
    table = coverage.set_index(["community_id", "category"]).reindex(index)
    shape = (len(ids), len(rule.codes))

    def matrix(column: str) -> Floats:
        return table[column].to_numpy(dtype=float).reshape(shape)

    by_id = joint.set_index("community_id").reindex(ids)
    return CommunityShares(
        matrix("coverage_low"), matrix("coverage"), matrix("coverage_high"),
        matrix("senior_low"), matrix("senior"), matrix("senior_high"),
        ~table["note"].fillna("").str.contains("not_applicable").to_numpy().reshape(shape),
        by_id["joint_low"].to_numpy(), by_id["joint"].to_numpy(), by_id["joint_high"].to_numpy(),
        component(supply, ids), component(feedback, ids), typed,
    )  # fmt: skip


def _why_insufficient(bounds: Bounds, row: int, standard: Standard) -> tuple[Reason, ...]:
    if not bounds.has_residents[row]:
        return (NoResidents(),)
    return (LowCompleteness(float(bounds.completeness[row]), standard.min_completeness),)


def _integers(values: np.ndarray, empty: Bools) -> pd.arrays.IntegerArray:
    return pd.arrays.IntegerArray(values.astype(np.int64), empty.copy())
