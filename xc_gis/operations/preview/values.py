"""A look at the values of the communities, supply or feedback: rows as they stand, communities coloured by their value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import geopandas as gpd
import numpy as np
import shapely

from xc_gis.errors import InputError
from xc_gis.findings import Fault
from xc_gis.languages.message import msg
from xc_gis.model import Finding
from xc_gis.operations.preview.records import LayerPreview, PreviewClasses
from xc_gis.operations.preview.study import ground_of, known_study
from xc_gis.sources.people.indicators import read_values, value_rows
from xc_gis.sources.rows.cells import ROW, shown
from xc_gis.sources.study.named_files import StudyFiles
from xc_gis.units import EXCHANGE_CRS

VALUES = ("supply", "feedback")
MOST_ROWS = 50
OUTLINE_M = 3.0
BORDERS = (0.2, 0.4, 0.6, 0.8)
WORDS = (msg("不足 0.2"), "0.2–0.4", "0.4–0.6", "0.6–0.8", "0.8–1")


def preview_values(files: StudyFiles, content: Mapping[str, Any], table: str) -> LayerPreview:
    """Look at the table of ``supply`` or ``feedback``; a fault is part of the answer."""
    keys = content.get(table, {})
    path = str(keys.get("values") or "") if isinstance(keys, Mapping) else ""
    if not path or not files.resolve(path).is_file():
        return LayerPreview(table, path, fault=Fault(msg("找不到文件 {path}", path=path), msg("请重新选择文件")))
    try:
        frame = value_rows(files, path)
    except InputError as fault:
        return LayerPreview(table, path, fault=Fault.of(fault))
    cells = frame.drop(columns=[ROW])
    first = cells.head(MOST_ROWS).astype(object)
    first = first.where(first.notna(), None)
    raw = LayerPreview(
        table, path, tuple(str(c) for c in cells.columns), tuple(tuple(shown(v) for v in row) for row in first.to_numpy(dtype=object)),
        tuple(int(n) for n in frame[ROW].head(MOST_ROWS)), len(frame),
    )  # fmt: skip
    study = known_study(files, content, None)
    ground = ground_of(study.layers, study.reading(None))
    if ground is None:
        text = msg("社区还不可用,表中的社区编号还没有核对")
        return replace(raw, findings=(Finding(path, table, "outside", "info", text),))
    try:
        values, _ = read_values(files, table, path, ground.communities["community_id"])
    except InputError as fault:
        return replace(raw, fault=Fault.of(fault))
    return _coloured(raw, ground.communities, values or {})


def _coloured(raw: LayerPreview, communities: gpd.GeoDataFrame, values: Mapping[str, float]) -> LayerPreview:
    value = communities["community_id"].map(values).to_numpy(dtype=float)
    known = np.isfinite(value)
    step = np.where(known, np.searchsorted(BORDERS, np.where(known, value, 0.0), side="right"), -1)
    drawn = np.flatnonzero(known & communities.geometry.notna().to_numpy())
    degrees = communities.geometry.iloc[drawn].simplify(OUTLINE_M).to_crs(EXCHANGE_CRS).to_numpy()
    rings: list[np.ndarray] = []
    of_rings: list[int] = []
    flat = shapely.get_dimensions(degrees) == 0
    for area, number in zip(degrees[~flat], step[drawn][~flat], strict=True):
        for ring in shapely.get_parts(shapely.boundary(area)):
            rings.append(shapely.get_coordinates(ring))
            of_rings.append(int(number))
    places = shapely.get_coordinates(shapely.point_on_surface(degrees)).reshape(-1, 2)
    names = [f"{communities['name'].iloc[n]}\n{value[n]:g}" for n in drawn]
    count, without = int(known.sum()), int((~known).sum())
    classes = PreviewClasses(
        msg("{count:,} 个社区有数", count=count), WORDS, tuple(int(n) for n in np.bincount(step[known], minlength=len(WORDS))), step[drawn][flat],
        np.array(of_rings, dtype=int), ordered=True, places=places, names=tuple(names),
    )  # fmt: skip
    text = (
        msg("{count:,} 个社区有数,平均 {value:.2f}", count=count, value=value[known].mean()) if count else msg("没有一个社区有数")
    )
    found = [Finding(raw.path, raw.table, "outside", "info" if count else "warning", text, {"communities": count})]
    if without and count:
        text = msg("{without:,} 个社区没有数:不算 0,星级标为暂评", without=without)
        found.append(Finding(raw.path, raw.table, "outside", "warning", text, {"communities": without}))
    return replace(raw, points=places[flat], outlines=tuple(rings), classes=classes if count else None, findings=tuple(found))
