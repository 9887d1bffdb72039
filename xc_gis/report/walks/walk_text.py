"""A walk in words: the facility, the way, and every second of it."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import groupby
from typing import Any

import shapely
from pyproj import Transformer

from xc_gis.analysis.walks.explanation import Explanation, Piece
from xc_gis.languages.message import msg
from xc_gis.model import StreetData, StudyData
from xc_gis.sources.rows.osm_names import shown_name, streets_in_china
from xc_gis.standard import Standard
from xc_gis.units import EXCHANGE_CRS, SECONDS_PER_MINUTE

KIND_ZH = {
    "leg": msg("离开道路直行(按 1.3 倍计)"), "footway": msg("步行道"), "path": msg("小路"), "pedestrian": msg("步行街"), "steps": msg("台阶"), "residential": msg("居住区道路"),
    "living_street": msg("生活街区道路"), "service": msg("内部道路"), "tertiary": msg("支路"), "secondary": msg("次干路"), "primary": msg("主干路"), "trunk": msg("快速路"),
    "unclassified": msg("一般道路"), "cycleway": msg("自行车道"), "track": msg("土路"), "corridor": msg("室内通道"), "elevator": msg("电梯"), "road": msg("道路"),
}  # fmt: skip


LEG = "leg"


def street_names(streets: StreetData, walk: Explanation) -> dict[int, str]:
    """Names of the ways of a walk, as OpenStreetMap has them; those without a name are absent."""
    wanted, chinese = {piece.way_id for piece in walk.pieces}, streets_in_china(streets)
    named = ((way, shown_name(tags, chinese=chinese)) for way, _, tags in streets.ways if way in wanted)
    return {way: name for way, name in named if name}


def walk_sentences(
    data: StudyData,
    standard: Standard,
    walk: Explanation,
    demand_id: str,
    key: str,
    names: Mapping[int, str],
) -> list[str]:
    """
    Sentences for people, who know streets by name (``names`` by way); one without is told by its kind.

    Ways that follow each other under one name are one street: their metres and seconds are added.
    """
    category = standard.category(key.split("@", maxsplit=1)[0])
    limit = msg("{minutes:g} 分钟", minutes=category.minutes)
    if walk.facility is None:
        return [
            msg(
                "居住点 {demand_id}:两倍时限({value:g} 分钟)内走不到任何一处“{category}”设施(要求 {limit})",
                demand_id=demand_id,
                value=2 * category.minutes,
                category=category.name,
                limit=limit,
            )
        ]
    row = data.facilities.iloc[walk.facility]
    within = walk.seconds <= category.minutes * SECONDS_PER_MINUTE
    lines: list[str] = [
        msg(
            "居住点 {demand_id} → {name}({zh},编号 {facility_id})",
            demand_id=demand_id,
            name=row["name"],
            zh=standard.facility_types[row["type"]].name,
            facility_id=row["facility_id"],
        ),
        msg(
            "共 {seconds:.1f} 分钟({seconds2:.1f} 秒),要求 {limit}:{value}",
            seconds=walk.seconds / SECONDS_PER_MINUTE,
            seconds2=walk.seconds,
            limit=limit,
            value=msg("已覆盖") if within else msg("超出时限"),
        ),
    ]
    for street, pieces in groupby(walk.pieces, lambda piece: _street(piece, names)):
        same = list(pieces)
        metres, seconds, wait_s = (sum(getattr(one, name) for one in same) for name in ("metres", "seconds", "wait_s"))
        if round(metres) == 0 and round(seconds, 1) == 0:
            continue  # where two legs meet on a street, nobody walks along it
        wait = msg("，等候 {wait_s:.1f} 秒", wait_s=wait_s) if wait_s else ""
        lines.append(
            msg("  {street} {metres:.0f} 米，{seconds:.1f} 秒{wait}", street=street, metres=metres, seconds=seconds, wait=wait)
        )
    return lines


def _street(piece: Piece, names: Mapping[int, str]) -> str:
    kind = KIND_ZH.get(piece.kind.removesuffix("_link"), msg("道路"))
    if piece.kind == LEG:
        return kind
    name = names.get(piece.way_id, "")
    return msg("{name} · {kind}", name=name, kind=kind) if name else msg("无名{kind}", kind=kind)


def walk_json(data: StudyData, walk: Explanation, demand_id: str, key: str) -> dict[str, Any]:
    """The walk for scripts; the way as longitude and latitude."""
    facility = None if walk.facility is None else str(data.facilities["facility_id"].iloc[walk.facility])
    turn = Transformer.from_crs(data.demand.crs, EXCHANGE_CRS, always_xy=True)
    x, y = turn.transform(*shapely.get_coordinates(walk.line).T)
    return {
        "demand_id": demand_id,
        "key": key,
        "facility_id": facility,
        "seconds": None if facility is None else round(walk.seconds, 3),
        "pieces": [
            {
                "kind": p.kind,
                "metres": round(p.metres, 2),
                "seconds": round(p.seconds, 3),
                "wait_s": p.wait_s,
                "way": p.way_id,
            }
            for p in walk.pieces
        ],
        "way": [[round(float(a), 7), round(float(b), 7)] for a, b in zip(x, y, strict=True)],
    }
