"""The rows of the planning page made from drafts and answers: list of changes, card of the effect, scenarios side by side. Knows no Qt."""

from __future__ import annotations

from collections.abc import Sequence

from xc_gis.languages.message import msg
from xc_gis.model.changes import AddFacility, AddResidents, MoveFacility, total_cost
from xc_gis.runs.view import RunView
from xc_gis.ui.presenters.planning.change_fields import fields_of
from xc_gis.ui.presenters.planning.change_words import place_of, words_of
from xc_gis.ui.presenters.planning.draft import KeyedChange, ScenarioDraft
from xc_gis.ui.presenters.planning.effect_words import (
    NOT_YET,
    RESIDENTS,
    SENIORS,
    category_rows,
    cost_words,
    headline_words,
    stars_rows,
    stars_words,
)
from xc_gis.ui.presenters.planning.place_names import PlaceNames
from xc_gis.ui.presenters.planning.planning_view import ChangeRow, EffectCard, SideRow
from xc_gis.ui.workers.failure import Failure
from xc_gis.ui.workers.planning_records import ScenarioEffect
from xc_gis.wording.window import tr


def change_rows(changes: Sequence[KeyedChange], names: PlaceNames) -> list[ChangeRow]:
    """Changes as the list shows them."""
    return [
        ChangeRow(
            one.key, words_of(one.change, names), one.change.name, one.change.cost, place_of(one.change, names),
            isinstance(one.change, AddFacility | MoveFacility | AddResidents), fields_of(one.change), getattr(one.change, "place", ""),
        )
        for one in changes
    ]  # fmt: skip


def card_of(effect: ScenarioEffect, draft: ScenarioDraft, run: RunView | None, since: str = "") -> EffectCard:
    """The effect of a scenario as the card shows it; ``since``: that the study has changed since it was written."""
    assert run is not None
    said: list[str] = [since] if since else []
    said += [msg("所看时刻：{moment}", moment=draft.moment)] if draft.moment else []
    return EffectCard(
        "", headline_words(effect), stars_words(effect), (), cost_words(draft.changes), tuple(category_rows(effect, run)),
        tuple(stars_rows(effect, run)), tuple(tr(one) for one in (*said, *effect.remarks)),
    )  # fmt: skip


def side_row(draft: ScenarioDraft, answer: ScenarioEffect | Failure | None) -> SideRow:
    """One scenario beside the others; what is not computed yet says so."""
    count, cost = len(draft.changes), total_cost(one.change for one in draft.changes)
    silent = sum(one.change.cost is None for one in draft.changes)
    if isinstance(answer, ScenarioEffect):
        return SideRow(
            draft.name, count, "", answer.won.get(RESIDENTS), answer.won.get(SENIORS), answer.lost.get(RESIDENTS), answer.stars_won, answer.stars_lost, cost, silent
        )  # fmt: skip
    if isinstance(answer, Failure):
        return SideRow(draft.name, count, tr(answer.message), cost=cost, without_cost=silent)
    return SideRow(draft.name, count, tr(NOT_YET if count else msg("没有改动")), cost=cost, without_cost=silent)
