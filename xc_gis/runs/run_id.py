"""The id of a run: what its manifest says, without its clock. Equal runs have equal ids, and a page that bears one can be traced to its run."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

LENGTH = 12


def run_id(manifest: Mapping[str, Any]) -> str:
    """
    Twelve hexadecimal digits of the SHA-256 of a manifest without ``timing``.

    >>> run_id({"a": 1, "timing": {"seconds": 2}}) == run_id({"timing": {}, "a": 1})
    True
    """
    content = {key: value for key, value in manifest.items() if key != "timing"}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:LENGTH]
