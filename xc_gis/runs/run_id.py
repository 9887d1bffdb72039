"""The id of a run: what its manifest says, without its clock. Equal runs have equal ids, and a page that bears one can be traced to its run."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any

LENGTH = 12

BESIDES = "besides"
"""Key of a manifest: files that were made from the results of a run and are none themselves (checksums by name): no part of what is compared."""


BUILD = "build"
"""Key of a manifest: digest of the program's files (``version.build_digest``), which results do not depend on between equal versions; who trusts what
a run kept asks for it."""


def run_id(manifest: Mapping[str, Any]) -> str:
    """
    Twelve hexadecimal digits of the SHA-256 of a manifest without ``timing``, ``besides`` and ``build``.

    >>> run_id({"a": 1, "timing": {"seconds": 2}}) == run_id({"timing": {}, "a": 1})
    True
    """
    content = {key: value for key, value in manifest.items() if key not in {"timing", BESIDES, BUILD}}
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()[:LENGTH]
