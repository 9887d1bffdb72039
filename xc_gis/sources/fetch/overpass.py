"""
Ask Overpass square by square; a square that is too much for the server is asked for in quarters.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from xc_gis.errors import FetchError
from xc_gis.languages.message import msg
from xc_gis.sources.fetch.cache import Answer, AnswerCache, answered
from xc_gis.sources.fetch.queries import query
from xc_gis.sources.fetch.settings import FetchSettings
from xc_gis.sources.fetch.web import MANUAL, Web
from xc_gis.sources.study.area import Box

QUARTERED = 3
"""Times that a square is quartered before the server is said to be overburdened."""

MEMBERS = frozenset(("node", "way", "relation"))
"""Kinds of objects that a relation is made of."""

_SLOTS = re.compile(r"(\d+) slots? available now")
_SOONER = re.compile(r"in (-?\d+) seconds?")


@dataclass(frozen=True)
class Found:
    """An answer of Overpass: its provenance and its elements."""

    answer: Answer
    osm_base: str
    elements: list[dict[str, Any]]


class Overpass:
    """
    An Overpass server.

    Parameters
    ----------
    web
        Client.
    cache
        Answers that are there already.
    settings
        Address and limits.
    """

    def __init__(self, web: Web, cache: AnswerCache, settings: FetchSettings) -> None:
        self._web, self._cache, self._settings = web, cache, settings
        self._url = f"{settings.overpass_url}/interpreter"

    def ask(self, statements: Sequence[str], box: Box, what: str, *, depth: int = 0) -> Iterator[Found]:
        """
        All that the statements name in a box.

        Raises
        ------
        FetchError
            If there is no whole answer.
        """
        asked = query(statements, box, self._settings.query_s)
        kept = self._cache.get(self._url, asked)
        if kept:
            yield _found(kept, json.loads(kept.content))
            return
        self._wait_for_a_slot()
        content, page = self._web.ask(self._url, what=what, form={"data": asked})
        remark = _remark(page, what, self._settings.overpass_url)
        if not remark:
            fresh = answered(self._url, asked, content)
            self._cache.put(fresh)
            yield _found(fresh, page)
            return
        if depth == QUARTERED:
            raise FetchError(
                msg(
                    "下载{what}失败:{overpass_url} 处理不了这个范围({remark})",
                    what=what,
                    overpass_url=self._settings.overpass_url,
                    remark=remark,
                ),
                hint=msg("请用 --overpass 换一台服务器,或稍后再试。{manual}", manual=MANUAL),
            )
        for quarter in _quarters(box):
            yield from self.ask(statements, quarter, what, depth=depth + 1)

    def _wait_for_a_slot(self) -> None:
        """Ask when the server will have time for us; servers without such a page are asked at once."""
        status = self._web.text(f"{self._settings.overpass_url}/status")
        slots, waits = _SLOTS.search(status), [float(found) for found in _SOONER.findall(status)]
        if not (slots and int(slots[1])) and waits:
            self._web.wait(min(max(min(waits), 0.0) + 1.0, self._settings.longest_pause_s))


def _remark(content: Any, what: str, url: str) -> str:
    """Why the server gave up half-way, or an empty text. Raises ``FetchError`` where there is no Overpass answer at all."""
    if (
        not isinstance(content, dict)
        or not isinstance(content.get("elements"), list)
        or not all(map(_is_element, content["elements"]))
    ):
        raise FetchError(
            msg("下载{what}失败:{url} 的回答不是 Overpass 数据", what=what, url=url),
            hint=msg("请检查 --overpass 地址。{manual}", manual=MANUAL),
        )
    remark = str(content.get("remark", ""))
    return remark[:160] if "error" in remark.lower() or "timed out" in remark.lower() else ""


def _is_element(element: Any) -> bool:
    """Whether this is an object of OpenStreetMap with all that its kind needs."""
    if not isinstance(element, dict) or not isinstance(element.get("id"), int) or not isinstance(element.get("tags", {}), dict):
        return False
    if element.get("type") == "node":
        return all(isinstance(element.get(axis), int | float) for axis in ("lat", "lon"))
    if element.get("type") == "way":
        refs = element.get("nodes", [])
        return isinstance(refs, list) and all(isinstance(ref, int) for ref in refs)
    members = element.get("members", [])
    return isinstance(members, list) and all(
        isinstance(one, dict) and isinstance(one.get("ref"), int) and one.get("type") in MEMBERS for one in members
    )


def _found(answer: Answer, content: dict[str, Any]) -> Found:
    about = content.get("osm3s")
    osm_base = str(about.get("timestamp_osm_base", "")) if isinstance(about, dict) else ""
    return Found(answer, osm_base, content["elements"])


def _quarters(box: Box) -> Iterator[Box]:
    west, south, east, north = box
    lon, lat = (west + east) / 2, (south + north) / 2
    yield from ((west, south, lon, lat), (lon, south, east, lat), (west, lat, lon, north), (lon, lat, east, north))
