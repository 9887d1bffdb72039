"""Gated parts (method §2): what gates cut off from the largest part, which sides a gate joins, what hangs together."""

import numpy as np
import pytest

from xc_gis.analysis.network.gates import apply_gates, components


def gated(edges, *, gates="", closed="", rule="rule", private=()):
    """
    Edges as letters with their metres (``ab 100``), gate nodes, closed nodes, numbers of private edges.

    Returns for each edge that is left: its number, the letters of its nodes, whether it is gated and its part; and its nodes as numbered.
    """
    pairs = [(text.split()[0], float(text.split()[1])) for text in edges]
    letters = sorted({letter for pair, _ in pairs for letter in pair})
    u, v = (np.array([letters.index(pair[side]) for pair, _ in pairs]) for side in (0, 1))
    found = apply_gates(
        u, v, np.array([metres for _, metres in pairs]), np.isin(np.arange(len(pairs)), private),
        np.isin(letters, list(gates)), np.isin(letters, list(closed)), rule=rule,
    )  # fmt: skip
    named = [letters[found.node_source[a]] + letters[found.node_source[b]] for a, b in zip(found.u, found.v, strict=True)]
    rows = list(zip(found.source.tolist(), named, found.gated.tolist(), found.part.tolist(), strict=True))
    return sorted(rows), found


def flags(rows):
    return [row[2] for row in rows]


COMPOUND = ["ab 100", "bc 100", "cd 30", "de 30"]


def test_without_gates_all_is_open():
    rows, found = gated(COMPOUND)
    assert rows == [(0, "ab", False, -1), (1, "bc", False, -1), (2, "cd", False, -1), (3, "de", False, -1)]
    assert len(found.node_source) == 5


def test_what_a_gate_cuts_off_from_the_largest_part_is_gated():
    """A gate stands at c: the longer side is the open network, whichever side of the gate it is."""
    assert flags(gated(COMPOUND, gates="c")[0]) == [False, False, True, True]
    assert flags(gated(["ab 10", "bc 10", "cd 300", "de 300"], gates="c")[0]) == [True, True, False, False]


def test_a_part_is_what_hangs_together_without_the_open_network():
    """Two compounds at two gates of one street are two parts; two private ways that meet behind the street are one."""
    rows, _ = gated(["ab 100", "bc 100", "ax 10", "cy 10"], private=(2, 3))
    assert [row[3] for row in rows][:2] == [-1, -1]
    assert rows[2][3] != rows[3][3]
    rows, _ = gated(["ab 100", "bc 100", "ax 10", "cx 10"], private=(2, 3))
    assert rows[2][3] == rows[3][3] >= 0


def test_a_gate_between_two_open_sides_is_not_passed():
    """Both sides hang together elsewhere: the gate at b splits into a node for each edge."""
    rows, found = gated(["ab 100", "bc 100", "cd 100", "da 100"], gates="b")
    assert flags(rows) == [False] * 4
    assert (found.node_source == 1).sum() == 3  # b itself, which no edge has any more, and two copies
    labels = components(found.u, found.v, len(found.node_source))
    assert len(set(labels[found.u].tolist())) == 1
    ends = [
        a if found.node_source[a] == 1 else b
        for a, b in zip(found.u, found.v, strict=True)
        if 1 in (found.node_source[a], found.node_source[b])
    ]
    assert len(set(ends)) == 2


def test_a_gated_way_at_such_a_gate_leads_to_either_side():
    rows, found = gated(["ab 100", "bc 100", "cd 100", "da 100", "bx 10"], gates="b", private=(4,))
    copies = [row for row in rows if row[0] == 4]
    assert copies == [(4, "bx", True, 0), (4, "bx", True, 0)]
    assert len(found.source) == 6


def test_a_closed_node_stops_everyone():
    rows, found = gated(COMPOUND, closed="c")
    labels = components(found.u, found.v, len(found.node_source))
    assert labels[found.u[0]] == labels[found.u[1]] != labels[found.u[2]] == labels[found.u[3]]
    assert flags(rows) == [False] * 4  # what hangs together with nothing is an island, not gated


@pytest.mark.parametrize(("rule", "left", "any_gated"), [("open", 4, False), ("closed", 3, False), ("rule", 4, True)])
def test_rules_open_and_closed(rule, left, any_gated):
    rows, found = gated(COMPOUND, private=(3,), rule=rule)
    assert len(rows) == left
    assert any(flags(rows)) is any_gated
    rows, found = gated(COMPOUND, gates="c", rule=rule)
    apart = len(set(components(found.u, found.v, len(found.node_source))[found.u].tolist())) == 2
    assert apart is (rule == "closed")


def test_where_every_way_is_private_nothing_is_open():
    assert flags(gated(COMPOUND, private=(0, 1, 2, 3))[0]) == [True] * 4


def test_a_ring_of_private_ways_has_one_part():
    rows, _ = gated(["ab 300", "bc 10", "cd 10", "db 10"], private=(1, 2, 3))
    assert len({row[3] for row in rows[1:]}) == 1
