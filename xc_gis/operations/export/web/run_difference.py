"""What a page shows of another run: its figures community by community, stars won and lost, more and fewer people covered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from xc_gis.runs.compare.changes import compare_runs
from xc_gis.runs.run_id import run_id
from xc_gis.runs.view import CommunityView, CoverageView, RunView

NOTHING = {"low": None, "share": None, "high": None, "gap": 0, "unknown": 0, "median_minutes": None, "note": "no_location"}
RATED = ("stars", "stars_low", "stars_high", "score", "score_low", "score_high", "provisional", "joint_low", "joint_high")


def run_difference(page: Mapping[str, Any], run: RunView, against: RunView, other_page: Mapping[str, Any]) -> dict[str, Any]:
    """
    ``scenario`` of the page of a run, as its scripts take it; ``kind`` is ``runs``, ``other`` names the other run.

    People are compared where both runs know the category in the community (``share``), else there is nothing to say (null): what was unknown
    and is known now was not won.

    Raises
    ------
    InputError
        The runs have no community or no category in common.
    """
    compare_runs(against, run)
    ids = [c["id"] for c in page["communities"]]
    now, was = ([view.by_id.get(name) for name in ids] for view in (run, against))
    joints = {c["id"]: c["joint"] for c in other_page["communities"]}
    codes = list(page["coverage"])
    changes = {code: [_change(a, b, code) for a, b in zip(was, now, strict=True)] for code in codes}
    return {
        "kind": "runs",
        "other": {"run": run_id(against.manifest), "day": against.manifest["study"]["date"] or "", "name": against.name},
        "before": {
            "ratings": [_rating(name, c, joints.get(name)) for name, c in zip(ids, was, strict=True)],
            "coverage": {code: _columns(was, code) for code in codes},
            "gaps": {
                code: other_page["gaps"].get(code, {"x": [], "y": [], "residents": [], "over_tenths": []}) for code in codes
            },
        },
        "stars_change": [_stars(a, b) for a, b in zip(was, now, strict=True)],
        "newly": _moved(changes, 1),
        "fewer": _moved(changes, -1),
    }


def _moved(changes: Mapping[str, Sequence[float | None]], sign: int) -> dict[str, list[float | None]]:
    """People by community where a category moved this way anywhere; null where nothing can be said."""
    return {
        code: [None if value is None else max(0.0, sign * value) for value in values]
        for code, values in changes.items()
        if any(value is not None and sign * value > 0 for value in values)
    }


def _row(community: CommunityView | None, code: str) -> CoverageView | None:
    return None if community is None else next((row for row in community.coverage if row.category.code == code), None)


def _change(before: CommunityView | None, after: CommunityView | None, code: str) -> float | None:
    was, now = _row(before, code), _row(after, code)
    if was is None or now is None or was.share is None or now.share is None or was.covered is None or now.covered is None:
        return None
    return now.covered - was.covered


def _stars(before: CommunityView | None, after: CommunityView | None) -> int | None:
    return None if before is None or after is None or before.stars is None or after.stars is None else after.stars - before.stars


def _rating(name: str, community: CommunityView | None, joint: float | None) -> dict[str, Any]:
    """Null where the other run has no such community."""
    values = {key: getattr(community, key, None) for key in RATED} | {"joint": joint}
    return {"community_id": name, **values, "provisional": bool(values["provisional"])}


def _columns(communities: Sequence[CommunityView | None], code: str) -> dict[str, list[Any]]:
    rows = [_cell(_row(community, code)) for community in communities]
    return {name: [row[name] for row in rows] for name in NOTHING}


def _cell(row: CoverageView | None) -> dict[str, Any]:
    if row is None:
        return dict(NOTHING)
    return {
        "low": row.low, "share": row.share, "high": row.high, "gap": row.gap or 0, "unknown": row.unknown or 0, "median_minutes": row.median_minutes,
        "note": ";".join(row.notes),
    }  # fmt: skip
