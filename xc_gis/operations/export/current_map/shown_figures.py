"""A run with other figures in place of its own: those of a scenario, of a moment, of a standard that is edited, as the window shows them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from xc_gis.report.documents.drawing.ground import GapPlaces, Ground, gap_places
from xc_gis.runs.view import CommunityView, CoverageView, RunView

_SHARES = {"low": "low", "share": "share", "high": "high", "gap": "gap", "unknown": "unknown", "median_minutes": "median_minutes"}


def run_with_figures(run: RunView, figures: Mapping[str, Any]) -> RunView:
    """
    The run as the window shows it.

    What the next star lacks and what a survey would settle are those of the run and are left away; a score stays only where it was given.

    Parameters
    ----------
    figures
        ``ratings`` (rows by community), ``coverage`` (columns by category, in the order of the communities); each may be missing.
    """
    ratings = {row["community_id"]: row for row in figures.get("ratings") or ()}
    coverage = figures.get("coverage") or {}
    order = {c.community_id: n for n, c in enumerate(run.communities)}
    communities = tuple(
        _rated(replace(c, coverage=tuple(_covered(row, coverage.get(row.category.code), order[c.community_id]) for row in c.coverage)), ratings)
        for c in run.communities
    )  # fmt: skip
    return replace(run, communities=communities)


def page_with_figures(page: Mapping[str, Any], figures: Mapping[str, Any]) -> dict[str, Any]:
    """The data of the map page with these joint shares."""
    ratings = {row["community_id"]: row for row in figures.get("ratings") or ()}
    named = [c | {"joint": ratings[c["id"]]["joint"]} if "joint" in ratings.get(c["id"], {}) else c for c in page["communities"]]
    return {**page, "communities": named}


def ground_with_gaps(ground: Ground, page: Mapping[str, Any], figures: Mapping[str, Any]) -> Ground:
    """The ground with these people in gap; categories that are not named keep theirs."""
    made: dict[str, GapPlaces] = {
        code: gap_places(columns, page, ground.crs) for code, columns in (figures.get("gaps") or {}).items()
    }
    return replace(ground, gaps={**ground.gaps, **made}) if made else ground


def _covered(row: CoverageView, columns: Mapping[str, Sequence[Any]] | None, n: int) -> CoverageView:
    if columns is None:
        return row
    given = {mine: columns[theirs][n] for mine, theirs in _SHARES.items()}
    covered = None
    if row.residents is not None and given["gap"] is not None and given["unknown"] is not None:
        covered = max(0.0, row.residents - given["gap"] - given["unknown"])
    note = columns["note"][n] if "note" in columns else ";".join(row.notes)
    return replace(row, covered=covered, notes=tuple(word for word in note.split(";") if word), **given)


def _rated(community: CommunityView, ratings: Mapping[str, Mapping[str, Any]]) -> CommunityView:
    row = ratings.get(community.community_id)
    if row is None:
        return community
    stars, low, high = (row.get(name) for name in ("stars", "stars_low", "stars_high"))
    status = "insufficient" if stars is None and low is None else "range" if low != high else "rated"
    joint: dict[str, Any] = {name: row[name] for name in ("joint_low", "joint_high") if name in row}
    shown = replace(
        community, status=status, provisional=bool(row.get("provisional", False)), stars=stars, stars_low=low, stars_high=high,
        score=row.get("score"), score_low=row.get("score_low"), score_high=row.get("score_high"), next_star=None, reasons=(), surveys=(),
    )  # fmt: skip
    return replace(shown, **joint)
