"""
Waiting rows asked of a geocoder for which the user has a key: answers are candidates with evidence, never places.

Off by default; a run never asks. Answers are kept, so that nothing is asked twice; the key goes nowhere but to the service.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import geopandas as gpd
import numpy as np
import platformdirs
import shapely
from geopy import exc

from xc_gis.errors import InputError, OutputError
from xc_gis.files.whole_file import write_whole
from xc_gis.files.write_faults import reason_of
from xc_gis.languages.message import joined, msg
from xc_gis.model import PlaceCandidate, WaitingRow
from xc_gis.progress import Progress, Silent
from xc_gis.sources.crs.conversion import converted
from xc_gis.sources.placing.geocoders import PROVIDERS, VAGUE, answer_score, geocoder
from xc_gis.sources.placing.table import CANDIDATES
from xc_gis.units import EXCHANGE_CRS

PAUSE_S = 0.35
"""Between two questions: three a second is what free keys allow."""

OUTSIDE = 10.0
"""Score of an answer outside the subdistrict that the row names, or outside the study."""

KEEP_EVERY = 20

SHORTEST_ADDRESS = 3
"""Signs without which nothing is asked: 待定, 不详, 无."""


@dataclass(frozen=True)
class Bounds:
    """Where an answer may lie, in degrees: the ground of the study, and the subdistricts by name."""

    ground: shapely.Geometry | None
    subdistricts: Mapping[str, shapely.Geometry]

    @classmethod
    def of(cls, area: gpd.GeoSeries | None, subdistricts: gpd.GeoDataFrame | None) -> Bounds:
        """From layers in any projected system."""
        ground = area.to_crs(EXCHANGE_CRS).iloc[0] if area is not None else None
        if subdistricts is None:
            return cls(ground, {})
        placed = subdistricts.to_crs(EXCHANGE_CRS)
        return cls(ground, dict(zip(placed["name"], placed.geometry, strict=True)))

    def fault(self, point: shapely.Point, subdistrict: str) -> str:
        """What speaks against a place, or nothing."""
        if self.ground is not None and not self.ground.intersects(point):
            return msg("不在研究范围内")
        named = self.subdistricts.get(subdistrict)
        return (
            msg("不在所说的{subdistrict}", subdistrict=subdistrict) if named is not None and not named.intersects(point) else ""
        )


def geocoded(
    waiting: Sequence[WaitingRow],
    provider: str,
    bounds: Bounds,
    *,
    city: str = "",
    cache: Path | None = None,
    environment: Mapping[str, str] | None = None,
    progress: Progress | None = None,
    pause: Callable[[float], None] = time.sleep,
) -> tuple[WaitingRow, ...]:
    """
    Ask a geocoder about all rows with an address.

    Parameters
    ----------
    city
        Put in front of addresses that do not begin with it.
    cache
        File of answers; by default in the user's cache folder.
    environment
        Where the key and the address of the service stand.

    Returns
    -------
    tuple
        The rows with the answers among their candidates, best first.

    Raises
    ------
    InputError
        Unknown provider, no key or a wrong one, quota used up, service not reached. What was answered before is kept.
    """
    coder = geocoder(provider, os.environ if environment is None else environment)
    path = cache or Path(platformdirs.user_cache_dir("xc-gis")) / f"geocoded-{provider}.json"
    kept = _kept(path)
    progress, fresh = progress or Silent(), 0
    found = []
    try:
        for number, row in enumerate(waiting):
            progress.step(msg("地理编码"), number, len(waiting))
            query = _query(row, city)
            if query and query not in kept:
                if fresh:
                    pause(PAUSE_S)
                kept[query] = _asked(coder, query, provider)
                fresh += 1
                if fresh % KEEP_EVERY == 0:
                    _keep(path, kept)
            answer = kept.get(query) if query else None
            found.append(_with_answer(row, answer, provider, bounds) if answer else row)
        progress.step(msg("地理编码"), len(waiting), len(waiting))
    finally:
        if fresh:
            _keep(path, kept)
    return tuple(found)


def _query(row: WaitingRow, city: str) -> str:
    if len(row.address) < SHORTEST_ADDRESS:
        return ""
    return row.address if not city or row.address.startswith(city[:2]) else f"{city}{row.address}"


def _asked(coder: Any, query: str, provider: str) -> dict[str, Any] | None:
    zh = PROVIDERS[provider].zh
    try:
        answer = coder.geocode(query)
    except (exc.GeocoderAuthenticationFailure, exc.GeocoderInsufficientPrivileges) as fault:
        raise InputError(
            msg("{zh}拒绝了密钥({without_key})", zh=zh, without_key=_without_key(str(fault), coder)),
            hint=msg("请检查环境变量 {key}", key=PROVIDERS[provider].key),
        ) from fault
    except (exc.GeocoderQuotaExceeded, exc.GeocoderRateLimited) as fault:
        raise InputError(
            msg("{zh}的配额已用完或请求过快({fault})", zh=zh, fault=fault), hint=msg("已得到的结果已保存;请稍后再试")
        ) from fault
    except (exc.GeocoderServiceError, OSError, ValueError, KeyError, TypeError) as fault:
        line = _without_key((str(fault).splitlines() or [type(fault).__name__])[0], coder)[:120]
        raise InputError(
            msg("{zh}地理编码没有得到可用的回答({line})", zh=zh, line=line),
            hint=msg("已得到的结果已保存;无网络时请用 placing.csv 手工填写"),
        ) from fault
    if answer is None:
        return None
    score, word = answer_score(answer.raw)
    return {"lon": answer.longitude, "lat": answer.latitude, "score": score, "level": word, "address": answer.address or ""}


def _without_key(text: str, coder: Any) -> str:
    """A library's message may hold the whole address with the key."""
    key = getattr(coder, "api_key", "")
    return text.replace(key, "…") if key else text


def _with_answer(row: WaitingRow, answer: Mapping[str, Any], provider: str, bounds: Bounds) -> WaitingRow:
    name = PROVIDERS[provider]
    raw = gpd.GeoSeries(shapely.points([[answer["lon"], answer["lat"]]]))
    point = converted(raw, name.crs, EXCHANGE_CRS, name.zh).iloc[0]
    fault = bounds.fault(point, row.subdistrict) if np.isfinite(point.x) else msg("坐标无效")
    score = OUTSIDE if fault else float(answer["score"])
    evidence: str = msg(
        "{name}地理编码:{level}{value}",
        name=name.zh,
        level=answer["level"] or msg("未说明精度"),
        value=joined(",", ["", fault]) if fault else "",
    )
    evidence += msg("(只到道路或区域)") if score == VAGUE else ""
    made = PlaceCandidate(round(point.x, 7), round(point.y, 7), score, evidence)
    return replace(row, candidates=tuple(sorted((*row.candidates, made), key=lambda c: -c.score)[:CANDIDATES]))


def _kept(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}  # a lost cache only means asking again
    return found if isinstance(found, dict) else {}


def _keep(path: Path, kept: Mapping[str, Any]) -> None:
    content = json.dumps(kept, ensure_ascii=False, sort_keys=True, indent=0).encode()
    try:
        write_whole(path, content, hint=None, folder=True)
    except OSError as fault:
        raise OutputError(
            msg("无法保存地理编码结果 {path}:{reason_of}", path=path.name, reason_of=reason_of(fault)),
            hint=msg("请用 --cache 指明可写的文件"),
        ) from fault
