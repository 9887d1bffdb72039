"""Which background lies below the map. Tiles of other machines only when the user switches them on, with an own key where one is due."""

from __future__ import annotations

from dataclasses import dataclass, replace

from PyQt5.QtWidgets import QInputDialog, QLineEdit, QWidget

from xc_gis.languages.message import msg
from xc_gis.ui.map.view import MapView, OnlineLayer
from xc_gis.ui.widgets.asking import confirm
from xc_gis.ui.widgets.memory import Memory
from xc_gis.wording.window import tr, window_text

OSM = "https://tile.openstreetmap.org/{z}/{x}/{y}.png"
OSM_HOST = "tile.openstreetmap.org"
OSM_CREDIT = '© <a href="#">OpenStreetMap</a> contributors'
TIANDITU_HOST = "t{s}.tianditu.gov.cn"
TIANDITU = (
    "https://t{{s}}.tianditu.gov.cn/{layer}_w/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER={layer}&STYLE=default"
    "&TILEMATRIXSET=w&FORMAT=tiles&TILEMATRIX={{z}}&TILEROW={{y}}&TILECOL={{x}}&tk={key}"
)
TIANDITU_CREDIT = msg("天地图")
SUBDOMAINS = "01234567"


@dataclass(frozen=True)
class OnlineTiles:
    """Layers, the lowest first, and the machines that they come from."""

    layers: tuple[OnlineLayer, ...] = ()
    hosts: frozenset[str] = frozenset()


def online_tiles(kind: str, key: str = "") -> OnlineTiles:
    """Layers of a kind of background; none for the study's own, nor for Tianditu without a key."""
    if kind == "osm":
        return OnlineTiles((OnlineLayer(OSM, OSM_CREDIT),), frozenset((OSM_HOST,)))
    if kind == "tianditu" and key.isalnum():
        layers = tuple(
            OnlineLayer(TIANDITU.format(layer=layer, key=key), TIANDITU_CREDIT, SUBDOMAINS) for layer in ("vec", "cva")
        )
        return OnlineTiles(layers, frozenset(TIANDITU_HOST.replace("{s}", n) for n in SUBDOMAINS))
    return OnlineTiles()


def apply_background(map_view: MapView, memory: Memory) -> None:
    """Show the background that is remembered."""
    wanted = online_tiles(memory.background, memory.tianditu_key)
    map_view.set_online([replace(layer, credit=tr(layer.credit)) for layer in wanted.layers], wanted.hosts)


def choose_background(kind: str, memory: Memory, parent: QWidget) -> bool:
    """Ask what must be asked and remember the choice; False where the user changed their mind."""
    if kind != "own":
        if not confirm(parent, window_text("online_ask"), window_text("online_yes"), window_text("online_no")):
            return False
        if kind == "tianditu":
            key, given = QInputDialog.getText(
                parent, window_text("background"), window_text("tianditu_key"), QLineEdit.EchoMode.Normal, memory.tianditu_key
            )
            if not given or not key.strip().isalnum():
                return False
            memory.tianditu_key = key.strip()
    memory.background = kind
    return True
