"""Layers of the frame that lie in different parts of the world: the run ends, for nobody can say which of them is right."""

from __future__ import annotations

import geopandas as gpd
import numpy as np

from xc_gis.errors import InputError
from xc_gis.languages.message import msg
from xc_gis.model import StreetData
from xc_gis.sources.crs.far_apart import FAR_M, around, gap_m, lonlat_of
from xc_gis.sources.study.file import StudyFile
from xc_gis.sources.study.named_files import shown_path


def refuse_apart(
    study: StudyFile, communities: gpd.GeoDataFrame, subdistricts: gpd.GeoDataFrame | None, streets: StreetData | None
) -> None:
    """
    Stop where streets or subdistricts lie more than 30 km from all communities.

    Raises
    ------
    InputError
        With both layers and where each of them lies.
    """
    here = _places(communities.geometry)
    shown = shown_path(study.communities.path)
    if subdistricts is not None and study.subdistricts is not None:
        _refuse(shown, msg("社区"), here, shown_path(study.subdistricts.path), msg("街道"), _places(subdistricts.geometry))
        here = here if len(here) else _places(subdistricts.geometry)
    if streets is not None:
        _refuse(shown, msg("社区"), here, shown_path(study.network.osm), msg("路网"), np.column_stack([streets.lon, streets.lat]))


def _refuse(shown: str, what: str, here: np.ndarray, other: str, other_what: str, there: np.ndarray) -> None:
    there = there[np.isfinite(there).all(axis=1)]
    if not len(here) or not len(there):
        return
    gap = gap_m(here, there)
    if gap > FAR_M:
        raise InputError(
            msg(
                "{shown} 的{what}与 {other} 的{other_what}相距约 {gap:,.0f} 公里：{what2}在{around}附近，{other_what2}在{around2}附近",
                shown=shown,
                what=what,
                other=other,
                other_what=other_what,
                gap=gap / 1000,
                what2=what,
                around=around(here),
                other_what2=other_what,
                around2=around(there),
            ),
            hint=msg("请检查坐标系（crs）、经度和纬度是否填反，以及文件是否属于本区"),
        )


def _places(geometry: gpd.GeoSeries) -> np.ndarray:
    known = geometry.dropna()
    return lonlat_of(known[~known.is_empty]) if len(known) else np.empty((0, 2))
