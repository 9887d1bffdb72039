"""Scenarios side by side as a table, on the page and in a file: headings and cells. Knows no Qt."""

from __future__ import annotations

from xc_gis.languages.message import msg
from xc_gis.ui.presenters.planning.effect_words import people_words, wan_words
from xc_gis.ui.presenters.planning.planning_view import SideRow
from xc_gis.wording.window import tr

HEADINGS = (
    msg("方案"), msg("改动"), msg("新覆盖（人）"), msg("其中 60 岁以上"), msg("失去覆盖（人）"), msg("增加的星"), msg("失去的星"), msg("造价（万元）"),
)  # fmt: skip


def cells_of(row: SideRow) -> tuple[str, ...]:
    """Texts of one row; where nothing is computed yet, the first figure says so and the others are empty."""
    cost = _cost(row)
    if row.stars_won is None:
        return (row.name, str(row.changes), row.state, "", "", "", "", cost if row.changes else "")
    return (
        row.name, str(row.changes), people_words(row.won), people_words(row.seniors), people_words(row.lost), str(row.stars_won),
        str(row.stars_lost), cost,
    )  # fmt: skip


def _cost(row: SideRow) -> str:
    """A sum of which parts are missing says so: else it would pass for the cheaper scenario."""
    if row.cost is None:
        return tr(msg("未填"))
    amount = wan_words(row.cost)
    return tr(msg("{amount}（另有 {count} 项未填）", amount=amount, count=row.without_cost)) if row.without_cost else amount
