"""What an ``.osm.pbf`` says of itself in its first block, as far as osmium does not pass it on: features by name."""

from __future__ import annotations

import re
import struct
import zlib
from pathlib import Path

HEADER_LIMIT = 65_536
"""Most bytes that the format allows for the description of a block."""

FEATURE = re.compile(rb"LocationsOnWays|HistoricalInformation|Sort\.Type_then_ID")


def pbf_features(path: Path) -> frozenset[str]:
    """
    Features that the header names.

    The names are looked for in the header's block as text, packed or not: that needs no reader of protocol buffers. A broken header
    names none, and osmium says the rest.
    """
    with path.open("rb") as stored:
        start = stored.read(4)
        if len(start) < 4:  # noqa: PLR2004 - a 32-bit number
            return frozenset()
        described = stored.read(min(struct.unpack(">I", start)[0], HEADER_LIMIT))
        block = stored.read(HEADER_LIMIT)
    begin = block.find(b"\x78", 0, 32) if described else -1
    try:
        text = zlib.decompressobj().decompress(block[begin:], HEADER_LIMIT) if begin >= 0 else b""
    except zlib.error:  # not packed
        text = b""
    return frozenset(name.decode() for name in FEATURE.findall(text or block))
