"""
Rows of facilities on their way through the sources: read list by list, corrected by hand, placed by their address, merged.

What the method needs of them is ``model.FACILITY_COLUMNS``; the rest says where a row comes from and what is still to be decided.
"""

from __future__ import annotations

from xc_gis.frames import FLAG, NUMBER, PLACE, TEXT, WHOLE, Frame
from xc_gis.sources.rows.cells import ROW

FACILITY_ROWS = Frame(
    "rows of facilities",
    ("facility_id", "id_given", "type", "typed", "name", "address", "status", "serves", "crs_in", "building", "hours", "home_visit", "phone", "booking", "capacity", "floor_area", "since", "until", "placed", "no_place",
     "stated_subdistrict", "stated_community", ROW, "geometry", "_file", "_layer", "_osm"),
    {"id_given": FLAG, "building": FLAG, "capacity": NUMBER, "floor_area": NUMBER, ROW: WHOLE, "geometry": PLACE, "_layer": WHOLE, "_osm": FLAG},
)  # fmt: skip
"""
Rows of all lists, in their order.

``facility_id``, ``id_given``: the source's own id, else file and row. ``type``, ``typed``: code (empty where nothing fits), and why a
recognised row has it. ``name, address, status, serves, crs_in, building, hours, home_visit, phone, booking, capacity, floor_area, geometry``: as in ``FACILITY_COLUMNS``; ``status`` empty where its
word is unknown. ``since``, ``until``: first and last day (ISO), empty where the row states none that can be read. ``placed``: what put it where it is, empty for its source. ``no_place``: why it has no place.
``stated_subdistrict``, ``stated_community``: as the row says them. ``ROW``, ``_file``, ``_layer``: row, file and number of the list.
``_osm``: the list is an OpenStreetMap file.
"""

MERGED_ROWS = FACILITY_ROWS.with_columns({"_members": TEXT, "_ids": TEXT})
"""One row a facility. ``_members``: labels of the rows that it was made of (a list), ``_ids``: their ``facility_id``."""
