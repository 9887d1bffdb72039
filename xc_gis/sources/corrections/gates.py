"""Corrections by hand of the street data: a gate that stands open, a way that is closed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from xc_gis.languages.message import msg
from xc_gis.model import StreetData
from xc_gis.sources.corrections.rows import NOT_APPLIED, refused
from xc_gis.sources.corrections.table import GATES, Correction
from xc_gis.sources.corrections.words import CLOSE, OPEN
from xc_gis.sources.rows.left_out_rows import ProblemList

Tags = dict[str, str]


def corrected_streets(
    streets: StreetData, corrections: Sequence[Correction], shown: str, problems: ProblemList
) -> tuple[StreetData, list[str]]:
    """
    Give ways and nodes the tag ``foot=yes`` or ``foot=no`` as corrections say; returns warnings, too.

    A gate is opened by ``foot=yes``, which wins over any ``access`` (method §2). A node is closed as a barrier.
    """
    wanted = [made for made in corrections if made.action in GATES]
    if not wanted:
        return streets, []
    ways: dict[int, str] = {}
    nodes: dict[int, str] = {}
    lost = 0
    known = {way for way, _, _ in streets.ways}
    for made in wanted:
        kind, _, number = made.target.facility_id.partition("/")
        osm = int(number)
        at = np.searchsorted(streets.node_ids, osm)
        found = osm in known if kind == "way" else at < len(streets.node_ids) and streets.node_ids[at] == osm
        pointless = found and made.action == OPEN and kind == "node" and "barrier" not in streets.node_tags.get(osm, {})
        if not found or pointless:
            lost += 1
            why = msg("这里没有门或障碍") if pointless else msg("路网中没有它")
            problems.add(shown, made.row, refused(made.target.facility_id, made, why), NOT_APPLIED)
            continue
        (ways if kind == "way" else nodes)[osm] = made.action
        done = msg("人工更正 {object}:{sentence}", object=made.target.facility_id, sentence=made.sentence)
        problems.add(shown, made.row, done, msg("已执行"))
    changed = tuple((way, refs, _retagged(dict(tags), ways.get(way))) for way, refs, tags in streets.ways)
    areas = tuple(
        replace(area, tags=_retagged(dict(area.tags), ways.get(area.osm_id))) if area.kind == "way" else area
        for area in streets.areas
    )
    node_tags = {
        **streets.node_tags,
        **{osm: _retagged(dict(streets.node_tags.get(osm, {})), word, node=True) for osm, word in nodes.items()},
    }
    warnings: list[str] = [msg("{shown} 有 {lost} 条道路更正没有执行(见 problems.csv)", shown=shown, lost=lost)] if lost else []
    return replace(streets, ways=changed, node_tags=node_tags, areas=areas), warnings


def _retagged(tags: Tags, action: str | None, *, node: bool = False) -> Tags:
    if action is None:
        return tags
    if action == CLOSE:
        return {**tags, "foot": "no", **({"barrier": tags.get("barrier", "gate")} if node else {})}
    return {**tags, "foot": "yes"}
