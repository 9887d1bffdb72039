"""A look at where residents are: cells of a population grid, or counted points, in steps of how many live there."""

from __future__ import annotations

from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xc_gis.languages.message import msg
from xc_gis.model import Finding
from xc_gis.operations.preview.records import LayerPreview, PreviewClasses
from xc_gis.sources.crs.reading import Reading
from xc_gis.sources.people.membership import communities_of
from xc_gis.sources.people.population_grid import MOST_CELLS, read_grid
from xc_gis.sources.rows.cells import ROW, numbers
from xc_gis.sources.study.area import StudyArea, beyond
from xc_gis.sources.study.named_files import LayerSource
from xc_gis.sources.study.tables import ResidentsTable
from xc_gis.units import EXCHANGE_CRS

HEADINGS = (msg("格子(行列)"), msg("居民"), msg("社区"), msg("经度"), msg("纬度"))
MOST_ROWS = 200
MOST_POINTS = 20_000
MOST_UNFRAMED = 250_000
"""Cells that are read as long as no communities say which of them are wanted."""
STEPS = (0.2, 0.4, 0.6, 0.8)
"""Shares of places below the borders of the steps."""


def preview_grid(
    preview: LayerPreview, source: LayerSource[ResidentsTable], ground: StudyArea | None, reading: Reading
) -> LayerPreview:
    """
    Look at a population grid: the cells that a run would read.

    Raises
    ------
    InputError, CrsError
        As the reading of the grid raises it.
    """
    area, table = ground.area if ground else None, source.table
    layer, findings = read_grid(source, reading.target_crs, area, reading.buffer_m, most=MOST_CELLS if ground else MOST_UNFRAMED)
    frame = layer.frame[~beyond(layer.frame.geometry.to_numpy(), area, reading.buffer_m)]
    people, points = frame["residents"].to_numpy(dtype=float), frame.geometry.to_numpy()
    home = _homes(points, ground, frame[ROW], layer.shown)
    largest = np.argsort(-people, kind="stable")
    drawn = np.sort(largest[:MOST_POINTS])
    cell_m = float(findings[0].evidence["cell_m"])
    degrees = shapely.get_coordinates(gpd.GeoSeries(points, crs=reading.target_crs).to_crs(EXCHANGE_CRS).to_numpy())
    first = largest[:MOST_ROWS]
    weights = table.totals is not None or table.total is not None
    total = (
        msg("格子的数合计 {count:,.0f},只作分摊的权重", count=people.sum())
        if weights
        else msg("共 {count:,.0f} 人", count=people.sum())
    )
    title = msg("{total},{count:,} 格", total=total, count=len(people))
    notices = (title, *_cut_notices(len(drawn), len(people)), msg("表中是人数最多的前 {count} 格", count=len(first)))
    return replace(
        preview, headings=HEADINGS, numbers=tuple(range(1, len(first) + 1)), count=len(people), own_rows=False, notices=notices, crs=layer.crs,
        rows=tuple(
            (str(frame["demand_id"].iloc[n]), f"{people[n]:,.1f}", where, f"{degrees[n, 0]:.5f}", f"{degrees[n, 1]:.5f}")
            for n, where in zip(first, _community_names(home[first], ground), strict=True)
        ),
        points=degrees[drawn], classes=replace(_steps(title, people, drawn), cell_m=cell_m),
        findings=(*findings, *_outside(layer.shown, people, home, ground)),
    )  # fmt: skip


def with_steps(preview: LayerPreview, frame: gpd.GeoDataFrame) -> LayerPreview:
    """Colour counted points by residents; as it was where the layer is none."""
    placed = frame.geometry.notna().to_numpy()
    if (
        "residents" not in frame.columns
        or not placed.any()
        or (shapely.get_dimensions(frame.geometry.to_numpy()[placed]) != 0).any()
    ):
        return preview
    people = numbers(frame["residents"]).to_numpy(dtype=float)
    counted = np.isfinite(people) & (people >= 0) & placed
    if not counted.any():
        return preview
    title = msg("共 {count:,.0f} 人,{count2:,} 处", count=people[counted].sum(), count2=int(counted.sum()))
    points = np.flatnonzero(counted)
    drawn = np.sort(points[np.argsort(-people[points], kind="stable")[:MOST_POINTS]])
    degrees = shapely.get_coordinates(frame.geometry.iloc[drawn].to_crs(EXCHANGE_CRS).to_numpy())
    steps = _steps(title, np.where(counted, people, np.nan), drawn)
    return replace(
        preview, points=degrees, classes=steps, notices=(*preview.notices, title, *_cut_notices(len(drawn), len(points)))
    )


def _cut_notices(drawn: int, count: int) -> tuple[str, ...]:
    return (msg("图上仅显示人数最多的前 {drawn:,} 处", drawn=drawn),) if drawn < count else ()


def _steps(title: str, people: np.ndarray, drawn: np.ndarray) -> PreviewClasses:
    """Steps of nearly as many places each, with round borders."""
    known = people[np.isfinite(people)]
    borders = np.unique([_round(border) for border in np.quantile(known, STEPS)])
    borders = borders[(borders > known.min()) & (borders <= known.max())]
    step = np.searchsorted(borders, known, side="right")
    ends = [f"{border:,g}" for border in borders]
    words = (
        [
            msg("不足 {ends} 人", ends=ends[0]),
            *(msg("{a}–{b} 人", a=a, b=b) for a, b in zip(ends, ends[1:], strict=False)),
            msg("{ends} 人以上", ends=ends[-1]),
        ]
        if ends
        else [msg("人数相同")]
    )
    counts = np.bincount(step, minlength=len(words))
    of_points = np.searchsorted(borders, people[drawn], side="right")
    return PreviewClasses(
        title, tuple(words), tuple(int(n) for n in counts), of_points, np.zeros(0, dtype=int), ordered=True
    )  # fmt: skip


def _round(value: float) -> float:
    """Two significant digits."""
    return float(f"{value:.1e}") if value > 0 else 0.0


def _homes(points: np.ndarray, ground: StudyArea | None, rows: pd.Series, shown: str) -> np.ndarray:
    nothing = np.full(len(points), None, dtype=object)
    return nothing if ground is None else communities_of(nothing, points, ground.communities, rows, shown)


def _community_names(home: np.ndarray, ground: StudyArea | None) -> list[str]:
    """Name of the community of each cell."""
    if ground is None:
        return [""] * len(home)
    names = dict(zip(ground.communities["community_id"], ground.communities["name"], strict=True))
    nowhere = "" if ground.grows else msg("(社区之外)")
    return [nowhere if word is None else str(names[word]) for word in home]


def _outside(shown: str, people: np.ndarray, home: np.ndarray, ground: StudyArea | None) -> tuple[Finding, ...]:
    """What lies in no community."""
    if ground is None:
        text = msg("社区还不可用,先显示整个文件;哪些格子在社区之外,选好社区后再说")
        return (Finding(shown, "residents", "outside", "info", text),)
    if ground.grows:
        text = msg("有的社区只有点位,范围在运行时推定;哪些格子在社区之外,运行后才知道")
        return (Finding(shown, "residents", "outside", "info", text),)
    out = np.array([word is None for word in home], dtype=bool)
    evidence = {"cells": int(out.sum()), "residents": round(float(people[out].sum()), 1)}
    if not out.any():
        return (Finding(shown, "residents", "outside", "info", msg("所有格子都在社区之内"), evidence),)
    text = msg(
        "{count:,} 格、{count2:,.0f} 人在各社区之外(周围 {buffer_m:g} 米内),不计入任何社区",
        count=int(out.sum()),
        count2=people[out].sum(),
        buffer_m=ground.buffer_m,
    )
    return (Finding(shown, "residents", "outside", "warning" if out.all() else "info", text, evidence),)
