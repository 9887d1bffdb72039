"""Folders of results: where they are written, and that no layer of the project lies in one that is replaced."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from qgis.core import (
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingException,
    QgsProcessingParameterFolderDestination,
)

from .results import layers_in
from .texts import Text, say

OUTPUT = "OUTPUT"

OUT = Text("结果文件夹", "Folder of the results")
OUT_HELP = Text(
    "空文件夹、新文件夹，或以前的结果（整体替换）；留空则用临时文件夹",
    "An empty or new folder, or an earlier result, which is replaced as a whole; left empty, a temporary folder",
)
IN_USE = Text(
    "工程中已载入该文件夹的图层（{layers}）。请先从工程中移除，或换一个文件夹",
    "The project shows layers of this folder ({layers}). Remove them from the project first, or choose another folder",
)


def folder_parameter() -> QgsProcessingParameterFolderDestination:
    """The folder that results are written into."""
    return QgsProcessingParameterFolderDestination(OUTPUT, say(OUT))


def free_folder(
    algorithm: QgsProcessingAlgorithm, parameters: Mapping[str, Any], context: QgsProcessingContext
) -> tuple[bool, str]:
    """Whether the folder can be written as far as the project is concerned: a layer that is shown holds its file fast."""
    if parameters.get(OUTPUT) in (None, "", QgsProcessing.TEMPORARY_OUTPUT):
        return True, ""
    folder = Path(algorithm.parameterAsString(parameters, OUTPUT, context))
    shown = layers_in(folder, context.project())
    return (False, say(IN_USE, layers=", ".join(shown[:3]))) if shown else (True, "")


def require_free_folder(algorithm: QgsProcessingAlgorithm, parameters: Mapping[str, Any], context: QgsProcessingContext) -> None:
    """Refuse by ``QgsProcessingException`` a folder that is not free: models do not ask before they run."""
    fine, words = free_folder(algorithm, parameters, context)
    if not fine:
        raise QgsProcessingException(words)


def read_json(path: Path) -> dict[str, Any]:
    """What a result says of itself; empty where it says nothing that can be read."""
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def study_name(study: Path) -> str:
    """Name of a study for people; that of its folder where the Python of this QGIS reads no TOML (before 3.11)."""
    try:
        import tomllib  # noqa: PLC0415

        name = tomllib.loads(study.read_text(encoding="utf-8"))["study"]["name"]
    except (ImportError, OSError, ValueError, LookupError, TypeError):
        name = study.parent.name
    return str(name)
