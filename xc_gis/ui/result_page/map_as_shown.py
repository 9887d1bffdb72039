"""What the work page shows, put together for a page: theme, place, other figures, marks, layers."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from xc_gis.languages.message import msg
from xc_gis.wording.window import tr

if TYPE_CHECKING:
    from collections.abc import Mapping

    from xc_gis.operations.export.current_map.shown_map import ShownMap
    from xc_gis.ui.result_page.work_page import WorkPage

_MARKS = {
    "xcWindowTools.select": "selection",
    "xcWindowTools.measure": "measure",
    "xcWindowPlanning.show": "changes",
    "xcWindowFound.show": "found",
}
_LAYER = "xcMap.setLayer "


def map_as_shown(work: WorkPage, run_folder: Path, view: Mapping[str, Any]) -> ShownMap:
    """
    The map as it is shown.

    Parameters
    ----------
    view
        What the page says of itself (``xcMap.view()``): ``theme, community, bounds``.
    """
    from xc_gis.operations.export.current_map.shown_map import ShownMap  # noqa: PLC0415 - loaded ahead in a thread

    told = work.map.told
    west, south, east, north = (float(edge) for edge in view["bounds"])
    place = told.get("xcWindowMap.showPlace", (None, None))
    marks = {name: told[function][0] for function, name in _MARKS.items() if told.get(function, (None,))[0]}
    if place[0]:
        marks |= {"place": place[0], "category": place[1]}
    hidden = [key.removeprefix(_LAYER) for key, values in told.items() if key.startswith(_LAYER) and not values[1]]
    if told.get("xcWindowMap.setStreets", (True,))[0] is False:
        hidden.append("streets")
    types = told.get("xcMap.setSiteTypes", (None,))[0]
    return ShownMap(
        run_folder, str(view["theme"]), (west, south, east, north), community=str(view.get("community") or ""),
        figures=_figures(told), values=told.get("xcWindowPlanning.values", (None,))[0], named=_named(work), marks=marks,
        hidden=tuple(hidden), site_types=None if types is None else tuple(types),
    )  # fmt: skip


def _figures(told: Mapping[str, tuple[Any, ...]]) -> Mapping[str, Any] | None:
    figures = told.get("xcMap.setFigures", (None,))[0]
    ratings = told.get("xcMap.setRatings", (None,))[0]
    if figures is None and ratings:
        return {"ratings": ratings}
    known: Mapping[str, Any] | None = figures
    return known


def _named(work: WorkPage) -> str:
    if work.scenario:
        return tr(msg("方案：{name}", name=work.scenario))
    return work.figures_name or (tr(msg("修改中的评价标准")) if work.is_preview else "")
