"""
Whether osmium can read a file as it stands: sorted by kind and number, each object once, positive, with places at nodes.

osmium lists all numbers by itself in a fraction of the time that reading takes; only where something is odd is the file
read object by object.
"""

from __future__ import annotations

import re
import tempfile
from pathlib import Path

import numpy as np
import osmium

from xc_gis.files.write_faults import refuse_without_room
from xc_gis.sources.osm.kinds import Kind, unpacked
from xc_gis.sources.osm.pbf_header import pbf_features

MARKS = re.compile(rb"""\baction\s*=|\bvisible\s*=\s*['"]false|<center\b|<remark\b|<nd\b[^>]*\slat\s*=|<action\b""")
"""What osmium passes over in XML in silence."""

ODD = frozenset(("LocationsOnWays", "HistoricalInformation"))
"""Features of ``.osm.pbf``: nodes are missing because ways have their places; several versions of each object."""

SORTED = "Sort.Type_then_ID"
"""Feature of ``.osm.pbf``: sorted, each object once. The files of large providers say so."""

NUMBERS = 3
"""The list of numbers is at most so many times as long as the file."""

WIDE = (b"\xff\xfe", b"\xfe\xff")
"""Text of two bytes a letter (UTF-16), in which no mark would be found."""

STEP, OVERLAP = 4_000_000, 4_096
"""Bytes looked at together, and repeated, so that a mark on the seam is seen."""


def is_ordinary(path: Path, kind: Kind) -> bool:
    """
    Say whether osmium reads the file rightly as it stands.

    Raises ``RuntimeError`` where osmium cannot read it to its end.
    """
    if not kind.for_osmium or (kind.form == "xml" and _has_marks(path, kind.packing)):
        return False
    file = osmium.io.File(str(path), kind.for_osmium)
    features = pbf_features(path) if kind.form == "pbf" else frozenset()
    if features & ODD:
        return False
    return (SORTED in features and _begins_positive(file)) or _in_order(file, path.stat().st_size)


def _has_marks(path: Path, packing: str) -> bool:
    tail = b""
    with unpacked(path, packing) as stream:
        while block := stream.read(STEP):
            if MARKS.search(tail + block) or block.startswith(WIDE):
                return True
            tail = block[-OVERLAP:]
    return False


def _in_order(file: osmium.io.File, size: int) -> bool:
    with tempfile.TemporaryDirectory(prefix="xc-gis-") as folder:
        listed = Path(folder) / "numbers"
        refuse_without_room(Path(folder), NUMBERS * size)  # osmium would end the program
        writer = osmium.WriteHandler(osmium.io.File(str(listed), "ids"))
        try:
            osmium.apply(osmium.io.Reader(file), writer)
        finally:
            writer.close()
        text = listed.read_bytes()
    start = 0
    for mark, later in ((b"n", b"wr"), (b"w", b"r"), (b"r", b"")):
        following = [at for at in (text.find(each, start) for each in (bytes([b]) for b in later)) if at >= 0]
        end = min(following, default=len(text))
        part = text[start:end]
        if any(part.count(other) for other in (b"n", b"w", b"r") if other != mark):
            return False
        numbers = np.fromstring(part.replace(mark, b""), dtype=np.int64, sep="\n")
        if len(numbers) and (numbers[0] <= 0 or bool((np.diff(numbers) <= 0).any())):
            return False
        start = end
    return True


def _begins_positive(file: osmium.io.File) -> bool:
    """Whether the first node of a sorted file is no new one: negative numbers stand first."""
    first = next((node.id for node in osmium.FileProcessor(file, osmium.osm.NODE)), 1)
    return first > 0
