"""
``manifest.json``: what a result was made from, and nothing that says when or by whom.

Everything timed stands under the one key ``timing``; two runs of the same inputs are equal in all the rest.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from xc_gis.model import PROBLEM_COLUMNS
from xc_gis.report.study_result import StudyResult
from xc_gis.report.tables.summary import summary
from xc_gis.settings import SETTINGS
from xc_gis.standard import Standard
from xc_gis.standard.indicator_list import IndicatorList
from xc_gis.version import __version__

METHOD = "1"
"""Version of the method page that the numbers follow; raised when a number may change."""


def manifest(
    result: StudyResult,
    *,
    study_name: str,
    study_sha256: str,
    outputs: Mapping[str, str],
    timing: Mapping[str, Any],
) -> dict[str, Any]:
    """
    Describe a run.

    ``outputs``: SHA-256 by file name. ``timing``: start, end, seconds and the like.
    """
    return {
        "tool": {"name": "xc-gis", "version": __version__},
        "method": METHOD,
        "study": {"file": study_name, "sha256": study_sha256, "name": result.name,
                  "date": result.date.isoformat() if result.date else None, "synthetic": bool(result.mark)},
        "standard": _of_standard(result.standard),
        **({"more_standards": [_of_further(other.standard) for other in result.others]} if result.others else {}),
        **({"indicator_lists": [_of_list(one) for one in result.indicators.lists]} if result.indicators else {}),
        "inputs": [
            {"role": i.role, "path": i.path, "sha256": i.sha256, "rows": i.rows, "used": i.used, "crs": i.crs}
            for i in result.data.inputs
        ],
        "settings": {
            key: {"value": result.settings.values[key], "unit": SETTINGS[key].unit, "origin": result.settings.origins[key]}
            for key in sorted(result.settings.values)
        },
        "population": {"base": result.data.base},
        "counts": summary(result),
        "warnings": list(result.warnings),
        "findings": [
            {"layer": f.layer, "table": f.table, "topic": f.topic, "level": f.level, "text": f.text, "evidence": dict(f.evidence),
             "repair": dict(f.repair) if f.repair else None}
            for f in result.data.findings
        ],
        "problems": result.data.problems[list(PROBLEM_COLUMNS)].to_dict(orient="records"),
        "outputs": dict(sorted(outputs.items())),
        "timing": dict(timing),
    }  # fmt: skip


def _of_standard(standard: Standard) -> dict[str, str]:
    return {"id": standard.id, "version": standard.version, "sha256": standard.sha256}


def _of_further(standard: Standard) -> dict[str, str]:
    """A further standard, with its title in both languages: a window offers it before anything of it is read."""
    return {**_of_standard(standard), "name": standard.meta.name_zh, "name_en": standard.meta.name_en}


def _of_list(asked: IndicatorList) -> dict[str, Any]:
    """What a list says, so that tables of the run can be shown without it."""
    content = asked.model_dump(mode="json", exclude={"sha256"}, exclude_defaults=True)
    return {**content["meta"], "sha256": asked.sha256, "indicators": content["indicators"]}


def write_json(content: Mapping[str, Any], path: Path) -> None:
    """Write JSON that a person can read."""
    text = json.dumps(content, ensure_ascii=False, indent=1, default=_plain) + "\n"
    path.write_text(text, encoding="utf-8", errors="backslashreplace")  # bytes of a file name that are no text: as JSON escapes


def _plain(value: Any) -> Any:
    return value.item() if hasattr(value, "item") else str(value)


def checksums(folder: Path, names: Sequence[str]) -> dict[str, str]:
    """SHA-256 of files in a folder."""
    return {name: hashlib.sha256((folder / name).read_bytes()).hexdigest() for name in names}
