"""
The metric system of a study: the one that it names, else the zone of its centre; never one that bends its ground (method §1).

A zone's map scale is 1 on its central meridian and grows with the square of the distance from it. Where a study lies far
away, every length and every minute comes out too long by as much: Helsinki measured in Beijing's zone by 15 %.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import floor

import geopandas as gpd
import numpy as np
import shapely
from pyproj import CRS, Proj
from pyproj.exceptions import CRSError

from xc_gis.errors import StudyError
from xc_gis.languages.message import joined, msg
from xc_gis.settings import BY_CENTRE, Settings
from xc_gis.sources.crs.conversion import shift_at
from xc_gis.sources.crs.far_apart import degrees_words

KEY = "crs.analysis"

FIRST_ZONE, LAST_ZONE = 4534, 4554
"""EPSG codes of CGCS2000 / 3-degree Gauss-Kruger without zone number, central meridians 75°E to 135°E."""

FIRST_MERIDIAN, ZONE_WIDTH = 75.0, 3.0

LARGEST_DEVIATION = 0.001
"""Of the map scale from 1, over the ground of a study (method §1)."""

STEP_DEG = 0.05
"""The outline of the ground is looked at this densely."""

SHOWN = 4


@dataclass(frozen=True)
class Scale:
    """Least and greatest linear scale of a system over a piece of ground, in any direction."""

    least: float
    greatest: float

    @property
    def deviation(self) -> float:
        """Greatest deviation from 1; infinite where the system does not reach the ground."""
        worst = max(abs(self.least - 1.0), abs(self.greatest - 1.0))
        return worst if np.isfinite(worst) else float("inf")


def zone_of(lon: float, lat: float) -> str:
    """
    System for a study with this centre.

    Returns the CGCS2000 3-degree zone without zone number where one of them is made for the place, else the UTM zone of
    WGS 84. On the border of two zones the eastern one.
    """
    number = FIRST_ZONE + floor((lon - FIRST_MERIDIAN) / ZONE_WIDTH + 0.5)
    if FIRST_ZONE <= number <= LAST_ZONE and _made_for(CRS.from_epsg(number), lon, lat):
        return f"EPSG:{number}"
    return _utm(lon, lat)


def centre_of(ground: gpd.GeoSeries) -> tuple[float, float]:
    """Longitude and latitude in the middle of the places of a study (medians, so that a single slip moves nothing)."""
    xy = shapely.get_coordinates(shapely.centroid(ground.dropna().to_numpy()))
    lon, lat = np.median(xy, axis=0).tolist()
    return lon, lat


def with_metric_system(settings: Settings, ground: gpd.GeoSeries, file_name: str) -> Settings:
    """
    Settings in which the metric system is settled.

    Parameters
    ----------
    settings
        As stated by standard and study.
    ground
        Places of the study in ``EPSG:4326``, at least one: communities, else what stands for them.
    file_name
        Study file, for messages.

    Raises
    ------
    StudyError
        The system named is none, is not in metres, does not belong here, or bends the ground by more than 0.1 %; or the study
        is too large for the zone of its centre. The message gives the deviation as measured, and systems that fit.
    """
    word, (lon, lat) = settings.word(KEY), centre_of(ground)
    outline = _outline(ground)
    if word == BY_CENTRE:
        found = zone_of(lon, lat)
        scale = scale_over(CRS.from_user_input(found), outline)
        if scale.deviation > LARGEST_DEVIATION:
            raise StudyError(
                msg(
                    "{file_name}：项目范围太大，按中心选取的量算坐标系 {named} {bent}",
                    file_name=file_name,
                    named=named(found),
                    bent=_bent(scale),
                ),
                hint=msg(
                    '请分成几个项目，或在 [settings] 写明 "{key}" = {fitting}', key=KEY, fitting=_fitting(outline, lon, lat)
                ),
            )
        return settings.override({KEY: found}, origin="centre", where=file_name)
    crs = _in_metres(word, file_name, lon, lat)
    where = _where(file_name, word)
    hint = _take_it_out(_fitting(outline, lon, lat))
    if shift_at(crs, lon, lat).unknown:
        raise StudyError(msg("{where} 与 WGS 84 之间没有已知的换算参数，各图层对不准", where=where), hint=hint)
    scale = scale_over(crs, outline)
    if scale.deviation > LARGEST_DEVIATION:
        raise StudyError(
            msg("{where} 不适合本项目所在的位置（{place}）：{bent}", where=where, place=_place(lon, lat), bent=_bent(scale)),
            hint=hint,
        )
    if not _made_for(crs, lon, lat):
        raise StudyError(msg("{where} 不是为本项目所在的位置（{place}）定的", where=where, place=_place(lon, lat)), hint=hint)
    return settings


def scale_over(crs: CRS, outline: np.ndarray) -> Scale:
    """Linear scale of a projected system at points (longitude, latitude) in every direction."""
    factors = Proj(crs).get_factors(outline[:, 0], outline[:, 1])
    return Scale(float(np.min(factors.tissot_semiminor)), float(np.max(factors.tissot_semimajor)))


def named(crs: str) -> str:
    """A system as planners know it: its code and its name."""
    return f"{crs}（{CRS.from_user_input(crs).name}）"


def _in_metres(word: str, file_name: str, lon: float, lat: float) -> CRS:
    """The system that a study names, if lengths can be measured in it at all."""
    where = _where(file_name, word)
    hint = _take_it_out(f'"{zone_of(lon, lat)}"')
    try:
        crs = CRS.from_user_input(word)
    except CRSError as fault:
        raise StudyError(msg("{where} 不是坐标系", where=where), hint=hint) from fault
    if not crs.is_projected or len(crs.axis_info) != 2:  # noqa: PLR2004 - east and north
        raise StudyError(msg("{where} 不是平面坐标系，不能量长度", where=where), hint=hint)
    if any(axis.unit_conversion_factor != 1.0 for axis in crs.axis_info):
        units = joined("、", dict.fromkeys(axis.unit_name for axis in crs.axis_info))
        raise StudyError(msg("{where} 不以米为单位（{units}）", where=where, units=units), hint=hint)
    if {axis.direction for axis in crs.axis_info} != {"east", "north"}:
        raise StudyError(msg("{where} 的坐标轴不是向东和向北", where=where), hint=hint)
    return crs


def _where(file_name: str, word: str) -> str:
    return msg('{file}：[settings] 的 "{key}" = "{word}"', file=file_name, key=KEY, word=word)


def _take_it_out(other: str) -> str:
    return msg('请删去此项（自动选取），或写 "{key}" = {other}', key=KEY, other=other)


def _outline(ground: gpd.GeoSeries) -> np.ndarray:
    """Points around the ground and in its middle, longitude and latitude."""
    hull = shapely.convex_hull(shapely.GeometryCollection(list(ground.dropna())))
    return np.vstack([shapely.get_coordinates(shapely.segmentize(hull, STEP_DEG)), shapely.get_coordinates(hull.centroid)])


def _made_for(crs: CRS, lon: float, lat: float) -> bool:
    """Whether a place lies in the area of use of a system; one without such an area is judged by its scale alone."""
    area = crs.area_of_use
    if area is None:
        return True
    over_the_date_line = area.west > area.east
    across = lon >= area.west or lon <= area.east if over_the_date_line else area.west <= lon <= area.east
    return across and area.south <= lat <= area.north


def _utm(lon: float, lat: float) -> str:
    zone = min(60, floor((lon + 180.0) / 6.0) + 1)
    return f"EPSG:{(32600 if lat >= 0 else 32700) + zone}"


def _bent(scale: Scale) -> str:
    if not np.isfinite(scale.deviation):
        return msg("够不到这里")
    long = scale.greatest - 1.0 >= 1.0 - scale.least
    return msg(
        "在研究范围内的长度比为 {least:.4f} 至 {greatest:.4f}：距离和时间会偏{way} {deviation:.2%}（最多允许 {most:.1%}）",
        least=scale.least,
        greatest=scale.greatest,
        way=msg("大") if long else msg("小"),
        deviation=scale.deviation,
        most=LARGEST_DEVIATION,
    )


def _fitting(outline: np.ndarray, lon: float, lat: float) -> str:
    """Systems that fit and how far their scale is from 1, the best first."""
    near = [lon + step for step in (0.0, -ZONE_WIDTH, ZONE_WIDTH, -2 * ZONE_WIDTH, 2 * ZONE_WIDTH)]
    tried = dict.fromkeys([zone_of(lon, lat), *(zone_of(x, lat) for x in near), *(_utm(x, lat) for x in near)])
    deviation = {code: scale_over(CRS.from_user_input(code), outline).deviation for code in tried}
    fitting = sorted((code for code in tried if deviation[code] <= LARGEST_DEVIATION), key=lambda code: deviation[code])
    if not fitting:  # a transverse Mercator projection on the study's own meridian
        own = f"+proj=tmerc +lon_0={round(lon, 1):g} +k=1 +x_0=500000 +datum=WGS84 +units=m +type=crs"
        return f'"{own}"（±{scale_over(CRS.from_user_input(own), outline).deviation:.3%}）'
    return joined("、", (f'"{code}"（±{deviation[code]:.3%}）' for code in fitting[:SHOWN]))


def _place(lon: float, lat: float) -> str:
    return joined("，", degrees_words(lon, lat))
