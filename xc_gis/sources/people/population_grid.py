"""Population grids (GeoTIFF): each cell with people becomes a point at its centre."""

from __future__ import annotations

from typing import Any

import geopandas as gpd
import numpy as np
import shapely
from pyproj import CRS, Transformer
from pyproj.exceptions import CRSError

from xc_gis.errors import CrsError, InputError
from xc_gis.files.foreign import foreign_reader
from xc_gis.languages.message import msg
from xc_gis.model import Finding
from xc_gis.sources.crs.chinese_maps import LABELS, nearest_registered
from xc_gis.sources.crs.conversion import DECLARE, converted
from xc_gis.sources.crs.declared import declared_crs
from xc_gis.sources.crs.doctor import note_shift
from xc_gis.sources.layers.read import Layer
from xc_gis.sources.rows.cells import ROW
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.study.named_files import LayerSource
from xc_gis.sources.study.tables import ResidentsTable
from xc_gis.units import EXCHANGE_CRS

GRIDS = (".tif", ".tiff")

COARSE_M = 250.0
"""A cell wider than this hides more than three minutes of walking (assumption)."""

MOST_CELLS = 4_000_000
"""Cells over the study area; more is not a population grid of a district."""


def is_grid(path: str) -> bool:
    """Whether a layer is a raster."""
    return path.lower().endswith(GRIDS)


def read_grid(
    source: LayerSource[ResidentsTable],
    target_crs: str,
    area: shapely.Geometry | None,
    buffer_m: float,
    *,
    most: int = MOST_CELLS,
) -> tuple[Layer, list[Finding]]:
    """
    Read the cells of a population grid that lie in the study area or ``buffer_m`` around it; all where there is no area. More than ``most`` are refused.

    Returns
    -------
    layer
        One row per cell with people: ``demand_id`` (``r<row>c<column>``), ``residents``; ``ROW`` counts the cells read.
    findings
        Size of the cells.

    Raises
    ------
    InputError, CrsError
        Unreadable file, no coordinate system, negative people, no cell with people in the study area.
    """
    import rasterio  # noqa: PLC0415 - most studies have no grid

    path, shown, table = source.path, source.shown, source.table
    with (
        foreign_reader(msg("{shown} 不是可读的 GeoTIFF，内容不完整或已损坏", shown=shown), msg("请重新导出；可用格式:.tif")),
        rasterio.open(path, driver="GTiff") as grid,
    ):
        if grid.transform.is_identity:
            raise InputError(msg("{shown} 只是一张图片,没有地理位置", shown=shown), hint=msg("请换用带坐标系和位置的 GeoTIFF"))
        band = _band(grid.count, table, shown)
        crs = declared_crs(table.crs, _crs_of(grid), shown)
        window = _window(grid, crs, target_crs, area, buffer_m, shown, most)
        values = grid.read(band, window=window, masked=True)
        transform = grid.window_transform(window)
    people = np.ma.filled(values.astype(np.float64), 0.0)
    people[~np.isfinite(people)] = 0.0
    if (people < 0).any():
        row, column = (int(x) for x in np.argwhere(people < 0)[0])
        raise InputError(
            msg(
                "{shown} 第 {row:.0f} 行第 {column:.0f} 列的人数是负数({people:g},共 {count} 格)",
                shown=shown,
                row=row + window.row_off + 1,
                column=column + window.col_off + 1,
                people=people[row, column],
                count=int((people < 0).sum()),
            ),
            hint=msg("如果这是“无数据”的代码,请在文件中设为 nodata"),
        )
    rows, columns = np.nonzero(people > 0)
    if len(rows) == 0:
        raise InputError(
            msg("{shown} 在研究范围内没有一格有人", shown=shown), hint=msg("请检查波段(band)、nodata 和文件是否属于本区")
        )
    x = transform.c + transform.a * (columns + 0.5) + transform.b * (rows + 0.5)
    y = transform.f + transform.d * (columns + 0.5) + transform.e * (rows + 0.5)
    raw, notes = gpd.GeoSeries(shapely.points(x, y)), Notes(shown, "residents")
    note_shift(crs, raw, notes, confirmed=table.crs_confirmed)
    points = converted(raw, crs, target_crs, shown, confirmed=True)
    ids = [f"r{r:05d}c{c:05d}" for r, c in zip(rows + int(window.row_off), columns + int(window.col_off), strict=True)]
    frame = gpd.GeoDataFrame(
        {"demand_id": ids, "residents": people[rows, columns], ROW: np.arange(1, len(rows) + 1)},
        geometry=points.to_numpy(), crs=target_crs,
    )  # fmt: skip
    nothing = frame[ROW].map(lambda _: "")
    return Layer(shown, frame, crs, source.files.opened.sha256(path), nothing), [
        _cell_size(transform, crs, target_crs, x, y, shown),
        *notes.findings,
    ]


def _band(count: int, table: ResidentsTable, shown: str) -> int:
    if table.band is None and count > 1:
        raise InputError(
            msg("{shown} 有 {count} 个波段", shown=shown, count=count),
            hint=msg("请在 [residents] 写明 band = 1(人口所在的波段)"),
            repairs=[{"band": 1}],
        )
    if (table.band or 1) > count:
        raise InputError(
            msg("{shown} 没有第 {band} 个波段(共 {count} 个)", shown=shown, band=table.band, count=count),
            hint=msg("请修正 [residents] 的 band"),
        )
    return table.band or 1


def _crs_of(grid: Any) -> CRS | None:
    try:
        return CRS.from_wkt(grid.crs.to_wkt()) if grid.crs else None
    except CRSError:
        return None


def _window(grid: Any, crs: str, target_crs: str, area: shapely.Geometry | None, buffer_m: float, shown: str, most: int) -> Any:
    """The part of the grid that covers the study area."""
    from rasterio.windows import Window  # noqa: PLC0415

    left, top, right, bottom = 0, 0, int(grid.width), int(grid.height)
    if area is not None:
        # the offset of GCJ-02 is far below the buffer, so its coordinates may be taken as they are
        system = nearest_registered(crs) if crs in LABELS else crs
        west, south, east, north = Transformer.from_crs(target_crs, system, always_xy=True).transform_bounds(
            *area.buffer(buffer_m).bounds
        )
        x, y, back = np.array([west, east, east, west]), np.array([south, south, north, north]), ~grid.transform
        columns, rows = back.a * x + back.b * y + back.c, back.d * x + back.e * y + back.f
        if not (np.isfinite(columns).all() and np.isfinite(rows).all()):
            raise _elsewhere(grid, system, shown)
        left, right = max(left, int(np.floor(columns.min()))), min(right, int(np.ceil(columns.max())))
        top, bottom = max(top, int(np.floor(rows.min()))), min(bottom, int(np.ceil(rows.max())))
        if left >= right or top >= bottom:
            raise _elsewhere(grid, system, shown)
    cells = (right - left) * (bottom - top)
    if cells > most and area is None:
        raise InputError(
            msg("{shown} 有 {cells:,} 格,太大,不能整个读入", shown=shown, cells=cells),
            hint=msg("请先选好社区文件:那时只读社区周围的格子"),
        )
    if cells > most:
        raise InputError(
            msg("{shown} 在研究范围内有 {cells:,} 格,不像人口栅格", shown=shown, cells=cells),
            hint=msg("请换用 100 米左右的人口栅格"),
        )
    return Window(left, top, right - left, bottom - top)


def _elsewhere(grid: Any, crs: str, shown: str) -> InputError:
    try:
        bounds = Transformer.from_crs(crs, EXCHANGE_CRS, always_xy=True).transform_bounds(*grid.bounds)
        where = msg(
            "东经 {west:.3f}–{east:.3f}、北纬 {south:.3f}–{north:.3f}",
            west=bounds[0],
            east=bounds[2],
            south=bounds[1],
            north=bounds[3],
        )
    except CRSError as fault:
        raise CrsError(msg("{shown}:不认识坐标系 “{word}”", shown=shown, word=crs), hint=DECLARE) from fault
    return InputError(
        msg("{shown} 覆盖 {where},与研究范围不相交", shown=shown, where=where), hint=msg("请检查文件是否属于本区,以及坐标系(crs)")
    )


def _cell_size(transform: Any, crs: str, target_crs: str, x: np.ndarray, y: np.ndarray, shown: str) -> Finding:
    corners = gpd.GeoSeries(shapely.points([x[0], x[0] + transform.a, x[0]], [y[0], y[0], y[0] + transform.e]))
    placed = converted(corners, crs, target_crs, shown, confirmed=True)
    width = max(placed.iloc[0].distance(placed.iloc[1]), placed.iloc[0].distance(placed.iloc[2]))
    text = msg("是人口栅格,每格约 {width:.0f} 米,人口放在格子中心", width=width)
    level = "info"
    if width > COARSE_M:
        level, text = "warning", text + msg(";格子较大,步行时间只是大概")
    return Finding(shown, "residents", "residents", level, text, {"cell_m": round(float(width), 1)})
