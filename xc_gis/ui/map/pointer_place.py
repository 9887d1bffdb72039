"""Where the pointer is on the map, in the status bar: WGS 84, and on request GCJ-02 or BD-09."""

from __future__ import annotations

from PyQt5.QtWidgets import QPushButton, QWidget

from xc_gis.languages.message import msg
from xc_gis.operations.explore.typed_coordinates import SYSTEMS, WGS84, from_wgs84, is_shifted
from xc_gis.wording.window import tr, window_text

DECIMALS = 5
"""About a metre: the pointer is no finer."""


class PointerPlace(QPushButton):
    """A flat button: a click shows the next system. Empty while the pointer is not on the map."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.system = WGS84
        self._place: tuple[float, float] | None = None
        self.setObjectName("link")
        self.setToolTip(tr(msg("鼠标所在处的经度和纬度；点一下换坐标系（WGS 84、GCJ-02、BD-09），复制请在地图上点右键")))
        self.setAccessibleName(tr(msg("鼠标所在处的经度和纬度")))
        self.clicked.connect(self._next)
        self._say()

    def show_place(self, place: tuple[float, float] | None) -> None:
        """Show longitude and latitude (WGS 84); None: the pointer is elsewhere."""
        self._place = place
        self._say()

    def _next(self) -> None:
        self.system = SYSTEMS[(SYSTEMS.index(self.system) + 1) % len(SYSTEMS)]
        self._say()

    def _say(self) -> None:
        if self._place is None:
            self.setText(self.system)
            return
        lon, lat = from_wgs84(self.system, *self._place)
        system = self.system if is_shifted(*self._place) else WGS84
        self.setText(window_text("in_brackets", f"{lon:.{DECIMALS}f}, {lat:.{DECIMALS}f}", system))
