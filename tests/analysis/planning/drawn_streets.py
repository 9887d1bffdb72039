"""Streets drawn in metres, as the records that scenarios change."""

import numpy as np

from tests.fixtures.small_study import degrees
from tests.fixtures.towns import ORIGIN
from xc_gis.analysis.network.conditions import moment_of
from xc_gis.analysis.planning.change_faults import NumberedChange
from xc_gis.analysis.planning.street_draft import StreetDraft
from xc_gis.model import StreetData
from xc_gis.units import ANALYSIS_CRS

WEDNESDAY = moment_of("WED 10:00")


def streets(ways, *, nodes=None, areas=()):
    """
    Streets from ``{way: (places, tags)}``; a node is named by its place.

    Returns
    -------
    StreetData and the node of each place.
    """
    places = list(dict.fromkeys(place for line, _ in ways.values() for place in line))
    number = {place: n for n, place in enumerate(places, 1)}
    lonlat = degrees(places)
    return StreetData(
        node_ids=np.arange(1, len(places) + 1), lon=lonlat[:, 0], lat=lonlat[:, 1],
        node_tags={number[place]: tags for place, tags in (nodes or {}).items()},
        ways=tuple((way, tuple(number[place] for place in line), tags) for way, (line, tags) in sorted(ways.items())),
        lines=(), background=None, areas=areas,
    ), number  # fmt: skip


def draft_of(read):
    return StreetDraft(read, ANALYSIS_CRS, WEDNESDAY)


def numbered(change):
    return NumberedChange(change, 1, "s.toml")


def lonlat(*places):
    return tuple((float(lon), float(lat)) for lon, lat in degrees(places))


def drawn(draft, node):
    """Place of a node in the drawing, whole decimetres."""
    x, y = draft.xy(node)
    return round(x - ORIGIN[0], 1), round(y - ORIGIN[1], 1)
