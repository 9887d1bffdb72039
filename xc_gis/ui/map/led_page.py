"""The page that a ``MapView`` shows: what it may load and say, and the scripts that lead it."""

from __future__ import annotations

import logging
from typing import Any

from PyQt5.QtCore import QFile, QIODevice, QObject, QUrl, pyqtSignal, pyqtSlot
from PyQt5.QtWebEngineWidgets import QWebEnginePage, QWebEngineScript

from xc_gis.ui.map.page_words import window_page_script, window_script

logger = logging.getLogger(__name__)


class Bridge(QObject):
    """What the page says; one object that JavaScript sees."""

    opened_ = pyqtSignal()
    chose_ = pyqtSignal(str)
    asked_ = pyqtSignal(float, float)
    explained_ = pyqtSignal(list)
    described_ = pyqtSignal(dict)
    refused_ = pyqtSignal()
    happened_ = pyqtSignal(str, dict)

    @pyqtSlot()
    def opened(self) -> None:
        """The page is drawn and listens."""
        self.opened_.emit()

    @pyqtSlot(str)
    def chose(self, community_id: str) -> None:
        """A community was clicked."""
        self.chose_.emit(community_id)

    @pyqtSlot(float, float)
    def asked(self, lon: float, lat: float) -> None:
        """A place was clicked."""
        self.asked_.emit(lon, lat)

    @pyqtSlot("QVariantList")
    def explained(self, rows: list[dict[str, Any]]) -> None:
        """The legend is another."""
        self.explained_.emit(rows)

    @pyqtSlot()
    def refused(self) -> None:
        """The page is none that this window can lead."""
        self.refused_.emit()

    @pyqtSlot(str, "QVariantMap")
    def happened(self, name: str, facts: dict[str, Any]) -> None:
        """A tool was used."""
        self.happened_.emit(name, facts)

    @pyqtSlot("QVariantMap")
    def described(self, facts: dict[str, Any]) -> None:
        """What the map can show."""
        self.described_.emit(facts)


class MapPage(QWebEnginePage):
    """A page that writes its console to the log and never leaves the map."""

    def javaScriptConsoleMessage(  # noqa: N802 - Qt's name
        self, level: QWebEnginePage.JavaScriptConsoleMessageLevel, message: str | None, line: int, source: str | None
    ) -> None:
        """Keep what the page complains about."""
        logger.log(logging.WARNING if int(level) else logging.INFO, "map page %s:%s: %s", (source or "")[:80], line, message)

    def acceptNavigationRequest(self, url: QUrl, _kind: QWebEnginePage.NavigationType, _main: bool) -> bool:  # noqa: N802
        """Follow no link out of the map."""
        return url.scheme() == "xc"


def page_scripts() -> list[QWebEngineScript]:
    """What the window adds to the page: its own functions first, then the channel to ``Bridge`` and what listens to it."""
    library = QFile(":/qtwebchannel/qwebchannel.js")
    library.open(QIODevice.OpenModeFlag.ReadOnly)
    parts = (
        ("window", window_script(), QWebEngineScript.InjectionPoint.DocumentCreation),
        (
            "channel",
            bytes(library.readAll()).decode() + "\n" + window_page_script(),
            QWebEngineScript.InjectionPoint.DocumentReady,
        ),
    )
    scripts = []
    for name, code, when in parts:
        script = QWebEngineScript()
        script.setName(name)
        script.setSourceCode(code)
        script.setInjectionPoint(when)
        script.setWorldId(QWebEngineScript.ScriptWorldId.MainWorld)
        script.setRunsOnSubFrames(False)
        scripts.append(script)
    return scripts
