"""A walk of the second method in words, for finding out why two methods disagree."""

from __future__ import annotations

import numpy as np

from tests.independent.search import Entries
from tests.independent.times import Answers


def describe_walk(answers: Answers, home: int, points: np.ndarray) -> list[str]:
    """
    The quickest walk from a home to the nearest of some facility points, line by line.

    Seconds of the legs hold the way along their edge to its end and what is waited there; consecutive edges of one way are one line.
    """
    arrivals = answers.arrivals_of(points)
    state_s = answers.walks.seconds_to(arrivals, cutoff_s=np.inf)
    mine = np.flatnonzero(answers.departures.point == home)
    total = answers.departures.seconds[mine] + state_s[answers.departures.state[mine]]
    short = np.flatnonzero((answers.short.home == home) & np.isin(answers.short.point, points))
    short = short[~answers.points.off_network[answers.short.point[short]]]
    if len(short) and answers.short.seconds[short].min() <= total.min(initial=np.inf):
        best = short[np.argmin(answers.short.seconds[short])]
        return [f"without a node, to point {answers.short.point[best]}: {answers.short.seconds[best]:.4f} s"]
    if not np.isfinite(total.min(initial=np.inf)):
        return ["no walk"]
    first = mine[np.argmin(total)]
    path = answers.walks.path_to(int(answers.departures.state[first]), arrivals)
    lines = [f"leg and way to {_node(answers, path[0])}: {answers.departures.seconds[first]:.4f} s"]
    lines += _edges(answers, path)
    point, seconds = _arrival(arrivals, path[-1])
    return [*lines, f"leg and way from {_node(answers, path[-1])} to point {point}: {seconds:.4f} s"]


def _arrival(arrivals: Entries, state: int) -> tuple[int, float]:
    rows = np.flatnonzero(arrivals.state == state)
    best = rows[np.argmin(arrivals.seconds[rows])]
    return int(arrivals.point[best]), float(arrivals.seconds[best])


def _node(answers: Answers, state: int) -> str:
    walks = answers.walks
    for where, table in (("", walks.opens), ("begin ", walks.begins), ("end ", walks.ends)):
        for node, states in table.items():
            if state == states or (isinstance(states, list) and state in states):
                return f"{where}node/{walks.network.osm_id[node]}"
    raise KeyError(state)


def _edges(answers: Answers, path: list[int]) -> list[str]:
    walks = answers.walks
    lines: list[tuple[str, float, float, list[str]]] = []
    for a, b in zip(path, path[1:], strict=False):
        number = walks.backwards.edges[b, a]["edge"]
        edge = walks.network.edges[number]
        waits = [walks.end_seconds(number, side) for side in (-1, 1)]
        seconds = walks.edge_seconds(number)
        waits_there = [f"{wait:g} s at {_node(answers, state)}" for wait, state in zip(waits, (a, b), strict=True) if wait]
        if edge.u != _number(answers, a):
            waits_there = [f"{wait:g} s at {_node(answers, state)}" for wait, state in zip(waits, (b, a), strict=True) if wait]
        if lines and lines[-1][0] == f"{edge.kind} {edge.name}":
            name, length, before, waited = lines.pop()
            lines.append((name, length + edge.length_m, before + seconds, waited + waits_there))
        else:
            lines.append((f"{edge.kind} {edge.name}", edge.length_m, seconds, waits_there))
    return [f"{name}, {length:.2f} m: {s:.4f} s" + (f" (waits {', '.join(w)})" if w else "") for name, length, s, w in lines]


def _number(answers: Answers, state: int) -> int:
    walks = answers.walks
    return next(
        node
        for table in (walks.opens, walks.begins, walks.ends)
        for node, states in table.items()
        if state == states or (isinstance(states, list) and state in states)
    )
