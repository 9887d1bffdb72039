"""
The address ``xc:`` of the map in the window, and the guard that lets nothing else through.

``xc://run/map.html`` is the page opened, ``xc://tiles/z/x/y.png`` (``y@2x.png``: twice as fine) the background. No request leaves the program unless online tiles are switched on.
"""

from __future__ import annotations

import base64
import logging
from collections.abc import Callable
from pathlib import Path
from typing import Any

from PyQt5 import sip
from PyQt5.QtCore import QBuffer, QByteArray, QIODevice, QObject, pyqtSlot
from PyQt5.QtWebEngineCore import (
    QWebEngineUrlRequestInfo,
    QWebEngineUrlRequestInterceptor,
    QWebEngineUrlRequestJob,
    QWebEngineUrlScheme,
    QWebEngineUrlSchemeHandler,
)

logger = logging.getLogger(__name__)

SCHEME = b"xc"
OWN_SCHEMES = frozenset(("xc", "qrc", "data", "blob"))
"""What the program answers itself."""

PAGE = "xc://run/map.html"

NOTHING = base64.b64decode("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAAC0lEQVR4nGNgAAIAAAUAAXpeqz8AAAAASUVORK5CYII=")
"""A transparent picture: a tile with nothing on it is no failure."""

TileSource = Callable[[int, int, int, int, Callable[[bytes], None]], Callable[[], None] | None]
"""Asked for ``z, x, y, scale`` (1 or 2); gives the picture (PNG, empty where there is none) to the function, now or later;
may return a function that takes the wish back."""


def register_scheme() -> None:
    """Make the scheme known. Must happen before the QApplication is made; a second call does nothing."""
    if QWebEngineUrlScheme.schemeByName(SCHEME).name() == SCHEME:
        return
    scheme = QWebEngineUrlScheme(SCHEME)
    scheme.setSyntax(QWebEngineUrlScheme.Syntax.Host)
    scheme.setFlags(
        QWebEngineUrlScheme.SecureScheme
        | QWebEngineUrlScheme.LocalAccessAllowed
        | QWebEngineUrlScheme.ContentSecurityPolicyIgnored
    )
    QWebEngineUrlScheme.registerScheme(scheme)


class MapScheme(QWebEngineUrlSchemeHandler):
    """Answers ``xc:`` from one page file and one source of tiles."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.page: Path | None = None
        self.tiles: TileSource | None = None
        self._wanted: dict[int, Callable[[], None] | None] = {}

    def requestStarted(self, job: QWebEngineUrlRequestJob | None) -> None:  # noqa: N802 - Qt's name
        """Answer one request; tiles may be answered later."""
        if job is None:
            return
        url = job.requestUrl()
        try:
            if url.host() == "run" and self.page is not None:
                _reply(job, b"text/html", self.page.read_bytes())
            elif url.host() == "tiles" and self.tiles is not None:
                self._tile(job, url.path())
            else:
                job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)
        except (OSError, ValueError):
            logger.exception("no answer for %s", url.toString())
            job.fail(QWebEngineUrlRequestJob.Error.UrlNotFound)

    def _tile(self, job: QWebEngineUrlRequestJob, path: str) -> None:
        name = path.removesuffix(".png").strip("/")
        z, x, y = (int(part) for part in name.removesuffix("@2x").split("/"))
        scale = 2 if name.endswith("@2x") else 1
        number = _address(job)
        self._wanted[number] = None
        job.destroyed.connect(self._forget)

        def answer(picture: bytes) -> None:
            if number in self._wanted:
                _reply(job, b"image/png", picture or NOTHING)

        assert self.tiles is not None
        take_back = self.tiles(z, x, y, scale, answer)
        if number in self._wanted:
            self._wanted[number] = take_back

    @pyqtSlot(QObject)
    def _forget(self, job: QObject) -> None:
        """
        The map has moved on and no longer wants it, or has got it.

        A real slot: a lambda joined to ``destroyed`` is itself on its way out when it is called, and now and then gone.
        """
        take_back = self._wanted.pop(_address(job), None)
        if take_back is not None:
            take_back()


def _address(job: QObject) -> int:
    """Where the job lies in memory: the one name that it keeps while it is being destroyed."""
    unwrapped: Any = sip.unwrapinstance  # its stub says that it returns nothing
    return int(unwrapped(job))


def _reply(job: QWebEngineUrlRequestJob, kind: bytes, content: bytes) -> None:
    buffer = QBuffer(job)
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    job.reply(kind, buffer)


class NetworkGuard(QWebEngineUrlRequestInterceptor):
    """
    Blocks every request that would leave the program.

    Attributes
    ----------
    allowed_hosts
        Machines whose tiles the user has switched on; empty by default.
    blocked
        Addresses that were asked for and refused.
    sent
        Addresses that were let out.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.allowed_hosts: frozenset[str] = frozenset()
        self.blocked: list[str] = []
        self.sent: list[str] = []

    def interceptRequest(self, info: QWebEngineUrlRequestInfo) -> None:  # noqa: N802 - Qt's name
        """Let the program's own addresses pass, and hosts that the user allowed."""
        url = info.requestUrl()
        if url.scheme() in OWN_SCHEMES:
            return
        if url.scheme() == "https" and url.host() in self.allowed_hosts:
            self.sent.append(url.toString())
            return
        self.blocked.append(url.toString())
        info.block(True)
