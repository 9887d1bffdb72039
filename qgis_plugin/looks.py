"""Looks of layers that bring none: isochrones and sites, in the colours of the program's maps."""

from __future__ import annotations

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsFillSymbol,
    QgsGraduatedSymbolRenderer,
    QgsLineSymbol,
    QgsMarkerSymbol,
    QgsPalLayerSettings,
    QgsRendererCategory,
    QgsRendererRange,
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

FALLS, RISES = ("#a02c74", "#d4689f", "#f8cfe1"), ("#cfe3d6", "#8ab278", "#309579")
"""Fewer people covered, more people covered: the more, the darker."""

SAME, UNRATED = "#f7f7f7", "#d5d9de"
PEOPLE_STEPS = (50, 500)
"""Where classes of people end."""

STARS = Text("星级变化", "Change of stars")
STAR_CHANGES = (
    ("up", RISES[1], Text("升星", "More stars")), ("same", SAME, Text("不变", "The same")), ("down", FALLS[1], Text("降星", "Fewer stars")),
    ("unrated", UNRATED, Text("暂不评级", "Not rated before or after")),
)  # fmt: skip
STAR_CHANGE = (
    'CASE WHEN "stars_before" IS NULL OR "stars_after" IS NULL THEN \'unrated\' WHEN "stars_after" > "stars_before" THEN \'up\' '
    "WHEN \"stars_after\" < \"stars_before\" THEN 'down' ELSE 'same' END"
)
PEOPLE = Text("{code}：覆盖人数的变化", "{code}: change of people covered")
MORE = Text("多 {least} 人以上", "{least} people and more gain")
FEWER = Text("少 {least} 人以上", "{least} people and more lose")

CHANGES = (
    ("added", {"name": "circle", "color": "#00504a"}, Text("新增", "New")), ("moved", {"name": "diamond", "color": "#f1b74d"}, Text("迁移", "Moved")),
    ("opened", {"name": "circle", "color": "#3ba786"}, Text("重新开放", "Open again")), ("closed", {"name": "cross2", "outline_color": "#1f2933", "outline_width": "0.9"}, Text("关闭", "Closed")),
)  # fmt: skip

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


def dress_changed_facilities(layer: QgsVectorLayer) -> None:
    """Facilities by what happens to them."""
    classes = [
        QgsRendererCategory(value, QgsMarkerSymbol.createSimple({"outline_color": "#ffffff", "size": "4", **symbol}), say(words))
        for value, symbol, words in CHANGES
    ]
    layer.setRenderer(QgsCategorizedSymbolRenderer("change", classes))


def dress_effect(layer: QgsVectorLayer) -> None:
    """Communities by their stars and, as further styles, by people covered of each category in which anything changes; the largest change is shown."""
    manager = layer.styleManager()
    layer.setRenderer(_stars_renderer())
    manager.renameStyle(manager.currentStyle(), say(STARS))
    most = {name: _most(layer, name) for name in (field.name() for field in layer.fields()) if name.startswith("change_")}
    for name in (name for name, value in most.items() if value > 0):
        words = say(PEOPLE, code=name.split("_", 1)[1])
        manager.addStyleFromLayer(words)
        manager.setCurrentStyle(words)
        layer.setRenderer(_people_renderer(name))
    stars_change = any(feature["stars_before"] != feature["stars_after"] for feature in layer.getFeatures())
    largest = max(most, key=lambda name: most[name], default="")
    shown = say(PEOPLE, code=largest.split("_", 1)[1]) if largest and most[largest] > 0 and not stars_change else say(STARS)
    manager.setCurrentStyle(shown)


def _most(layer: QgsVectorLayer, field: str) -> float:
    """The greatest change of a column, either way."""
    values = layer.uniqueValues(layer.fields().indexFromName(field))
    return max((abs(value) for value in values if isinstance(value, (int, float))), default=0.0)


def _area(colour: str) -> QgsFillSymbol:
    return QgsFillSymbol.createSimple({"color": colour, "outline_color": "#8a96a3", "outline_width": "0.2"})


def _stars_renderer() -> QgsCategorizedSymbolRenderer:
    return QgsCategorizedSymbolRenderer(
        STAR_CHANGE, [QgsRendererCategory(value, _area(colour), say(words)) for value, colour, words in STAR_CHANGES]
    )


def _people_renderer(field: str) -> QgsGraduatedSymbolRenderer:
    """People gained and lost, nobody between them."""
    first, second = PEOPLE_STEPS
    bounds = ((second, 1e12), (first, second), (0.5, first))
    rising = [
        QgsRendererRange(low, high, _area(colour), say(MORE, least=f"{max(low, 1):g}"))
        for (low, high), colour in zip(bounds, RISES[::-1])
    ]
    falling = [
        QgsRendererRange(-high, -low, _area(colour), say(FEWER, least=f"{max(low, 1):g}"))
        for (low, high), colour in zip(bounds, FALLS)
    ]
    same = QgsRendererRange(-0.5, 0.5, _area(SAME), say(STAR_CHANGES[1][2]))
    return QgsGraduatedSymbolRenderer(field, [*rising, same, *falling[::-1]])


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
