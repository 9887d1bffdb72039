"""A look at where residents are: cells of a population grid, or counted points, in steps of how many live there."""

from __future__ import annotations

from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xc_gis.model import Finding
from xc_gis.preview_report import LayerPreview, PreviewClasses
from xc_gis.sources.membership import communities_of
from xc_gis.sources.people.population_grid import MOST_CELLS, read_grid
from xc_gis.sources.reading import Reading
from xc_gis.sources.study.file import ResidentsTable, StudyFile
from xc_gis.sources.study_area import Ground, beyond
from xc_gis.sources.tables.cells import ROW, numbers
from xc_gis.units import EXCHANGE_CRS

HEADINGS = ("格子(行列)", "居民", "社区", "经度", "纬度")
MOST_ROWS = 200
MOST_POINTS = 20_000
MOST_UNFRAMED = 250_000
"""Cells that are read as long as no communities say which of them are wanted."""
STEPS = (0.2, 0.4, 0.6, 0.8)
"""Shares of places below the borders of the steps."""


def preview_grid(
    preview: LayerPreview, study: StudyFile, table: ResidentsTable, ground: Ground | None, reading: Reading
) -> LayerPreview:
    """
    Look at a population grid: the cells that a run would read.

    Raises
    ------
    InputError, CrsError
        As the reading of the grid raises it.
    """
    area = ground.area if ground else None
    layer, findings = read_grid(
        study, table, reading.target_crs, area, reading.buffer_m, most=MOST_CELLS if ground else MOST_UNFRAMED
    )
    frame = layer.frame[~beyond(layer.frame.geometry.to_numpy(), area, reading.buffer_m)]
    people, points = frame["residents"].to_numpy(dtype=float), frame.geometry.to_numpy()
    home = _homes(points, ground, frame[ROW], layer.shown)
    largest = np.argsort(-people, kind="stable")
    drawn = np.sort(largest[:MOST_POINTS])
    cell_m = float(findings[0].evidence["cell_m"])
    degrees = shapely.get_coordinates(gpd.GeoSeries(points, crs=reading.target_crs).to_crs(EXCHANGE_CRS).to_numpy())
    first = largest[:MOST_ROWS]
    weights = table.totals is not None or table.total is not None
    said = f"格子的数合计 {people.sum():,.0f},只作分摊的权重" if weights else f"共 {people.sum():,.0f} 人"
    title = f"{said},{len(people):,} 格"
    told = (title, *_said(len(drawn), len(people)), f"表中是人数最多的前 {len(first)} 格")
    return replace(
        preview, headings=HEADINGS, numbers=tuple(range(1, len(first) + 1)), count=len(people), own_rows=False, told=told, crs=layer.crs,
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
    title = f"共 {people[counted].sum():,.0f} 人,{int(counted.sum()):,} 处"
    points = np.flatnonzero(counted)
    drawn = np.sort(points[np.argsort(-people[points], kind="stable")[:MOST_POINTS]])
    degrees = shapely.get_coordinates(frame.geometry.iloc[drawn].to_crs(EXCHANGE_CRS).to_numpy())
    steps = _steps(title, np.where(counted, people, np.nan), drawn)
    return replace(preview, points=degrees, classes=steps, told=(*preview.told, title, *_said(len(drawn), len(points))))


def _said(drawn: int, count: int) -> tuple[str, ...]:
    return (f"图上仅显示人数最多的前 {drawn:,} 处",) if drawn < count else ()


def _steps(title: str, people: np.ndarray, drawn: np.ndarray) -> PreviewClasses:
    """Steps of nearly as many places each, with round borders."""
    known = people[np.isfinite(people)]
    borders = np.unique([_round(border) for border in np.quantile(known, STEPS)])
    borders = borders[(borders > known.min()) & (borders <= known.max())]
    step = np.searchsorted(borders, known, side="right")
    ends = [f"{border:,g}" for border in borders]
    words = (
        [f"不足 {ends[0]} 人", *(f"{a}–{b} 人" for a, b in zip(ends, ends[1:], strict=False)), f"{ends[-1]} 人以上"]
        if ends
        else ["人数相同"]
    )
    counts = np.bincount(step, minlength=len(words))
    of_points = np.searchsorted(borders, people[drawn], side="right")
    return PreviewClasses(
        title, tuple(words), tuple(int(n) for n in counts), of_points, np.zeros(0, dtype=int), ordered=True
    )  # fmt: skip


def _round(value: float) -> float:
    """Two significant digits."""
    return float(f"{value:.1e}") if value > 0 else 0.0


def _homes(points: np.ndarray, ground: Ground | None, rows: pd.Series, shown: str) -> np.ndarray:
    nothing = np.full(len(points), None, dtype=object)
    return nothing if ground is None else communities_of(nothing, points, ground.communities, rows, shown)


def _community_names(home: np.ndarray, ground: Ground | None) -> list[str]:
    """Name of the community of each cell."""
    if ground is None:
        return [""] * len(home)
    names = dict(zip(ground.communities["community_id"], ground.communities["name"], strict=True))
    nowhere = "" if ground.grows else "(社区之外)"
    return [nowhere if word is None else str(names[word]) for word in home]


def _outside(shown: str, people: np.ndarray, home: np.ndarray, ground: Ground | None) -> tuple[Finding, ...]:
    """What lies in no community."""
    if ground is None:
        text = "社区还不可用,先显示整个文件;哪些格子在社区之外,选好社区后再说"
        return (Finding(shown, "residents", "outside", "info", text),)
    if ground.grows:
        text = "有的社区只有点位,范围在运行时推定;哪些格子在社区之外,运行后才知道"
        return (Finding(shown, "residents", "outside", "info", text),)
    out = np.array([word is None for word in home], dtype=bool)
    evidence = {"cells": int(out.sum()), "residents": round(float(people[out].sum()), 1)}
    if not out.any():
        return (Finding(shown, "residents", "outside", "info", "所有格子都在社区之内", evidence),)
    text = f"{int(out.sum()):,} 格、{people[out].sum():,.0f} 人在各社区之外(周围 {ground.buffer_m:g} 米内),不计入任何社区"
    return (Finding(shown, "residents", "outside", "warning" if out.all() else "info", text, evidence),)
