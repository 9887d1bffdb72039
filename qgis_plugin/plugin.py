"""What QGIS loads: the provider is added and taken away with the plug-in."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsApplication

from .provider import XcGisProvider


class XcGisPlugin:
    """The plug-in: a provider of algorithms, and nothing in menus."""

    def __init__(self, iface: Any) -> None:
        self.iface = iface
        self.provider: XcGisProvider | None = None

    def initProcessing(self) -> None:  # noqa: N802 - called by QGIS, also without a window
        """Add the provider to the toolbox."""
        self.provider = XcGisProvider()
        QgsApplication.processingRegistry().addProvider(self.provider)

    def initGui(self) -> None:  # noqa: N802 - called by QGIS
        """The window is there."""
        self.initProcessing()

    def unload(self) -> None:
        """The plug-in is switched off."""
        if self.provider is not None:
            QgsApplication.processingRegistry().removeProvider(self.provider)
            self.provider = None
