"""A walk in words: the facility, the way, and every second of it."""

from __future__ import annotations

from typing import Any

import shapely
from pyproj import Transformer

from xc_gis.analysis.explanation import Explanation
from xc_gis.model import StudyData
from xc_gis.standard import Standard
from xc_gis.units import EXCHANGE_CRS, SECONDS_PER_MINUTE

KIND_ZH = {
    "leg": "离开道路直行(按 1.3 倍计)", "footway": "步行道", "path": "小路", "pedestrian": "步行街", "steps": "台阶", "residential": "居住区道路",
    "living_street": "生活街区道路", "service": "内部道路", "tertiary": "支路", "secondary": "次干路", "primary": "主干路", "trunk": "快速路",
    "unclassified": "一般道路", "cycleway": "自行车道", "track": "土路",
}  # fmt: skip


def walk_sentences(data: StudyData, standard: Standard, walk: Explanation, demand_id: str, key: str) -> list[str]:
    """Sentences for people."""
    category = standard.category(key.split("@", maxsplit=1)[0])
    limit = f"{category.minutes:g} 分钟"
    if walk.facility is None:
        return [f"居住点 {demand_id}:两倍时限({2 * category.minutes:g} 分钟)内走不到任何一处“{category.zh}”设施(要求 {limit})"]
    row = data.facilities.iloc[walk.facility]
    within = walk.seconds <= category.minutes * SECONDS_PER_MINUTE
    lines = [
        f"居住点 {demand_id} → {row['name']}({standard.facility_types[row['type']].zh},编号 {row['facility_id']})",
        f"共 {walk.seconds / SECONDS_PER_MINUTE:.1f} 分钟({walk.seconds:.1f} 秒),要求 {limit}:{'已覆盖' if within else '超出时限'}",
    ]
    for piece in walk.pieces:
        kind = KIND_ZH.get(piece.kind.removesuffix("_link"), piece.kind)
        wait = f",等候 {piece.wait_s:.1f} 秒" if piece.wait_s else ""
        way = f"(OSM way {piece.way_id})" if piece.way_id else ""
        lines.append(f"  {kind}{way} {piece.metres:.0f} 米,{piece.seconds:.1f} 秒{wait}")
    return lines


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
