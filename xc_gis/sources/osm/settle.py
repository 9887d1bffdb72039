"""
Put the objects of a file in order: of each the newest version, nothing deleted, new ones numbered, every place at its node.

What osmium reads is sorted, has positive numbers and places at nodes. Files out of editors, histories and small extracts are not so.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from xc_gis.sources.osm.things import Content, Place, Ref, Thing

ORDER = {"n": 0, "w": 1, "r": 2}
DEGREE_UNITS = 10_000_000
"""OpenStreetMap keeps seven decimals: two places that agree in them are one."""


@dataclass(frozen=True)
class Settled:
    """
    Objects as osmium wants them, and what was decided on the way.

    Attributes
    ----------
    things
        Nodes, ways, relations, each sorted by number; negative numbers stand as they were.
    deleted
        Objects that are deleted in the file.
    doubled
        Objects that stand in the file twice with the same version and different content; the last one counts.
    old_versions, repeated, new
        How many versions were overtaken by newer ones, objects repeated word for word, new objects (negative numbers).
    by_place
        Ways whose nodes are known by their places alone: they meet where the places agree.
    """

    things: tuple[Thing, ...]
    deleted: tuple[Ref, ...] = ()
    doubled: tuple[Ref, ...] = ()
    old_versions: int = 0
    repeated: int = 0
    new: int = 0
    by_place: tuple[int, ...] = ()


@dataclass
class _Counts:
    old: int = 0
    repeated: int = 0
    doubled: set[Ref] = field(default_factory=set)


def settle(content: Content) -> Settled:
    """Put the objects of a file in order."""
    counts = _Counts()
    newest = _newest(content.things, counts)
    versions = counts.old > 0
    # in a history without the flag, what was deleted is a last version without content
    emptied = {t.ref for t in newest.values() if versions and t.kind == "n" and t.place is None}
    emptied |= {t.ref for t in newest.values() if versions and t.kind == "w" and not t.refs and not t.tags}
    gone = {ref for ref, thing in newest.items() if thing.gone} | emptied
    kept = [thing for ref, thing in newest.items() if ref not in gone and not (thing.kind == "n" and thing.place is None)]
    by_place = _give_nodes(kept, gone)
    kept.sort(key=lambda thing: (ORDER[thing.kind], thing.number))
    return Settled(
        tuple(kept), tuple(sorted(gone, key=_by_kind)), tuple(sorted(counts.doubled, key=_by_kind)), counts.old, counts.repeated,
        sum(thing.number < 0 for thing in newest.values()), tuple(sorted(by_place)),
    )  # fmt: skip


def _by_kind(ref: Ref) -> tuple[int, int]:
    return ORDER[ref[0]], ref[1]


def _newest(things: Iterable[Thing], counts: _Counts) -> dict[Ref, Thing]:
    """By object its newest version; of two of the same version the later one in the file."""
    newest: dict[Ref, Thing] = {}
    for thing in things:
        before = newest.get(thing.ref)
        if before is not None:
            if before.version != thing.version:
                counts.old += 1
            elif before == thing:
                counts.repeated += 1
            else:
                counts.doubled.add(thing.ref)
            if before.version > thing.version:
                continue
        newest[thing.ref] = thing
    return newest


def _give_nodes(kept: list[Thing], gone: set[Ref]) -> set[int]:
    """Make nodes of the places that ways and relations bring with them; return the ways that have nothing else."""
    known = {thing.number for thing in kept if thing.kind == "n"}
    ways = {thing.number: thing for thing in kept if thing.kind == "w"}
    for way in _ways_drawn_by_relations(kept, ways, gone):
        ways[way.number] = way
        kept.append(way)
    at: dict[tuple[int, int], int] = {}
    for thing in kept:
        if thing.kind == "n" and thing.place:
            at.setdefault(_units(thing.place), thing.number)
    made: dict[int, Place] = {}
    for way in ways.values():
        for ref, place in zip(way.refs, way.places, strict=False):
            if ref is not None and place is not None and ref not in known and ("n", ref) not in gone:
                made.setdefault(ref, place)
                at.setdefault(_units(place), ref)
    free = min((*known, *made, 0)) - 1
    by_place = set()
    for way in ways.values():
        if None in way.refs and any(way.places):
            by_place.add(way.number)
        for n, (ref, place) in enumerate(zip(way.refs, way.places, strict=False)):
            if ref is None and place is not None:
                if _units(place) not in at:
                    at[_units(place)] = free
                    made[free] = place
                    free -= 1
                way.refs[n] = at[_units(place)]
    kept.extend(Thing("n", number, 0, gone=False, place=place) for number, place in made.items())
    return by_place


def _ways_drawn_by_relations(kept: list[Thing], ways: Mapping[int, Thing], gone: set[Ref]) -> list[Thing]:
    """Ways that no file object stands for, but whose shape a relation brings with it."""
    found: dict[int, Thing] = {}
    for number, places in (shape for thing in kept if thing.kind == "r" for shape in thing.shapes.items()):
        if number not in ways and ("w", number) not in gone:
            found.setdefault(number, Thing("w", number, 0, gone=False, refs=[None] * len(places), places=list(places)))
    return list(found.values())


def _units(place: Place) -> tuple[int, int]:
    return round(place[0] * DEGREE_UNITS), round(place[1] * DEGREE_UNITS)
