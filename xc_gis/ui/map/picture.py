"""
A picture of the map, four times as fine as the screen, drawn by a second page out of sight.

It is taken when the page has reported what it painted, of a frame that shows which report it belongs to, and only kept where the
communities and the streets are in it (``picture_proof.py``); what is not whole is refused, and why.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable
from typing import Any

from PyQt5 import sip
from PyQt5.QtCore import QObject, QRect, QSize, Qt, QTimer
from PyQt5.QtGui import QImage

from xc_gis.errors import OutputError
from xc_gis.languages.message import msg
from xc_gis.ui.map.picture_proof import BITS, STRIP_CSS_PX, Delivered, fault_of, number_of
from xc_gis.ui.map.scheme import TileAnswer, TileSource
from xc_gis.ui.map.view import MapView

MAP_CSS_PX = QSize(1500, 1286)
"""As wide to high as the place of the map on the sheet."""

ZOOM = 2.0
LOOK_MS = 150
PUMP = 8
"""Of so many looks before the report one takes a frame: it costs a tenth of a second."""

PATIENCE_S = 90.0
"""As long as nothing new comes: no tile, no report, no frame."""

LONGEST_S = 600.0


class MapPicture(QObject):
    """
    Draws one map out of sight and gives its picture to ``then``, or to ``refused`` why there is none.

    Parameters
    ----------
    source
        The map in the window: the picture shows its page with its layers and background.
    link, whole, bounds
        State as the part of an address behind ``#``; whether the whole area is shown, else west, south, east, north.
    """

    def __init__(
        self,
        source: MapView,
        link: str,
        view: dict[str, Any],
        then: Callable[[QImage], None],
        refused: Callable[[OutputError], None],
    ) -> None:
        super().__init__(source)
        self._then, self._refused = then, refused
        self._calls, self._view = list(source.calls), view
        self._tiles = _Recorder(source.scheme.tiles)
        self._map = MapView(tiles=self._tiles)
        self._map.setParent(source, Qt.WindowType.Window)  # the window ends its pages before it goes
        self._map.setAttribute(Qt.WidgetAttribute.WA_DontShowOnScreen)
        self._map.guard.allowed_hosts = source.guard.allowed_hosts
        ratio = max(1.0, self._map.devicePixelRatioF())
        size = QSize(MAP_CSS_PX.width(), MAP_CSS_PX.height() + 2 * STRIP_CSS_PX)
        self._map.resize(size * ZOOM / ratio)
        self._map.page.setZoomFactor(ZOOM / ratio)
        self._map.show()
        self._map.ready.connect(self._open)
        self._map.painted.connect(self._hear)
        self._number, self._record = 0, dict[str, Any]()
        self._fault, self._looks = "", 0
        self._began = self._moved = time.monotonic()
        self._clock = QTimer(self)
        self._clock.setInterval(LOOK_MS)
        self._clock.timeout.connect(self._look)
        self._clock.start()
        assert source.scheme.page is not None, "a map that shows nothing has no picture"
        self._map.open_at(source.scheme.page, link)

    def _open(self) -> None:
        for script in self._calls:
            self._map.page.runJavaScript(script)
        self._map.call("xcWindowMap.pose", self._view["whole"], self._view["bounds"])
        self._ask()

    def _ask(self) -> None:
        self._number, self._record = secrets.randbelow(2**BITS - 2) + 1, {}
        self._map.call("xcWindowMap.report", self._number)

    def _hear(self, record: dict[str, Any]) -> None:
        self._moved = time.monotonic()
        if record["id"] == self._number:
            self._record = record

    def _look(self) -> None:
        """Grab a frame once the page has reported, and now and then before (the web engine makes the next when one is taken)."""
        if sip.isdeleted(self._map) or sip.isdeleted(self._map.page):  # the window is closing
            self._clock.stop()
            return
        self._looks += 1
        frame = self._map.view.grab().toImage() if self._record or self._looks % PUMP == 0 else QImage()
        if self._record and number_of(frame) == self._number:
            picture = self._cut(frame)
            self._fault = fault_of(picture, self._record, self._tiles.delivered)
            if not self._fault:
                self._end()
                self._then(picture)
                return
            if self._record["failed"]:
                self._refuse()
                return
            self._ask()
        now = time.monotonic()
        if now - self._moved > PATIENCE_S or now - self._began > LONGEST_S:
            self._refuse()

    def _cut(self, frame: QImage) -> QImage:
        strip = round(STRIP_CSS_PX * ZOOM)
        return frame.copy(QRect(0, strip, frame.width(), frame.height() - 2 * strip))

    def _refuse(self) -> None:
        why = self._fault or msg("地图还没有画完")
        self._end()
        hint = msg("请稍候再导出一次；电脑很忙时先等其他工作结束。不需要道路时，可在“图层”中关掉“道路”后再导出")
        self._refused(OutputError(msg("没有保存：{why}", why=why), hint=hint))

    def _end(self) -> None:
        self._clock.stop()
        self._map.shutdown()
        self._map.hide()
        self._map.deleteLater()
        self.deleteLater()


class _Recorder:
    """A source of tiles that remembers what it gave."""

    def __init__(self, source: TileSource | None) -> None:
        self._source = source
        self.delivered: Delivered = {}

    def __call__(self, z: int, x: int, y: int, scale: int, answer: TileAnswer) -> Callable[[], None] | None:
        """Give one tile."""

        def note(picture: bytes | None) -> None:
            if picture is not None:
                self.delivered[z, x, y] = picture
            answer(picture)

        if self._source is None:
            note(None)
            return None
        return self._source(z, x, y, scale, note)
