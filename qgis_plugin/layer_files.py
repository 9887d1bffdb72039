"""Layers of the open project as files that the program reads: rows as they are shown, unsaved edits included, in the layer's own system."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from qgis.core import (
    QgsFeatureIterator,
    QgsFeatureRequest,
    QgsFeatureSink,
    QgsField,
    QgsFields,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
    QgsVectorFileWriter,
    QgsVectorLayer,
)

from .texts import Text, say

NO_CRS = Text(
    "图层“{layer}”没有坐标系。请在“图层属性 → 源”中指定后再运行",
    "Layer “{layer}” has no coordinate system. Set it in Layer Properties → Source, then run again",
)
NO_ROWS = Text("图层“{layer}”没有要素", "Layer “{layer}” has no features")
NOT_WRITTEN = Text("图层“{layer}”无法写成文件：{reason}", "Layer “{layer}” could not be written to a file: {reason}")
STOPPED = Text("已停止", "Stopped")
WRITTEN = Text("图层“{layer}”：{rows} 行 → {file}", "Layer “{layer}”: {rows} rows → {file}")
RENAMED = Text(
    "图层“{layer}”的字段“{field}”与另一字段只有大小写不同，写成“{name}”",
    "Field “{field}” of layer “{layer}” differs from another by capitals alone and is written as “{name}”",
)


def write_layer(
    source: QgsProcessingFeatureSource | QgsVectorLayer | None,
    name: str,
    path: Path,
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> dict[str, str]:
    """
    Write the rows of a layer into a new GeoPackage with one layer, ``data``.

    Parameters
    ----------
    source
        What QGIS made of a parameter: selected rows alone where the user asked for them.
    name
        What messages call it.
    path
        ``.gpkg``, not there yet.

    Returns
    -------
    dict
        By name of a field the name of its column: the same but for fields that differ by capitals alone, which no GeoPackage holds.

    Raises
    ------
    QgsProcessingException
        The layer has no CRS or no rows, cannot be written, or the user stopped.
    """
    if source is None or not source.sourceCrs().isValid():
        raise QgsProcessingException(say(NO_CRS, layer=name))
    fields, columns = _distinct(source.fields(), name, feedback)
    options = QgsVectorFileWriter.SaveVectorOptions()
    options.driverName = "GPKG"
    options.layerName = "data"
    taken = {column.lower() for column in columns.values()}
    options.layerOptions = [f"FID={_free('xc_row', taken)}", f"GEOMETRY_NAME={_free('xc_shape', taken)}"]
    writer = QgsVectorFileWriter.create(
        str(path), fields, source.wkbType(), source.sourceCrs(), context.transformContext(), options
    )
    try:
        _check(writer, name)
        rows = 0
        for feature in _rows(source):
            if feedback.isCanceled():
                raise QgsProcessingException(say(STOPPED))
            writer.addFeature(feature, QgsFeatureSink.Flag.FastInsert)
            _check(writer, name)
            rows += 1
        if not writer.flushBuffer():
            _check(writer, name)
    finally:
        del writer
    if not rows:
        raise QgsProcessingException(say(NO_ROWS, layer=name))
    feedback.pushInfo(say(WRITTEN, layer=name, rows=rows, file=path.name))
    return columns


def _rows(source: QgsProcessingFeatureSource | QgsVectorLayer) -> QgsFeatureIterator:
    """All rows, broken shapes included: the program says what is wrong with them, where QGIS would stop at the first."""
    if isinstance(source, QgsProcessingFeatureSource):
        return source.getFeatures(QgsFeatureRequest(), QgsProcessingFeatureSource.Flag.FlagSkipGeometryValidityChecks)
    return source.getFeatures()


def _check(writer: QgsVectorFileWriter, name: str) -> None:
    if writer.hasError() != QgsVectorFileWriter.WriterError.NoError:
        raise QgsProcessingException(say(NOT_WRITTEN, layer=name, reason=writer.errorMessage()))


def _distinct(fields: QgsFields, layer: str, feedback: QgsProcessingFeedback) -> tuple[QgsFields, dict[str, str]]:
    """The same fields under names that differ by more than capitals."""
    made = QgsFields()
    columns: dict[str, str] = {}
    taken: set[str] = set()
    for field in fields:
        name = _free(field.name(), taken)
        if name != field.name():
            feedback.pushWarning(say(RENAMED, layer=layer, field=field.name(), name=name))
        taken.add(name.lower())
        columns[field.name()] = name
        copy = QgsField(field)
        copy.setName(name)
        made.append(copy)
    return made, columns


def _free(name: str, taken: Iterable[str]) -> str:
    """The name, or with the first number that is free."""
    if name.lower() not in taken:
        return name
    number = 2
    while f"{name}_{number}".lower() in taken:
        number += 1
    return f"{name}_{number}"
