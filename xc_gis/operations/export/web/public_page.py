"""
A page that may be shown in public: no figure of one to four people, and none from which it could be worked out.

A cell is a community and a category. Where any of its counts (covered, in gap, unknown; in the other run, too) is one to four people, all
its figures are left away together: shares, bounds and counts say the same thing in other words. What remains is its class, which is as wide
as the legend says. Homes are never shown. No page bears a sum over communities, so nothing is left to be found by subtraction.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from xc_gis.report.themes import THEMES, Theme
from xc_gis.runs.view import CommunityView, CoverageView, RunView

FEW = 5
"""People below whom a group is not told (but for nobody at all)."""

NEARLY_NONE = 0.02
"""A share times residents that is this small is nobody: shares have six decimals."""

HIDDEN_FIGURES = ("gap", "unknown", "low", "high", "share")


def public_page(page: Mapping[str, Any], run: RunView, against: RunView | None = None) -> dict[str, Any]:
    """
    The data of a page, fit to be shown.

    Parameters
    ----------
    run, against
        Whose figures they are, and those of the other run that ``page["scenario"]`` compares with.

    Returns
    -------
    dict
        ``public`` is true; columns of ``coverage`` have ``few`` besides; a community whose joint share would tell a few people has ``joint_few``,
        one with fewer than five residents no figures at all (``residents`` null).
    """
    runs = [view for view in (run, against) if view is not None]
    order = [c["id"] for c in page["communities"]]
    few = {code: [any(_is_few(view, name, code) for view in runs) for name in order] for code in page["coverage"]}
    scenario = page.get("scenario")
    if scenario:
        for code, cells in few.items():
            for kind in ("newly", "fewer"):
                changed = scenario[kind].get(code, [0] * len(order))
                cells[:] = [cell or _few(value) for cell, value in zip(cells, changed, strict=True)]
    told_few = [any(cells[n] for cells in few.values()) for n in range(len(order))]
    made = dict(page) | {
        "public": True,
        "coverage": {code: _hidden(columns, few[code]) for code, columns in page["coverage"].items()},
        "gaps": {code: {name: [] for name in columns} for code, columns in page["gaps"].items()},
        "communities": [_community(c, is_few=told_few[n], joint_few=any(_joint_few(view.by_id.get(c["id"])) for view in runs)) for n, c in enumerate(page["communities"])],
    }  # fmt: skip
    if scenario:
        made["scenario"] = _scenario(scenario, few, made["communities"])
    return made


def _few(value: float | None) -> bool:
    return value is not None and NEARLY_NONE < value < FEW


def _is_few(run: RunView, community: str, code: str) -> bool:
    found = run.by_id.get(community)
    if found is None or _few(found.residents.get("residents")):
        return found is not None
    row: CoverageView | None = next((one for one in found.coverage if one.category.code == code), None)
    return row is not None and any(_few(count) for count in (row.residents, row.covered, row.gap, row.unknown))


def _joint_few(community: CommunityView | None) -> bool:
    residents = None if community is None else community.residents.get("residents")
    if community is None or residents is None or community.joint_low is None or community.joint_high is None:
        return False
    low, high = community.joint_low, community.joint_high
    return _few(residents) or any(_few(share * residents) for share in (low, high - low, 1.0 - high))


def _hidden(columns: Mapping[str, list[Any]], few: Sequence[bool]) -> dict[str, list[Any]]:
    """Columns of a category: where a cell is hidden its share and its people in gap are those at the end of their class, which alone is shown."""
    made: dict[str, list[Any]] = {name: list(values) for name, values in columns.items()}
    for n in (n for n, hidden in enumerate(few) if hidden and columns["low"][n] is not None):
        share = columns["share"][n]
        shown = None if share is None else _end(THEMES["coverage"], share, lambda ends, k: ends[k - 1] if k else 0.0)
        made["share"][n] = shown
        made["low"][n], made["high"][n] = (0, 1) if shown is None else (shown, shown)
        made["gap"][n] = _end(
            THEMES["gaps"], columns["gap"][n], lambda ends, k: ends[min(k, len(ends) - 2)] + (k == len(ends) - 1)
        )
        made["unknown"][n] = 0
    return made | {"few": [bool(hidden) for hidden in few]}


def _end(theme: Theme, value: float, which: Callable[[list[float], int], float]) -> float:
    """One end of the class of a value."""
    ends = [one.limit for one in theme.classes]
    k = next(n for n, limit in enumerate(ends) if value < limit or (theme.limit_counts_in and value == limit))
    return which(ends, k)


def _community(c: Mapping[str, Any], *, is_few: bool, joint_few: bool) -> dict[str, Any]:
    made = dict(c)
    if "more" in made:  # a further standard counts other services: what it lacks may tell other small numbers
        made["more"] = [{**one, "reasons": []} for one in made["more"]]
    if is_few or joint_few:  # reasons say shares and people
        made |= {"reasons": [], "surveys": {"zh": "", "en": ""}, "few": True}
    if joint_few and c["joint_low"] is not None:
        joint = None if c["joint"] is None else _end(THEMES["joint"], c["joint"], lambda ends, k: ends[k - 1] if k else 0.0)
        made |= {
            "joint": joint,
            "joint_low": 0 if joint is None else joint,
            "joint_high": 1 if joint is None else joint,
            "joint_few": True,
        }
    if _few(c["residents"]):
        made |= {"residents": None}
    return made


def _scenario(
    scenario: Mapping[str, Any], few: Mapping[str, Sequence[bool]], communities: Sequence[Mapping[str, Any]]
) -> dict[str, Any]:
    before = scenario["before"]
    ratings = [_rating(row, c) for row, c in zip(before["ratings"], communities, strict=True)]
    return dict(scenario) | {
        "before": {
            "ratings": ratings,
            "coverage": {code: _hidden(columns, few[code]) for code, columns in before["coverage"].items()},
            "gaps": {code: {name: [] for name in columns} for code, columns in before["gaps"].items()},
        },
        **{
            kind: {
                code: [None if hidden else value for hidden, value in zip(few[code], values, strict=True)]
                for code, values in scenario[kind].items()
            }
            for kind in ("newly", "fewer")
        },
    }


def _rating(row: Mapping[str, Any], c: Mapping[str, Any]) -> dict[str, Any]:
    if not c.get("joint_few") or row.get("joint_low") is None:
        return dict(row)
    joint = row["joint"]
    shown = None if joint is None else _end(THEMES["joint"], joint, lambda ends, k: ends[k - 1] if k else 0.0)
    return dict(row) | {"joint": shown, "joint_low": 0 if shown is None else shown, "joint_high": 1 if shown is None else shown}
