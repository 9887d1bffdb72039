"""
Earlier runs of a study, kept beside its result so that they can be opened and compared later.

Beside ``NAME.result`` lies ``NAME.history`` with a folder for each earlier run, whole as it was, and in it ``label.json`` with the
name and the note that somebody gave it. Standard library only: the window lists them before pandas is loaded.
"""

from __future__ import annotations

import json
import logging
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from xc_gis.errors import OutputError
from xc_gis.files.whole_file import write_whole
from xc_gis.languages.message import msg
from xc_gis.runs.manifest import read_manifest

logger = logging.getLogger(__name__)

LABEL = "label.json"

MOST_KEPT = 5
"""Earlier runs that are kept where nobody says otherwise (assumption: a sample run is 40 MB)."""


@dataclass(frozen=True)
class KeptRun:
    """
    One earlier run.

    Attributes
    ----------
    folder
        The run folder.
    name, note
        What somebody wrote about it; empty where nobody did. A run with a name is never removed by itself.
    ended
        When the run ended, local time; None where its manifest does not say.
    standard
        Id and version of the standard it was made by.
    size
        Bytes on disk.
    """

    folder: Path
    name: str
    note: str
    ended: datetime | None
    standard: str
    size: int


def history_folder(out: Path) -> Path:
    """Where the earlier runs of the result folder ``out`` are kept."""
    return out.with_name(f"{out.name.removesuffix('.result')}.history")


def keeper(out: Path, most: int) -> Callable[[Path], None]:
    """What ``run_folder.replacing`` does with the run that it replaces: keeps it, and of those without a name the latest ``most``."""

    def keep(replaced: Path) -> None:
        manifest = read_manifest(replaced)
        if manifest is None or most < 1:
            return
        place = _free(history_folder(out), manifest)
        try:
            place.parent.mkdir(parents=True, exist_ok=True)
            replaced.rename(place)
        except OSError as fault:  # the new run is in place: that the old one cannot be kept must not fail it
            logger.warning("the earlier run cannot be kept: %s", fault)
            return
        forget_oldest(out, most)

    return keep


def kept_runs(out: Path) -> list[KeptRun]:
    """The earlier runs of a result folder, the latest first."""
    try:
        folders = [path for path in history_folder(out).iterdir() if path.is_dir()]
    except OSError:
        return []
    found = [run for run in map(_kept, folders) if run is not None]
    return sorted(found, key=lambda run: (run.ended.timestamp() if run.ended else 0.0, run.folder.name), reverse=True)


def forget_oldest(out: Path, most: int) -> None:
    """Remove the oldest runs without a name until ``most`` of them are left."""
    for run in [run for run in kept_runs(out) if not run.name][most:]:
        remove(run)


def describe(run: KeptRun, name: str, note: str) -> None:
    """
    Give an earlier run a name and a note; empty ones take them away.

    Raises
    ------
    OutputError
        If its folder cannot be written.
    """
    try:
        text = json.dumps({"name": name.strip(), "note": note.strip()}, ensure_ascii=False)
        write_whole(run.folder / LABEL, text.encode(), hint=None)
    except OSError as fault:
        raise OutputError(msg("无法写入这次结果的名称和说明"), hint=msg("请检查项目所在文件夹是否可写")) from fault


def remove(run: KeptRun) -> None:
    """Remove an earlier run from the disk; what cannot be removed stays and is listed again."""
    shutil.rmtree(run.folder, ignore_errors=True)


def name_of(folder: Path) -> str:
    """The name that somebody gave to the run in a folder; empty where nobody did."""
    label = _json(folder / LABEL)
    return str(label.get("name", "")) if isinstance(label, dict) else ""


def _kept(folder: Path) -> KeptRun | None:
    manifest = read_manifest(folder)
    if manifest is None:
        return None
    label = _json(folder / LABEL)
    given = label if isinstance(label, dict) else {}
    standard = manifest.get("standard", {})
    return KeptRun(
        folder=folder,
        name=str(given.get("name", "")),
        note=str(given.get("note", "")),
        ended=_ended(manifest),
        standard=f"{standard.get('id', '')} {standard.get('version', '')}".strip(),
        size=sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()),
    )


def _json(path: Path) -> object:
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def _ended(manifest: dict[str, Any]) -> datetime | None:
    try:
        return datetime.fromisoformat(manifest["timing"]["end"]).astimezone()
    except (KeyError, TypeError, ValueError):
        return None


def _free(history: Path, manifest: dict[str, Any]) -> Path:
    """A folder that does not exist yet, named by when the run ended."""
    ended = _ended(manifest)
    stem = ended.strftime("%Y-%m-%d %H-%M-%S") if ended else "earlier"
    place, number = history / stem, 2
    while place.exists():
        place, number = history / f"{stem} ({number})", number + 1
    return place
