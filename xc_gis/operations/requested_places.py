"""
A place of a study that somebody asks about: which one is meant, and what is reported where there is none.

One rule for the command line and the window: a place is longitude and latitude in WGS 84, lies where the study has streets, and is
reached by at least one of them.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from xc_gis.analysis.arrays.geometry import to_plane
from xc_gis.analysis.assessment import Scene
from xc_gis.analysis.legs.legs import Attached, attach
from xc_gis.errors import InputError, nearest_spelling
from xc_gis.languages.message import joined, msg
from xc_gis.settings import PROFILES, Settings
from xc_gis.units import is_lonlat

FAR_M = 5_000.0
"""Farther than this from every street a place is not of this study, and the hint says so; nearer, it is one without a street."""

OTHER_PLACE = msg("请换一个地点")


def check_profile(profile: str) -> None:
    """Raise ``InputError`` for a walking profile that there is none of."""
    if profile not in PROFILES:
        raise InputError(
            msg("没有步行口径 “{profile}”", profile=profile),
            hint=nearest_spelling(profile, PROFILES) or msg("可用:{asked}", asked=joined("、", PROFILES)),
        )


def place_at(scene: Scene, at: tuple[float, float], settings: Settings) -> Attached:
    """
    A place given by longitude and latitude, with its legs; none where no street is near.

    Raises
    ------
    InputError
        The two numbers are no longitude and latitude, or lie so far away that the metric system of the study does not reach them.
    """
    lon, lat = at
    if not is_lonlat(lon, lat):
        hint = (
            msg("可能经纬度写反了：先写经度，再写纬度")
            if is_lonlat(lat, lon)
            else msg("经度在 −180 到 180 之间，纬度在 −90 到 90 之间")
        )
        raise InputError(msg("{lon:g}, {lat:g} 不是经纬度", lon=lon, lat=lat), hint=hint)
    x, y = to_plane(np.array([lon]), np.array([lat]), settings.word("crs.analysis"))
    if not np.isfinite([x, y]).all():
        raise InputError(msg("{lon:g}, {lat:g} 不在本项目的范围内", lon=lon, lat=lat), hint=OTHER_PLACE)
    return attach(scene.network, scene.barriers, np.column_stack([x, y]), settings)


def refuse_off_network(scene: Scene, place: Attached, shown: str, settings: Settings) -> None:
    """Raise ``InputError`` for a place that no street reaches; ``shown``: what the reader asked for, empty for a click."""
    if place.n_points and not place.off_network.all():
        return
    longest = f"{settings.number('legs.max_m'):g}"
    where = (
        msg("{shown} 附近 {number} 米内没有可步行道路", shown=shown, number=longest)
        if shown
        else msg("此处附近 {longest} 米内没有可步行道路", longest=longest)
    )
    away_m = _away_m(scene, place)
    far = msg("不在本项目的范围内，离最近的路口 {away_m:,.0f} 公里。{other_place}", away_m=away_m / 1000, other_place=OTHER_PLACE)
    raise InputError(where, hint=far if away_m > FAR_M else OTHER_PLACE)


def _away_m(scene: Scene, place: Attached) -> float:
    """Metres from a place to the nearest node of the network; 0 where there is no place or no network."""
    if not len(scene.network.x) or not place.n_points:
        return 0.0
    x, y = place.xy[0]
    return float(np.hypot(scene.network.x - x, scene.network.y - y).min())


def facility_row(facilities: pd.DataFrame, facility_id: str) -> int:
    """Row of a facility by its id. Raises ``InputError`` where there is none."""
    ids = facilities["facility_id"].to_numpy()
    rows = np.flatnonzero(ids == facility_id)
    if len(rows) == 0:
        raise InputError(msg("没有设施 “{name}”", name=facility_id), hint=nearest_spelling(facility_id, ids.tolist()))
    return int(rows[0])
