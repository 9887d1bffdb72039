"""
XC-GIS in the toolbox of QGIS: 15-minute community service circles as Processing algorithms.

The plug-in runs in the Python of QGIS and imports nothing of the program: it starts the installed ``xc-gis`` and shows what that leaves.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .plugin import XcGisPlugin


def classFactory(iface: Any) -> XcGisPlugin:  # noqa: N802 - the name QGIS asks for
    """The plug-in; ``iface`` is the window of QGIS, None where there is none (``qgis_process``)."""
    from .plugin import XcGisPlugin  # noqa: PLC0415 - modules without QGIS are tested without it

    return XcGisPlugin(iface)
