"""Buildings and points of interest in the street data."""

from __future__ import annotations

from tools.sample.facilities import Place
from tools.sample.people import Building
from tools.sample.world import World

POI_TAGS = {
    "CVS": {"shop": "convenience"}, "SUP": {"shop": "supermarket"}, "RES": {"amenity": "restaurant"}, "PHA": {"amenity": "pharmacy"},
    "KIN": {"amenity": "kindergarten"}, "PRI": {"amenity": "school"}, "HOS": {"amenity": "hospital"}, "LIB": {"amenity": "library"},
    "POL": {"amenity": "police"}, "BNK": {"amenity": "bank"}, "HAI": {"shop": "hairdresser"},
}  # fmt: skip

EVERY = 4
"""OpenStreetMap knows one in so many of them: it is never complete."""


def add_buildings(world: World, homes: list[Building]) -> None:
    """Residential buildings with their levels."""
    for home in homes:
        world.ring(home.corners, {"building": "residential", "building:levels": str(home.levels)})


def add_pois(world: World, places: list[Place]) -> None:
    """Some facilities as nodes."""
    for number, place in enumerate(places):
        if place.code in POI_TAGS and number % EVERY == 0:
            world.node(place.uv, name=place.name, **POI_TAGS[place.code])
