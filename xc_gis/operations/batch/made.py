"""
How the run of a study was made, as far as its own manifest does not say: by which build of the program, and from which files of a store.

A record lies beside the runs (``made/NAME.json``) and not in them: a run is the same whichever build made it, and is replayed on other
machines by other builds. It holds for the very manifest that it was written for (decision 248).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from xc_gis.files.whole_file import write_whole
from xc_gis.languages.message import msg
from xc_gis.operations.batch.asked import Variant
from xc_gis.operations.batch.store_url import StoreUrl
from xc_gis.runs.manifest import MANIFEST
from xc_gis.sources.study.provenance import file_sha256
from xc_gis.standard.load import load_standard
from xc_gis.version import build_digest


def write_made(record: Path, run: Path, stored: Mapping[str, Any] | None = None) -> None:
    """Write the record of a run that was just made; ``stored``: what ``said_of_stored`` says of its study."""
    content = json.dumps(_content(run, stored), ensure_ascii=False, indent=1).encode() + b"\n"
    write_whole(record, content, hint=msg("请检查写权限与剩余空间"), folder=True)


def is_made_so(record: Path, run: Path, stored: Mapping[str, Any] | None = None) -> bool:
    """Whether the run that lies there is that of the record, by this build, from these files of a store."""
    try:
        said = json.loads(record.read_bytes())
        return said == json.loads(json.dumps(_content(run, stored)))
    except (OSError, ValueError):
        return False


def said_of_stored(url: StoreUrl, stamps: Mapping[StoreUrl, str], variant: Variant) -> dict[str, Any]:
    """What a run of a study in a store is made from: its files with their stamps, and what is other than it says."""
    return {
        "study": str(url),
        "files": {str(one): stamps[one] for one in sorted(stamps)},
        "standards": {name: load_standard(name).sha256 for name in variant.standards},
        "date": variant.day.isoformat() if variant.day else None,
        "settings": dict(variant.settings),
    }


def _content(run: Path, stored: Mapping[str, Any] | None) -> dict[str, Any]:
    return {"build": build_digest(), "manifest": file_sha256(run / MANIFEST), "stored": stored}
