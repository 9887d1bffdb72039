"""What became of each community since another run: stars won and lost, coverage in percentage points."""

from __future__ import annotations

from math import inf

from xc_gis.languages.message import msg
from xc_gis.operations.export.run_themes import class_of
from xc_gis.operations.export.spoken import Say
from xc_gis.operations.export.theme_choice import DIFFERENCE
from xc_gis.report.documents.atlas.records import ClassRow, Look, ThemeOnMap
from xc_gis.report.themes import NOTHING, PEOPLE, SIX, Theme, ThemeClass, on_the_map
from xc_gis.runs.compare.changes import compare_runs
from xc_gis.runs.run_id import run_id
from xc_gis.runs.view import CommunityView, RunView

STEPS = Theme(
    (
        ThemeClass(-1.5, PEOPLE[4], (msg("降 2 星及以上"),)), ThemeClass(-0.5, PEOPLE[2], (msg("降 1 星"),)),
        ThemeClass(0.5, NOTHING, (msg("不变"),)), ThemeClass(1.5, SIX[2], (msg("升 1 星"),)), ThemeClass(inf, SIX[4], (msg("升 2 星及以上"),)),
    ),
    limit_counts_in=False,
)  # fmt: skip
POINTS = Theme(
    (
        ThemeClass(-20.0, PEOPLE[4], (msg("减少 20 个百分点以上"),)), ThemeClass(-1.0, PEOPLE[2], (msg("减少 1–20 个百分点"),)),
        ThemeClass(1.0, NOTHING, (msg("变化不到 1 个百分点"),)), ThemeClass(20.0, SIX[2], (msg("增加 1–20 个百分点"),)),
        ThemeClass(inf, SIX[4], (msg("增加 20 个百分点以上"),)),
    ),
    limit_counts_in=False,
)  # fmt: skip
"""Both ends are dark, so that they are told apart in grey by what stands after a name: +1, −1."""


def difference_theme(run: RunView, against: RunView, category: str, say: Say) -> ThemeOnMap:
    """
    The run compared with an earlier one.

    ``category``: compare its coverage; empty: the stars.

    Raises
    ------
    InputError
        The runs have no community or no category in common.
    """
    compared = compare_runs(against, run)
    theme = POINTS if category else STEPS
    last = len(theme.classes) - 1
    looks = {}
    for change in compared.communities:
        if change.after is None:
            continue
        value = _points(change.before, change.after, category) if category else _stars(change.before, change.after)
        if value is None:
            looks[change.community_id] = Look(None, say(msg("不能比较")), is_unknown=True)
            continue
        shown = class_of(theme, value)
        mark = signed(value, 1 if category else 0) if shown != last // 2 else ""
        words = (
            say(msg("{points} 个百分点", points=signed(value, 1))) if category else say(msg("{stars} 星", stars=signed(value, 0)))
        )
        looks[change.community_id] = Look(last - shown, words, mark=mark)
    rows = tuple(
        ClassRow(on_the_map(one.colour) if one.colour != NOTHING else NOTHING, say(one.words[0])) for one in theme.classes[::-1]
    )
    day = against.manifest["study"]["date"] or "—"
    note = say(msg("与结果 {run}（{day}）相比", run=run_id(against.manifest), day=day))
    code = f"{DIFFERENCE}:{category}" if category else DIFFERENCE
    if category:
        name = run.by_code[category].name
        title, value_name = say(msg("{category}覆盖率变化图", category=name)), say(msg("{category}覆盖率变化", category=name))
    else:
        title, value_name = say(msg("星级变化图")), say(msg("星级变化"))
    return ThemeOnMap(
        code,
        title,
        value_name,
        say(msg("变化")),
        rows,
        say(msg("不能比较（一次未评、未知或没有该社区）")),
        "",
        "",
        looks,
        notes=(note,),
    )


def _stars(before: CommunityView | None, after: CommunityView) -> float | None:
    if before is None or before.stars is None or after.stars is None:
        return None
    return float(after.stars - before.stars)


def _points(before: CommunityView | None, after: CommunityView, category: str) -> float | None:
    shares = [
        next((row.share for row in community.coverage if row.category.code == category), None) if community else None
        for community in (before, after)
    ]
    was, now = shares
    return None if was is None or now is None else (now - was) * 100.0


def signed(value: float, decimals: int) -> str:
    """
    A difference with its sign.

    >>> signed(1.0, 0), signed(-2.34, 1), signed(0.0, 0)
    ('+1', '−2.3', '0')
    """
    text = f"{abs(value):.{decimals}f}"
    return text if float(text) == 0 else f"{'+' if value > 0 else '−'}{text}"
