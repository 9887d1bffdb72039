"""What the window must know of a study file before anything heavy is loaded: its title, its streets, where its results lie."""

from __future__ import annotations

import os
import re
import tomllib
from pathlib import Path
from typing import Any

_VARIABLE = re.compile(r"\$\{(\w+)(?::-([^}]*))?\}")


def _content(study: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(study.read_text(encoding="utf-8-sig"))
    except (OSError, ValueError, RecursionError):
        return {}


def may_be_study(study: Path) -> bool:
    """Whether a file can be meant as a study: TOML with ``[study]``, or TOML with a fault that is yet to be reported."""
    if study.suffix.lower() != ".toml":
        return False
    content = _content(study)
    return not content or "study" in content


def study_title(study: Path) -> str:
    """Name of a study, its file's name where it does not say."""
    table = _content(study).get("study")
    name = table.get("name") if isinstance(table, dict) else None
    return name if isinstance(name, str) and name else study.stem


def network_path(study: Path) -> Path | None:
    """Street file of a study."""
    table = _content(study).get("network")
    name = table.get("osm") if isinstance(table, dict) else None
    if not isinstance(name, str):
        return None
    return _beside(study, name)


def uses_standard(study: Path, standard: Path) -> bool:
    """Whether a study is rated by the standard in a file; a shipped standard lies in no file of the user's."""
    table = _content(study).get("study")
    name = table.get("standard") if isinstance(table, dict) else None
    return isinstance(name, str) and bool(name) and _beside(study, name).resolve() == standard.resolve()


def _beside(study: Path, name: str) -> Path:
    """A path as the study names it, with its variables filled in."""
    table = _content(study).get("study")
    folder = table.get("folder") if isinstance(table, dict) else None
    return study.parent / _expanded(folder if isinstance(folder, str) else "") / _expanded(name)


def _expanded(path: str) -> str:
    return _VARIABLE.sub(lambda m: os.environ.get(m[1]) or (m[2] or ""), path)
