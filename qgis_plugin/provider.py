"""The provider: algorithms of XC-GIS in the toolbox, and its one setting."""

from __future__ import annotations

from pathlib import Path

from processing.core.ProcessingConfig import ProcessingConfig, Setting
from qgis.core import QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from .algorithms import ALGORITHMS
from .program import SETTING
from .texts import Text, say

NAME = "XC-GIS"
ICON = Path(__file__).with_name("icons") / "provider.svg"

PROGRAM = Text(
    "程序 xc-gis，或它的安装文件夹（留空则自动查找）",
    "Program xc-gis, or the folder it is installed in (empty: it is looked for)",
)
LONG_NAME = Text("XC-GIS 一刻钟社区服务圈", "XC-GIS: 15-minute community service circles")


class XcGisProvider(QgsProcessingProvider):
    """Run, check, isochrone, what-if, siting, export."""

    def load(self) -> bool:
        """Called by QGIS before algorithms are asked for."""
        ProcessingConfig.settingIcons[NAME] = self.icon()
        ProcessingConfig.addSetting(Setting(NAME, SETTING, say(PROGRAM), "", valuetype=Setting.STRING))
        ProcessingConfig.readSettings()
        self.refreshAlgorithms()
        return True

    def unload(self) -> None:
        """Called by QGIS when the provider is taken away."""
        ProcessingConfig.removeSetting(SETTING)

    def loadAlgorithms(self) -> None:  # noqa: N802 - called by QGIS
        """Give QGIS the algorithms."""
        for algorithm in ALGORITHMS:
            self.addAlgorithm(algorithm())

    def id(self) -> str:
        """First part of the ids of algorithms; scripts and models rest on it."""
        return "xcgis"

    def name(self) -> str:
        """In the toolbox."""
        return NAME

    def longName(self) -> str:  # noqa: N802 - asked by QGIS
        """Where there is room."""
        return say(LONG_NAME)

    def icon(self) -> QIcon:
        """In the toolbox."""
        return QIcon(str(ICON))

    def svgIconPath(self) -> str:  # noqa: N802 - asked by QGIS
        """In exported models."""
        return str(ICON)
