"""Where the window keeps the results of a study, and which others lie beside it. Knows no Qt."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from xc_gis.runs.manifest import MANIFEST, is_run
from xc_gis.ui.storage.own_folders import cache_folder


def result_folder(study: Path) -> Path:
    """Where the window keeps a study's run: ``NAME.result`` beside it, or in the user's cache where that cannot be written."""
    beside = study.with_name(f"{study.stem}.result")
    if os.access(study.parent, os.W_OK):
        return beside
    key = hashlib.sha256(str(study.absolute()).encode("utf-8")).hexdigest()[:12]
    return cache_folder() / key / beside.name


def results_beside(study: Path) -> list[Path]:
    """Other results in the folder of a study: those of its other versions, and copies that somebody kept."""
    try:
        found = sorted(path.parent for path in study.parent.glob(f"*/{MANIFEST}") if not path.parent.name.startswith("."))
    except OSError:
        return []
    return [folder for folder in found if folder != result_folder(study) and is_run(folder)]
