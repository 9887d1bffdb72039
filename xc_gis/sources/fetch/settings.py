"""
Where OpenStreetMap data are asked for, and how politely: addresses, pauses, limits of a download.

These are not parameters of the method, so they stand apart from ``settings``: nothing in a result depends on them.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Self
from urllib.parse import urlsplit

import platformdirs

from xc_gis.errors import InputError
from xc_gis.languages.message import msg
from xc_gis.version import __version__

PREFIX = "XC_GIS_"
"""Every setting can be given in the environment: ``XC_GIS_OVERPASS_URL``, ``XC_GIS_TRIES`` …"""

_INTERPRETER = "/interpreter"


@dataclass(frozen=True)
class FetchSettings:
    """
    Settings of a download.

    Attributes
    ----------
    overpass_url, nominatim_url
        Servers; a mirror or one of the office's own will do.
    cache
        Folder in which answers are kept, so that an interrupted download goes on where it stopped.
    user_agent
        Who asks: both services want to know.
    around_m
        Ground around the place that is downloaded as well.
    tile_m
        Side of the squares in which it is asked for.
    max_km2
        A larger place is refused: that is what ready-made extracts are for.
    connect_s
        Seconds to reach a server; without a network the message comes after this long.
    query_s
        Seconds that Overpass may work on one answer.
    quiet_s
        Seconds without a byte after which an answer is given up.
    answer_s
        Seconds for a whole answer.
    pause_s
        Seconds between two requests.
    retry_s, longest_pause_s
        First pause after a refusal (429, 503, 504), doubled each time, and its limit.
    tries
        Times that one answer is asked for.
    max_answer_mb
        A larger answer is given up.
    max_age_days
        An older answer in the cache is asked for again.
    """

    overpass_url: str = "https://overpass-api.de/api"
    nominatim_url: str = "https://nominatim.openstreetmap.org"
    cache: Path = field(default_factory=lambda: platformdirs.user_cache_path("xc-gis") / "osm")
    user_agent: str = f"xc-gis/{__version__} (15-minute community service circles)"
    around_m: float = 1500.0
    tile_m: float = 6000.0
    max_km2: float = 3000.0
    connect_s: float = 5.0
    query_s: float = 180.0
    quiet_s: float = 200.0
    answer_s: float = 900.0
    pause_s: float = 1.0
    retry_s: float = 15.0
    longest_pause_s: float = 120.0
    tries: int = 4
    max_answer_mb: float = 500.0
    max_age_days: float = 30.0

    def __post_init__(self) -> None:
        for name in ("overpass_url", "nominatim_url"):
            address = str(getattr(self, name)).strip().rstrip("/").removesuffix(_INTERPRETER)
            parts = urlsplit(address)
            if parts.scheme not in {"http", "https"} or not parts.hostname:
                raise InputError(
                    msg("{name} = “{getattr}” 不是网址", name=name, getattr=getattr(self, name)),
                    hint=msg("应以 http:// 或 https:// 开头"),
                )
            object.__setattr__(self, name, address)
        for item in fields(self):
            value = getattr(self, item.name)
            lowest = 1 if item.name == "tries" else 0
            if isinstance(value, int | float) and not lowest <= value < float("inf"):
                raise InputError(
                    msg("{item} = {value:g} 不可用", item=item.name, value=value),
                    hint=msg("应为不小于 {lowest} 的数", lowest=lowest),
                )
        if self.tile_m < 500:  # noqa: PLR2004 - thousands of requests would be no politeness
            raise InputError(msg("tile_m = {tile_m:g} 太小", tile_m=self.tile_m), hint=msg("不小于 500 米"))

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] | None = None) -> Self:
        """Defaults, with what the environment says."""
        given = os.environ if environment is None else environment
        changes: dict[str, str] = {}
        for item in fields(cls):
            name = "XC_GIS_OSM_CACHE" if item.name == "cache" else f"{PREFIX}{item.name.upper()}"
            if given.get(name):
                changes[item.name] = given[name]
        return cls().changed(**changes)

    def changed(self, **changes: str | float | Path | None) -> Self:
        """Return new settings; None changes nothing, and text is read as what the setting is."""
        found: dict[str, object] = {}
        for name, value in changes.items():
            if value is None:
                continue
            before = getattr(self, name)
            kind: Callable[[str], object] = Path if isinstance(before, Path) else type(before)
            try:
                found[name] = kind(str(value))
            except ValueError as fault:
                raise InputError(
                    msg("{name} = “{value}” 不是数字", name=name, value=value), hint=msg("默认 {before}", before=before)
                ) from fault
        return replace(self, **found)  # type: ignore[arg-type]
