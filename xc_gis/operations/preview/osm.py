"""A look at a list of facilities that is an OpenStreetMap file: what the study would take from it, by type, and why."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xc_gis.languages.message import msg
from xc_gis.model import Finding
from xc_gis.operations.preview.records import NAMELESS, LayerPreview, PreviewClasses
from xc_gis.sources.crs.reading import Reading
from xc_gis.sources.facilities.join import types_finding
from xc_gis.sources.facilities.read import layer_rows
from xc_gis.sources.rows.cells import ROW
from xc_gis.sources.rows.left_out_rows import ProblemList
from xc_gis.sources.study.area import StudyArea, beyond, box_around
from xc_gis.sources.study.named_files import LayerSource
from xc_gis.sources.study.tables import FacilitiesTable
from xc_gis.standard import Standard
from xc_gis.units import EXCHANGE_CRS

HEADINGS = (msg("设施类型"), msg("名称"), msg("OSM 编号"), msg("依据"), msg("地址"), msg("状态"))
STATUS_ZH = {"open": msg("营业"), "planned": msg("规划"), "closed": msg("停业"), "": msg("不明")}
MOST_ROWS = 300
MOST_PLACES = 5_000
"""What a window draws and names without delay; the rest is counted."""
MOST_CORNERS = 200_000
OWN_COLOURS = 7
"""The most frequent types have a colour each; more could not be told apart."""
OUTLINE_M = 1.0


def preview_osm(
    preview: LayerPreview,
    source: LayerSource[FacilitiesTable],
    standard: Standard,
    day: date | None,
    ground: StudyArea | None,
    reading: Reading,
) -> LayerPreview:
    """
    Look at an OSM file as a list of a study of that day.

    Raises
    ------
    InputError
        As the reading of the list raises it.
    """
    box = box_around(ground.area, ground.crs, ground.buffer_m) if ground else None
    every, record = layer_rows(source, standard, day, reading.target_crs, box, ProblemList(), reading)
    near = ~beyond(every.geometry.to_numpy(), ground.area if ground else None, reading.buffer_m)
    rows = every[near]
    typed = rows[rows["type"] != ""]
    order = {code: n for n, code in enumerate(standard.facility_types)}
    typed = typed.iloc[np.lexsort((typed[ROW].to_numpy(), typed["type"].map(order).to_numpy(dtype=int)))]
    rest = rows[rows["type"] == ""]
    table = pd.concat([typed, rest]).head(MOST_ROWS)
    drawn = _drawn(typed)
    shown = _with_places(preview, drawn, typed["type"], standard)
    notices = [
        msg("共 {count:,} 处,其中 {count2:,} 处是设施", count=len(rows), count2=len(typed))
        if len(rest)
        else msg("共 {count:,} 处设施", count=len(rows))
    ]
    notices += [msg("表中仅显示前 {count:,} 处", count=len(table))] if len(table) < len(rows) else []
    notices += [msg("图上仅显示前 {count:,} 处", count=len(drawn))] if len(drawn) < len(typed) else []
    return replace(
        shown, headings=HEADINGS, rows=tuple(_cells(row, standard) for row in table.itertuples(index=False)),
        numbers=tuple(int(n) for n in table[ROW]), count=len(rows), own_rows=False, notices=tuple(notices), crs=record.crs,
        findings=_findings(record.path, source.name, rows, rest, record.rows - len(rows), ground),
    )  # fmt: skip


def _drawn(typed: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """The first places, as many as a window draws without delay."""
    placed = typed[typed.geometry.notna()].head(MOST_PLACES)
    placed = placed.assign(geometry=placed.geometry.simplify(OUTLINE_M))
    corners = np.cumsum(shapely.get_num_coordinates(placed.geometry.to_numpy()))
    return placed[corners <= MOST_CORNERS]


def _with_places(preview: LayerPreview, drawn: gpd.GeoDataFrame, kinds: pd.Series, standard: Standard) -> LayerPreview:
    """Points and outlines in the colour of their type; nothing to colour, no legend."""
    if not len(drawn):
        return preview
    counts = kinds.value_counts(sort=False).sort_index().sort_values(ascending=False, kind="stable")
    own = list(counts.index[:OWN_COLOURS])
    words = [standard.facility_types[code].zh for code in own]
    numbers = [int(n) for n in counts.head(OWN_COLOURS)]
    others = counts.iloc[OWN_COLOURS:]
    if len(others):
        words.append(msg("其他 {count} 种", count=len(others)))
        numbers.append(int(others.sum()))
    kind = drawn["type"].map({code: n for n, code in enumerate(own)}).fillna(OWN_COLOURS).to_numpy(dtype=int)
    degrees = drawn.geometry.to_crs(EXCHANGE_CRS).to_numpy()
    flat = shapely.get_dimensions(degrees) == 0
    outlines: list[np.ndarray] = []
    of_outlines: list[int] = []
    for area, number in zip(degrees[~flat], kind[~flat], strict=True):
        for ring in shapely.get_parts(shapely.boundary(area) if shapely.get_dimensions(area) > 1 else area):
            outlines.append(shapely.get_coordinates(ring))
            of_outlines.append(int(number))
    places = np.array([shapely.get_coordinates(shapely.point_on_surface(g))[0] for g in degrees]).reshape(-1, 2)
    names = [_name(row) for row in drawn[["name", "facility_id"]].itertuples(index=False)]
    labels = [
        (name or NAMELESS) + "\n" + standard.facility_types[code].name for name, code in zip(names, drawn["type"], strict=True)
    ]
    return replace(
        preview, points=places[flat], outlines=tuple(outlines),
        classes=PreviewClasses(
            msg("{count:,} 处设施,{size} 种", count=len(kinds), size=counts.size), tuple(words), tuple(numbers), kind[flat], np.array(of_outlines, dtype=int),
            others=len(others) > 0, places=places, names=tuple(labels),
        ),
    )  # fmt: skip


def _cells(row: tuple[object, ...], standard: Standard) -> tuple[str, ...]:
    kind = standard.facility_types.get(str(row.type))  # type: ignore[attr-defined]
    cells = {name: str(getattr(row, name)) for name in ("facility_id", "typed", "address", "status")}
    number = cells["facility_id"].removeprefix("osm:")
    return (
        kind.zh if kind else msg("(不用)"), _name(row), number, cells["typed"], cells["address"], STATUS_ZH.get(cells["status"], cells["status"]),
    )  # fmt: skip


def _name(row: object) -> str:
    """Name of a facility; empty where its id stands in for one."""
    name = str(row.name)  # type: ignore[attr-defined]
    return "" if name == row.facility_id else name  # type: ignore[attr-defined]


def _findings(
    shown: str, table: str, rows: gpd.GeoDataFrame, rest: gpd.GeoDataFrame, away: int, ground: StudyArea | None
) -> tuple[Finding, ...]:
    found = [types_finding(shown, table, rows, rest)]
    if not len(rows) - len(rest):
        text = msg("文件里没有能用的设施") if not away else msg("社区周围没有能用的设施")
        found.append(Finding(shown, table, "rows", "warning", text))
    if ground is None:
        text = msg("社区还不可用,先显示整个文件;运行时只用社区周围的设施")
        found.append(Finding(shown, table, "outside", "info", text))
    elif away:
        text = msg("文件中有 {away:,} 处距所有社区超过 {buffer_m:g} 米,不参与分析", away=away, buffer_m=ground.buffer_m)
        found.append(Finding(shown, table, "outside", "info", text, {"rows": away}))
    return tuple(found)
