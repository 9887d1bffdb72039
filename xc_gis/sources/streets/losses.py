"""What a street file holds and cannot give: nodes without a place, ways cut or lost, objects deleted or doubled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from xc_gis.model import StreetLoss
from xc_gis.sources.osm.settle import Settled
from xc_gis.sources.osm.things import NAMES


def losses_of(way: int, refs: Sequence[int], places: Sequence[tuple[int, float, float] | None]) -> Iterator[StreetLoss]:
    """
    What is lost of a way whose nodes are not all known.

    Parameters
    ----------
    refs, places
        Nodes of the way; number, longitude and latitude of each, None for one without a place.
    """
    known = [place for place in places if place]
    for at, (ref, place) in enumerate(zip(refs, places, strict=True)):
        if place is None:
            near = next((p for p in (*reversed(places[:at]), *places[at:]) if p), None)
            yield StreetLoss("lost_node", f"node/{ref}", *_where(near))
    pairs = any(a and b and a[0] != b[0] for a, b in zip(places, places[1:], strict=False))
    kind = "cut_way" if pairs else "lost_way"
    yield StreetLoss(kind, f"way/{way}", *_where(known[0] if known else None))


def _where(place: tuple[int, float, float] | None) -> tuple[float | None, float | None]:
    return (place[1], place[2]) if place else (None, None)


def losses_of_file(settled: Settled) -> tuple[dict[str, int], list[StreetLoss]]:
    """Notes and losses of a file that was put in order. What a history deleted is part of it and no loss."""
    counts = {
        "new": settled.new, "old_versions": settled.old_versions, "repeated": settled.repeated, "by_place": len(settled.by_place),
    }  # fmt: skip
    deleted = () if settled.old_versions else settled.deleted
    losses = [StreetLoss("deleted", f"{NAMES[kind]}/{number}") for kind, number in deleted]
    losses += [StreetLoss("doubled", f"{NAMES[kind]}/{number}") for kind, number in settled.doubled]
    return {name: count for name, count in counts.items() if count}, losses
