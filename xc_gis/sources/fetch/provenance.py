"""
Where a download comes from: for machines (``provenance.json``), for people (``README.md``), and the study that starts with it.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from xc_gis.languages.message import joined, msg
from xc_gis.sources.fetch.nominatim import Place
from xc_gis.sources.fetch.overpass import Found
from xc_gis.sources.fetch.settings import FetchSettings
from xc_gis.sources.fetch.unit_words import COMMUNITIES, SUBDISTRICTS, WHOLE
from xc_gis.standard import Standard
from xc_gis.version import __version__

PROVENANCE = "provenance.json"
ATTRIBUTION = "© OpenStreetMap contributors"
LICENCE = "Open Database License (ODbL) 1.0, https://opendatacommons.org/licenses/odbl/"


@dataclass(frozen=True)
class Query:
    """One question to a server and when it was answered, without the answer itself."""

    what: str
    url: str
    question: str
    time: str
    sha256: str
    osm_base: str

    @classmethod
    def of(cls, found: Found, what: str) -> Query:
        """What there is to say of an answer."""
        answer = found.answer
        return cls(what, answer.url, answer.question, answer.time, answer.sha256, found.osm_base)


def provenance(
    place: Place,
    settings: FetchSettings,
    standard: Standard,
    asked: Sequence[Query],
    counts: Mapping[str, int],
    without_area: Sequence[str],
    outputs: Mapping[str, str],
) -> dict[str, Any]:
    """
    The content of ``provenance.json``.

    Parameters
    ----------
    asked
        Questions to Overpass, in their order.
    counts
        Rows by layer.
    without_area
        Objects that fit but have no usable place.
    outputs
        SHA-256 by file name.
    """
    boundary: dict[str, Any] = {"name": place.full_name, "osm": place.osm, "other_hits": list(place.others)}
    if place.answer:
        boundary |= {name: getattr(place.answer, name) for name in ("url", "question", "time", "sha256")}
    bases = sorted(one.osm_base for one in asked if one.osm_base)
    return {
        "tool": {"name": "xc-gis", "version": __version__, "command": "fetch"},
        "place": place.name,
        "licence": LICENCE,
        "attribution": ATTRIBUTION,
        "boundary": boundary,
        "around_m": settings.around_m,
        "standard": {"id": standard.id, "version": standard.version, "sha256": standard.sha256},
        "osm_base": {"oldest": bases[0], "newest": bases[-1]} if bases else {},
        "queries": [
            {
                "what": one.what,
                "url": one.url,
                "query": one.question,
                "time": one.time,
                "osm_base": one.osm_base,
                "sha256": one.sha256,
            }
            for one in asked
        ],
        "counts": dict(counts),
        "without_area": list(without_area),
        "outputs": dict(outputs),
    }


def readme(content: Mapping[str, Any]) -> str:
    """The content of ``README.md``."""
    base = content["osm_base"].get("newest", msg("未注明"))
    counts = joined("\n", ("| " + name + f" | {number} |" for name, number in content["counts"].items()))
    others = "\n".join(f"- {name}" for name in content["boundary"]["other_hits"])
    lost = len(content["without_area"])
    parts: list[str] = [
        msg("# {place}:OpenStreetMap 数据", place=content["place"]),
        msg(
            "由 `xc-gis fetch {place}` 下载;范围:{boundary},及周边 {around_m:g} 米。",
            place=content["place"],
            boundary=content["boundary"]["name"],
            around_m=content["around_m"],
        )
        + "\n"
        + msg(
            "数据时间(OSM):{base}。坐标系:EPSG:4326。每次请求的网址、内容、时间和校验值见 `{file}`。", base=base, file=PROVENANCE
        ),
        msg(
            "**许可**:{attribution},{licence}。使用本数据的成果须注明来源。",
            attribution=content["attribution"],
            licence=content["licence"],
        ),
        msg("| 内容 | 数量 |") + "\n|---|---|\n" + counts,
        msg("同名的其他地方:") + "\n\n" + others if others else "",
        msg("有 {lost} 个对象的范围不完整,未能成图(见 `{file}` 的 without_area)。", lost=lost, file=PROVENANCE) if lost else "",
        msg("OpenStreetMap 由志愿者绘制,设施**不完整**:没有画出的设施不等于没有,因此不能作为“清单完整”的依据。"),
    ]
    return joined("\n\n", (part for part in parts if part)) + "\n"


def starter_study(place: Place, folder: str, *, day: str, units: str, subdistricts: bool, homes: bool, standard: str) -> str:
    """
    A study file that can be run at once, and says what is still to be put in.

    Parameters
    ----------
    folder
        Folder of the download, beside the study file.
    day
        Day of the OpenStreetMap data.
    units
        What stands in for the communities: 社区村, 街道乡镇 or 全区.
    """
    quoted = json.dumps
    stand_in = {
        COMMUNITIES: msg("OSM 中的社区边界,请核对是否齐全"),
        SUBDISTRICTS: msg("OSM 中没有社区边界,暂以街道代替社区:请换成本区的社区图层"),
        WHOLE: msg("OSM 中没有社区和街道边界,暂以全区代替:请换成本区的社区图层"),
    }[units]
    people = (
        msg("住宅楼每栋计 1,不是人数:请换成有人口的居住点")
        if homes
        else msg("OSM 中没有住宅楼,暂用全部建筑,每栋计 1:请换成有人口的居住点")
    )
    parts: list[str] = [
        msg("# {place}:由 xc-gis fetch 写出的起步项目,数据 {attribution}, ODbL", place=place.name, attribution=ATTRIBUTION),
        msg("# 可直接运行;标有“请换成”的各项换成本区资料后,结果才能用于评价。"),
        "[study]",
        'name = "' + msg("{place}一刻钟社区服务圈(起步)", place=quoted(place.name, ensure_ascii=False)[1:-1]) + '"',
        f"date = {day}" if day else "",
        f"standard = {quoted(standard, ensure_ascii=False)}\n",
        "[network]",
        f"osm = {quoted(f'{folder}/map.osm.pbf', ensure_ascii=False)}\n",
        f"[communities]                       # {stand_in}",
        f"path = {quoted(f'{folder}/communities.geojson', ensure_ascii=False)}\n",
    ]
    if subdistricts:
        parts += ["[subdistricts]", f"path = {quoted(f'{folder}/subdistricts.geojson', ensure_ascii=False)}\n"]
    parts += [
        "[residents]                         # " + people,
        f"path = {quoted(f'{folder}/homes.gpkg', ensure_ascii=False)}",
        "each = 1.0                          # " + msg("只知道全区总人口时:删去此行,写 total = 人数,按建筑面积分摊") + "\n",
        "[[facilities]]                      # "
        + msg("OSM 的设施不完整,没有声明清单,因此未覆盖的一律算“未知”;请加上各部门的清单"),
        f"path = {quoted(f'{folder}/map.osm.pbf', ensure_ascii=False)}",
        'type = "auto"\n',
    ]
    return joined("\n", (part for part in parts if part))
