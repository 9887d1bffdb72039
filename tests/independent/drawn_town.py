"""A town drawn in metres and written as an ``.osm`` file: nodes are named by their place, so that ways meet where they share one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from xml.sax.saxutils import quoteattr

import numpy as np

from tests.fixtures.small_study import degrees
from tests.independent.legs import Attached, attach
from tests.independent.network import Network, to_metres
from tests.independent.osm_file import read_osm
from tests.independent.search import Walks
from tests.independent.times import Answers, Offer

XY = tuple[float, float]
CRS = "EPSG:4548"


@dataclass
class DrawnTown:
    """Nodes by place (their tags), ways (places and tags), relations (way numbers with roles, and tags); ids are made when written."""

    nodes: dict[XY, dict[str, str]] = field(default_factory=dict)
    ways: list[tuple[list[XY], dict[str, str]]] = field(default_factory=list)
    relations: list[tuple[list[tuple[int, str]], dict[str, str]]] = field(default_factory=list)

    def node(self, place: XY, tags: Mapping[str, str]) -> None:
        self.nodes.setdefault(place, {}).update(tags)

    def way(self, places: Sequence[XY], highway: str | None = None, **tags: str) -> int:
        """Draw a way; ``oneway__foot`` stands for ``oneway:foot``. Returns its number for relations."""
        written = {key.replace("__", ":"): value for key, value in tags.items()}
        self.ways.append((list(places), ({"highway": highway} if highway else {}) | written))
        for place in places:
            self.nodes.setdefault(place, {})
        return len(self.ways) - 1

    def relation(self, members: Sequence[tuple[int, str]], **tags: str) -> None:
        self.relations.append((list(members), {"type": "multipolygon", **tags}))

    def write(self, path: Path, *, node_order: Sequence[int] | None = None, decimals: int = 9) -> Path:
        """Write the file; ``node_order`` gives the nodes other numbers. OpenStreetMap itself keeps 7 decimals of a degree, a centimetre."""
        places = list(self.nodes)
        numbers = dict(zip(places, node_order or range(1, len(places) + 1), strict=True))
        lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<osm version="0.6" generator="hand">']
        placed = degrees(places)
        for place, (lon, lat) in sorted(zip(places, placed.tolist(), strict=True), key=lambda item: numbers[item[0]]):
            lines.append(
                f'<node id="{numbers[place]}" version="1" lat="{lat:.{decimals}f}" lon="{lon:.{decimals}f}">{_tags(self.nodes[place])}</node>'
            )
        for n, (line, tags) in enumerate(self.ways, 1):
            refs = "".join(f'<nd ref="{numbers[place]}"/>' for place in line)
            lines.append(f'<way id="{n}" version="1">{refs}{_tags(tags)}</way>')
        for n, (members, tags) in enumerate(self.relations, 1):
            refs = "".join(f'<member type="way" ref="{ref + 1}" role={quoteattr(role)}/>' for ref, role in members)
            lines.append(f'<relation id="{n}" version="1">{refs}{_tags(tags)}</relation>')
        path.write_text("\n".join([*lines, "</osm>"]), encoding="utf-8")
        return path


def _tags(tags: Mapping[str, str]) -> str:
    return "".join(f"<tag k={quoteattr(key)} v={quoteattr(value)}/>" for key, value in tags.items())


def in_metres(places: Sequence[XY]) -> np.ndarray:
    """Places of the drawing in the study's metres."""
    placed = degrees(places)
    return np.column_stack(to_metres(placed[:, 0], placed[:, 1], CRS))


@dataclass
class TownWalks:
    """A town whose network is ready to be asked."""

    network: Network

    def attached(self, places: Sequence[XY]) -> Attached:
        return attach(self.network, in_metres(places))

    def seconds(
        self, homes: Sequence[XY], facilities: Sequence[XY], *, profile: str = "adult", cutoff_s: float = 1e5
    ) -> list[float]:
        """Seconds from each home to its nearest facility; NaN where it reaches none."""
        answers = Answers(Walks(self.network, profile), self.attached(homes), self.attached(facilities))
        return answers.times([Offer(np.arange(len(facilities)))], cutoff_s=cutoff_s).tolist()


def read_town(town: DrawnTown, folder: Path, **how: str) -> TownWalks:
    """Write the town and read it back as the second method does."""
    return TownWalks(Network(read_osm(town.write(folder / "town.osm")), crs=CRS, **how))
