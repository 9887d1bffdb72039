"""Whether a folder is a run: it holds a readable ``manifest.json`` that this tool wrote. Nobody else decides it."""

from __future__ import annotations

import json
import zipfile
import zlib
from pathlib import Path
from typing import Any

from xc_gis.errors import InputError
from xc_gis.languages.message import msg

MANIFEST = "manifest.json"
TOOL = "xc-gis"


def read_manifest(folder: Path, *, name: str = MANIFEST) -> dict[str, Any] | None:
    """What a run (or a download, ``name``) says of itself; None where the folder is none, whatever else lies in it."""
    found = _content(folder / name)
    return found if found is not None and _tool(found) == TOOL else None


MOST_BYTES = 100_000_000
"""No manifest of a run takes as much (some 100 kB); what does is no manifest."""


def read_archived_manifest(path: Path) -> dict[str, Any] | None:
    """What the run in an archive says of itself; None where the file is no archive of one."""
    try:
        with zipfile.ZipFile(path) as packed:
            entry = packed.getinfo(f"run/{MANIFEST}")
            found = json.loads(packed.read(entry)) if entry.file_size <= MOST_BYTES else None
    except (OSError, ValueError, LookupError, RuntimeError, NotImplementedError, RecursionError, zipfile.BadZipFile, zlib.error):
        return None
    return found if isinstance(found, dict) and _tool(found) == TOOL else None


def is_run(folder: Path) -> bool:
    """Whether a folder is a run."""
    return read_manifest(folder) is not None


def require_manifest(folder: Path, hint: str) -> dict[str, Any]:
    """As ``read_manifest``. Raises ``InputError`` with ``hint`` where the folder is no run, or another tool's."""
    found = _content(folder / MANIFEST)
    tool = _tool(found) if found is not None else None
    if tool is not None and tool != TOOL:
        raise InputError(msg("{folder} 不是本工具的运行结果", folder=folder.name), hint=hint)
    if found is None or tool is None:
        raise _no_run(folder, hint)
    return found


def check_origin(folder: Path, manifest: dict[str, Any], hint: str) -> None:
    """Raise ``InputError`` with ``hint`` where a run does not name its study, standard and inputs with their checksums."""
    try:
        texts = [manifest["study"][key] for key in ("file", "sha256")] + [manifest["standard"][key] for key in ("id", "sha256")]
        texts += [words[key] for words in manifest["inputs"] for key in ("role", "path", "sha256")]
    except (LookupError, TypeError, AttributeError) as fault:
        raise _no_run(folder, hint) from fault
    if not all(isinstance(word, str) for word in texts):
        raise _no_run(folder, hint)


def _no_run(folder: Path, hint: str) -> InputError:
    return InputError(msg("{folder} 不是运行结果文件夹(没有可读的 {manifest})", folder=folder.name, manifest=MANIFEST), hint=hint)


def _content(path: Path) -> dict[str, Any] | None:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return None
    return found if isinstance(found, dict) else None


def _tool(manifest: dict[str, Any]) -> str | None:
    tool = manifest.get("tool")
    name = tool.get("name") if isinstance(tool, dict) else None
    return name if isinstance(name, str) else None
