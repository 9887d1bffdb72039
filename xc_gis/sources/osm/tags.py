"""The tags of what osmium reads, as a dictionary."""

from __future__ import annotations

from itertools import islice

import osmium


def tags_of(thing: osmium.osm.OSMObject) -> dict[str, str]:
    """
    Value by key.

    As many are taken as there are: osmium tells the end of a list by an exception thrown in C++, which costs as much as ten tags.
    """
    tags = thing.tags
    return dict(islice(tags, len(tags)))
