"""Results in the open project: one group for each result, named after the study, layers in their order and looks."""

from __future__ import annotations

import collections
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsLayerTreeGroup,
    QgsMapLayer,
    QgsMapLayerStyle,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsProject,
    QgsProviderRegistry,
    QgsVectorLayer,
)

from .texts import Text, say

ORDER = "xc_gis/order"

_KEPT: collections.deque[Any] = collections.deque(maxlen=2_000)
"""QGIS does not own what it calls when a layer is loaded; the last ones stay alive here."""


@dataclass(frozen=True)
class ResultLayer:
    """
    A layer of a result.

    Attributes
    ----------
    output
        Name of the output that holds it.
    file, table
        Where it lies, from the folder of the result; the table of a GeoPackage, empty for another file.
    title
        In the tree of layers.
    is_visible
        Whether it is ticked at first.
    dress
        Gives it its looks; None where they are stored beside its rows.
    """

    output: str
    file: str
    table: str
    title: Text
    is_visible: bool = True
    dress: Callable[[QgsVectorLayer], None] | None = None

    def source(self, folder: Path) -> str:
        """What QGIS opens."""
        path = str(folder / self.file) if self.file else str(folder)
        return f"{path}|layername={self.table}" if self.table else path


def present_layers(folder: Path, layers: tuple[ResultLayer, ...]) -> dict[str, str]:
    """By output the source of each layer that a result has."""
    found = {}
    for layer in layers:
        source = layer.source(folder)
        if Path(source.split("|layername=")[0]).is_file() and QgsVectorLayer(source, layer.output, "ogr").isValid():
            found[layer.output] = source
    return found


def load(
    sources: Mapping[str, str],
    layers: tuple[ResultLayer, ...],
    study: str,
    context: QgsProcessingContext,
    what: str = "",
) -> None:
    """
    Ask QGIS to load layers into a new group once the algorithm has ended.

    The group is called after the study, whose name is data and shown as it is; ``what`` says which answer it holds where it is no run.
    """
    project = context.project()
    if project is None:
        return
    place = _Group(f"{study} – {what}" if what else study, project)
    for order, layer in enumerate(layers):
        if layer.output in sources:
            details = QgsProcessingContext.LayerDetails(say(layer.title), project, layer.output)
            details.forceName = True
            dressed = _Dressed(place, order, layer)
            _KEPT.append(dressed)
            details.setPostProcessor(dressed)
            context.addLayerToLoadOnCompletion(sources[layer.output], details)


def layers_in(folder: Path, project: QgsProject | None) -> list[str]:
    """Names of layers of a project whose files lie in a folder, or are the file itself."""
    found, place = [], folder.absolute()
    for layer in project.mapLayers().values() if project is not None else ():
        path = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source()).get("path")
        if path and place in (Path(path).absolute(), *Path(path).absolute().parents):
            found.append(layer.name())
    return found


class _Group:
    """The group of one result, made when its first layer comes."""

    def __init__(self, name: str, project: QgsProject) -> None:
        self._name = " ".join(name.split()).replace("[%", "[ %")  # QGIS computes what stands in [% %], in legends, too
        self._project = project
        self._group: QgsLayerTreeGroup | None = None

    def take(self, layer: QgsMapLayer, order: int, *, is_visible: bool) -> None:
        """Move a layer of the project to its place in the group."""
        root = self._project.layerTreeRoot()
        node = root.findLayer(layer.id())
        if node is None:
            return
        if self._group is None:
            self._group = root.insertGroup(0, self._free(root))
        # QGIS puts a layer above the one that is current, which may be in this group
        places = [
            place for place, child in enumerate(self._group.children(), 1) if int(child.customProperty(ORDER, order)) < order
        ]
        moved = node.clone()
        moved.setCustomProperty(ORDER, order)
        moved.setItemVisibilityChecked(is_visible)
        moved.setExpanded(is_visible)
        self._group.insertChildNode(max(places, default=0), moved)
        node.parent().removeChildNode(node)

    def _free(self, root: QgsLayerTreeGroup) -> str:
        """The name, with a number where there is such a group already."""
        name, number = self._name, 2
        while root.findGroup(name) is not None:
            name, number = f"{self._name} ({number})", number + 1
        return name


class _Dressed(QgsProcessingLayerPostProcessorInterface):
    """Called by QGIS once a layer is in the project."""

    def __init__(self, group: _Group, order: int, layer: ResultLayer) -> None:
        super().__init__()
        self._group = group
        self._order = order
        self._layer = layer

    def postProcessLayer(  # noqa: N802 - called by QGIS
        self, layer: QgsMapLayer, _context: QgsProcessingContext, _feedback: QgsProcessingFeedback
    ) -> None:
        """Give the layer its looks and its place."""
        if isinstance(layer, QgsVectorLayer) and layer.isSpatial():
            if self._layer.dress is None:
                _stored_looks(layer)
            else:
                self._layer.dress(layer)
            layer.triggerRepaint()
        self._group.take(layer, self._order, is_visible=self._layer.is_visible)


def _stored_looks(layer: QgsVectorLayer) -> None:
    """The looks that lie in the GeoPackage: the first is worn, the others can be chosen under Styles."""
    count, ids, names, *_ = layer.listStylesInDatabase()
    if count <= 0:
        return
    layer.loadDefaultStyle()
    manager = layer.styleManager()
    manager.renameStyle(manager.currentStyle(), names[0])
    for key, name in list(zip(ids, names))[1:count]:
        text, _fault = layer.getStyleFromDatabase(key)
        manager.addStyle(name, QgsMapLayerStyle(text))
