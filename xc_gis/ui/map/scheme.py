"""
The address ``xc:`` of the map in the window, and the guard that lets nothing else through.

``xc://run/map.html`` is the page opened, ``xc://tiles/GROUND/z/x/y.png`` (``y@2x.png``: twice as fine) the background. GROUND is
another for every page that is opened: the web engine keeps pictures by their address, and streets of one study must never lie
below another. No request leaves the program unless online tiles are switched on.
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

TileAnswer = Callable[[bytes | None], None]
"""Takes a picture: PNG, empty where there is nothing to draw, None where it could not be painted."""

TileSource = Callable[[int, int, int, int, TileAnswer], Callable[[], None] | None]
"""Asked for ``z, x, y, scale`` (1 or 2); gives the picture to the function, now or later; may return a function that takes the
request back."""


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


class _TileRequest:
    """One tile asked for: the request while Qt has it, and how the source is told that nobody waits any more."""

    def __init__(self, job: QWebEngineUrlRequestJob) -> None:
        self.job: QWebEngineUrlRequestJob | None = job
        self.take_back: Callable[[], None] | None = None

    def answer(self, picture: bytes | None) -> None:
        """
        Hand the picture on; nothing where Qt has taken the request back.

        The request itself knows: by address alone, an answer that comes late would go to a later request in the same memory.
        """
        job, self.job = self.job, None
        if job is None:
            return
        if picture is None:
            job.fail(QWebEngineUrlRequestJob.Error.RequestFailed)
        else:
            _reply(job, b"image/png", picture or NOTHING)


class MapScheme(QWebEngineUrlSchemeHandler):
    """
    Answers ``xc:`` from one page file and one source of tiles.

    Attributes
    ----------
    page
        File of the page.
    tiles
        Source of its background.
    ground
        First part of the address of tiles of that page; what another page still asks for is refused.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.page: Path | None = None
        self.tiles: TileSource | None = None
        self.ground = ""
        self._wanted: dict[int, _TileRequest] = {}

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
        ground, *name = path.removesuffix(".png").strip("/").split("/")
        if ground != self.ground:
            job.fail(QWebEngineUrlRequestJob.Error.RequestAborted)
            return
        z, x, y = (int(part.removesuffix("@2x")) for part in name)
        wanted = _TileRequest(job)
        self._wanted[_address(job)] = wanted
        job.destroyed.connect(self._forget)
        assert self.tiles is not None
        take_back = self.tiles(z, x, y, 2 if path.endswith("@2x.png") else 1, wanted.answer)
        if wanted.job is not None:
            wanted.take_back = take_back

    @pyqtSlot(QObject)
    def _forget(self, job: QObject) -> None:
        """
        The map has moved on and no longer wants it, or has got it.

        A real slot: a lambda joined to ``destroyed`` is itself on its way out when it is called, and now and then gone.
        """
        wanted = self._wanted.pop(_address(job), None)
        if wanted is None:
            return
        was_waiting, wanted.job = wanted.job is not None, None
        if was_waiting and wanted.take_back is not None:
            wanted.take_back()


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
