"""Bridges that nothing leads onto: no leg ends on a bridge, so that nobody ever walks on them (data check)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from xc_gis.analysis.network.gates import components
from xc_gis.analysis.network.walked_lines import WalkedLines


@dataclass(frozen=True)
class LooseBridge:
    """
    A bridge that is not joined at both ends.

    ``ways``: its ways; ``metres``: their length; ``ends``: places (x, y) where it ends and nothing follows; ``joined``: whether anything
    leads onto it at all.
    """

    ways: tuple[str, ...]
    metres: float
    ends: tuple[tuple[float, float], ...]
    joined: bool


def loose_bridges(walked: WalkedLines) -> list[LooseBridge]:
    """Bridges with an end that leads nowhere; of one with several ways all of them together."""
    segments = walked.segments
    on_bridge = walked.bridge[segments.way]
    if not on_bridge.any():
        return []
    grounded = np.zeros(len(walked.xy), dtype=bool)
    grounded[segments.u[~on_bridge]] = True
    grounded[segments.v[~on_bridge]] = True
    u, v, way = segments.u[on_bridge], segments.v[on_bridge], segments.way[on_bridge]
    used, number = np.unique(np.concatenate([u, v]), return_inverse=True)
    label = components(number[: len(u)], number[len(u) :], len(used))
    gap = walked.xy[u] - walked.xy[v]
    metres = np.bincount(label[number[: len(u)]], weights=np.hypot(gap[:, 0], gap[:, 1]), minlength=int(label.max()) + 1)
    found = []
    for part in range(int(label.max()) + 1):
        nodes = used[label == part]
        joined = bool(grounded[nodes].any())
        ends = [tuple(walked.xy[node].tolist()) for node in nodes if walked.neighbours[node] == 1]
        if joined and not ends:
            continue
        ways = tuple(sorted({walked.names[w] for w in way[label[number[: len(u)]] == part].tolist()}))
        places = ends or [tuple(walked.xy[nodes[0]].tolist())]
        found.append(LooseBridge(ways, float(metres[part]), tuple(places), joined))
    return sorted(found, key=lambda bridge: (bridge.joined, bridge.ways))
