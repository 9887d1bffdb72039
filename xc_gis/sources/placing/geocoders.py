"""AMap and Tianditu as geopy geocoders (geopy has Baidu and Nominatim), and what each calls an exact place."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any
from urllib.parse import urlencode

from geopy import exc
from geopy.geocoders import BaiduV3, Nominatim
from geopy.geocoders.base import Geocoder
from geopy.location import Location

from xc_gis.errors import InputError, nearest_spelling
from xc_gis.languages.message import joined, msg
from xc_gis.sources.crs.chinese_maps import BD09, GCJ02
from xc_gis.sources.placing.columns import EXACT_WORDS, NEAR_WORDS
from xc_gis.units import EXCHANGE_CRS
from xc_gis.version import __version__

EXACT, NEAR, VAGUE = 85.0, 60.0, 30.0
"""Scores of answers: a door or a named place; a compound; a street or more. None of them places a row by itself."""


_KEY_FAULTS = frozenset(("10001", "10002", "10005", "10006", "10007", "10008", "10009", "10012", "10013"))
_QUOTA_FAULTS = frozenset(("10003", "10044", "10045"))
_RATE_FAULTS = frozenset(("10004", "10014", "10015", "10019", "10020", "10021"))


class AMap(Geocoder):  # type: ignore[misc]  # geopy has no types
    """AMap's geocoding service; answers are GCJ-02."""

    def __init__(self, api_key: str, *, base_url: str = "https://restapi.amap.com", timeout: float = 10) -> None:
        super().__init__(timeout=timeout, user_agent=_agent())
        self.api_key, self.api = api_key, f"{base_url}/v3/geocode/geo"

    def geocode(self, query: str) -> Location | None:
        """Best answer to an address, or None."""
        return self._call_geocoder(
            f"{self.api}?{urlencode({'key': self.api_key, 'address': query, 'output': 'JSON'})}", self._parsed
        )

    def _parsed(self, page: Mapping[str, Any]) -> Location | None:
        if str(page.get("status")) != "1":
            code, info = str(page.get("infocode", "")), str(page.get("info", ""))
            if code in _KEY_FAULTS:
                raise exc.GeocoderAuthenticationFailure(info)
            if code in _QUOTA_FAULTS:
                raise exc.GeocoderQuotaExceeded(info)
            if code in _RATE_FAULTS:
                raise exc.GeocoderRateLimited(info)
            raise exc.GeocoderQueryError(f"{info} {code}")
        found = page.get("geocodes") or []
        if not found or not found[0].get("location"):
            return None
        lon, lat = map(float, found[0]["location"].split(","))
        return Location(str(found[0].get("formatted_address", "")), (lat, lon), found[0])


class Tianditu(Geocoder):  # type: ignore[misc]  # geopy has no types
    """Tianditu's geocoding service; answers are CGCS2000."""

    def __init__(self, api_key: str, *, base_url: str = "https://api.tianditu.gov.cn", timeout: float = 10) -> None:
        super().__init__(timeout=timeout, user_agent=_agent())
        self.api_key, self.api = api_key, f"{base_url}/geocoder"

    def geocode(self, query: str) -> Location | None:
        """Best answer to an address, or None."""
        asked = json.dumps({"keyWord": query}, ensure_ascii=False)
        return self._call_geocoder(f"{self.api}?{urlencode({'ds': asked, 'tk': self.api_key})}", self._parsed)

    def _parsed(self, page: Mapping[str, Any]) -> Location | None:
        status, info = str(page.get("status", page.get("code", ""))), str(page.get("msg", ""))
        if status not in {"0", "404"}:
            raise exc.GeocoderAuthenticationFailure(info)
        found = page.get("location")
        if status == "404" or not found:
            return None
        return Location(str(found.get("keyWord", "")), (float(found["lat"]), float(found["lon"])), found)


@dataclass(frozen=True)
class Provider:
    """A geocoding service: its name for people, the coordinates of its answers, where its key stands in the environment."""

    zh: str
    crs: str
    key: str


PROVIDERS: Mapping[str, Provider] = MappingProxyType({
    "amap": Provider(msg("高德"), GCJ02, "XC_GIS_AMAP_KEY"),
    "baidu": Provider(msg("百度"), BD09, "XC_GIS_BAIDU_KEY"),
    "tianditu": Provider(msg("天地图"), EXCHANGE_CRS, "XC_GIS_TIANDITU_KEY"),
    "nominatim": Provider("Nominatim(OSM)", EXCHANGE_CRS, ""),
})  # fmt: skip

BASE_URL = "XC_GIS_GEOCODER_URL"
"""Another address of the service, such as a proxy of the office: ``http://host:port``."""


def geocoder(name: str, environment: Mapping[str, str]) -> Any:
    """
    The geocoder of a provider. Raises ``InputError`` for an unknown one and where its key is not in the environment.
    """
    if name not in PROVIDERS:
        raise InputError(
            msg("没有名为 “{name}” 的地理编码服务", name=name),
            hint=nearest_spelling(name, PROVIDERS) or msg("可用:{asked}", asked=joined("、", PROVIDERS)),
        )
    provider, base = PROVIDERS[name], environment.get(BASE_URL, "").rstrip("/")
    key = environment.get(provider.key, "") if provider.key else ""
    if provider.key and not key:
        raise InputError(
            msg("使用{provider}地理编码需要密钥", provider=provider.zh),
            hint=msg("请设置环境变量 {key}(密钥不会写入项目或结果)", key=provider.key),
        )
    if name == "amap":
        return AMap(key, base_url=base) if base else AMap(key)
    if name == "tianditu":
        return Tianditu(key, base_url=base) if base else Tianditu(key)
    if name == "baidu":
        made = BaiduV3(key, timeout=10, user_agent=_agent())
        made.api = f"{base}{made.api_path}" if base else made.api
        return made
    made = Nominatim(timeout=10, user_agent=_agent())
    made.api = f"{base}/search" if base else made.api
    return made


def answer_score(raw: Mapping[str, Any]) -> tuple[float, str]:
    """How exact an answer is, and its own word for it."""
    word = str(raw.get("level") or raw.get("class") or raw.get("addresstype") or "")
    if "precise" in raw:  # Baidu: precise is 1 for a door, confidence says how far off it may be
        exact = int(raw["precise"]) == 1 and float(raw.get("confidence", 0)) >= 80  # noqa: PLR2004 - within 20 m by its page
        return (EXACT if exact else NEAR if float(raw.get("confidence", 0)) >= 50 else VAGUE), word  # noqa: PLR2004
    return (EXACT if word in EXACT_WORDS else NEAR if word in NEAR_WORDS else VAGUE), word


def _agent() -> str:
    return f"xc-gis/{__version__}"
