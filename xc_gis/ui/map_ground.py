"""An empty map for previews before there is a run: Leaflet and the background, nothing else."""

from __future__ import annotations

import json
from importlib import resources

from xc_gis.report.leaflet_files import leaflet_file


def ground_page(bounds: tuple[float, float, float, float]) -> bytes:
    """Page that shows ``west, south, east, north``."""
    west, south, east, north = bounds
    css = leaflet_file("leaflet.css") + resources.files("xc_gis.report").joinpath("web_map.css").read_text(encoding="utf-8")
    box = json.dumps([[south, west], [north, east]])
    page = f"""<!DOCTYPE html><html><head><meta charset="utf-8"><title>map</title><style>{css}</style>
<script>{leaflet_file("leaflet.js")}</script></head><body class="xc-in-window"><div id="map_main"></div><script>
var map_main = L.map("map_main", {{ zoomSnap: 0.25, zoomDelta: 0.5 }}).fitBounds({box}, {{ animate: false }});
map_main.attributionControl.setPrefix(false);
L.control.scale({{ imperial: false, maxWidth: 160 }}).addTo(map_main);
</script></body></html>"""
    return page.encode()
