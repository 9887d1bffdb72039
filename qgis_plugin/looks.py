"""Looks of layers that bring none: isochrones and sites, in the colours of the program's maps."""

from __future__ import annotations

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFillSymbol,
    QgsLineSymbol,
    QgsMarkerSymbol,
    QgsPalLayerSettings,
    QgsRendererCategory,
    QgsSingleSymbolRenderer,
    QgsSymbol,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)

from .texts import Text, say

STEPS = ("#00504a", "#207a67", "#3ba786", "#8ab278", "#f1b74d")
"""The shorter the walk, the darker, as in the program."""

MINUTES = Text("{minutes} 分钟内", "within {minutes} minutes")

SITE = {"name": "circle", "color": "#a02c74", "outline_color": "#ffffff", "size": "5"}
ALTERNATIVE = {"name": "circle", "color": "#ee9fc4", "outline_color": "#ffffff", "size": "3"}
CANDIDATE = {"name": "circle", "color": "#8a8f98", "outline_color": "#ffffff", "outline_width": "0.1", "size": "1.2"}
LEFT_OVER = {"name": "circle", "color": "#d4689f", "outline_color": "#ffffff", "outline_width": "0.1", "size": "1.6"}


def dress_areas(layer: QgsVectorLayer) -> None:
    """Areas by minutes."""
    _by_minutes(
        layer, lambda colour: QgsFillSymbol.createSimple({"color": colour, "outline_color": "#2f3437", "outline_width": "0.2"})
    )
    layer.setOpacity(0.55)


def dress_streets(layer: QgsVectorLayer) -> None:
    """Reached streets by minutes."""
    _by_minutes(layer, lambda colour: QgsLineSymbol.createSimple({"color": colour, "width": "0.5", "capstyle": "round"}))


def dress_sites(layer: QgsVectorLayer) -> None:
    """Sites with their rank."""
    _alike(layer, SITE)
    settings = QgsPalLayerSettings()
    settings.fieldName = "rank"
    text, rim = QgsTextFormat(), QgsTextBufferSettings()
    rim.setEnabled(True)
    text.setBuffer(rim)
    settings.setFormat(text)
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    layer.setLabelsEnabled(True)


def dress_alternatives(layer: QgsVectorLayer) -> None:
    """Other sets of sites."""
    _alike(layer, ALTERNATIVE)


def dress_candidates(layer: QgsVectorLayer) -> None:
    """Where could have been built."""
    _alike(layer, CANDIDATE)


def dress_left_over(layer: QgsVectorLayer) -> None:
    """Residents whom nothing covers then."""
    _alike(layer, LEFT_OVER)


def _alike(layer: QgsVectorLayer, symbol: dict[str, str]) -> None:
    layer.setRenderer(QgsSingleSymbolRenderer(QgsMarkerSymbol.createSimple(symbol)))


def _by_minutes(layer: QgsVectorLayer, symbol_of: object) -> None:
    """One class for each value of the field ``minutes``, the shortest first in the legend."""
    values = sorted(layer.uniqueValues(layer.fields().indexFromName("minutes")))
    classes = []
    for number, value in enumerate(values):
        place = round(number * (len(STEPS) - 1) / max(len(values) - 1, 1)) if len(values) > 1 else 1
        symbol: QgsSymbol = symbol_of(STEPS[place])  # type: ignore[operator]
        classes.append(QgsRendererCategory(value, symbol, say(MINUTES, minutes=f"{value:g}")))
    layer.setRenderer(QgsCategorizedSymbolRenderer("minutes", classes))
