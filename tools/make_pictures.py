"""
Write the pictures of the documentation: the map of the sample in a real browser.

    python tools/make_pictures.py
"""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.fixtures.browser import browse  # noqa: E402
from tools.sample import truths  # noqa: E402
from xc_gis.operations.run import run_into  # noqa: E402

SIZE = (1366, 768)


def main() -> None:
    """Run the sample and photograph its map."""
    run_into(ROOT / "data" / "sample-study.toml", ROOT / "out" / "sample", jobs=2)
    page = ROOT / "out" / "sample" / "map.html"
    gap = truths.community_at(truths.ACROSS_THE_CANAL).community_id
    best = truths.community_at(truths.FIVE_STARS).community_id
    views = {
        "stars": "#theme=stars",
        "gap": f"#theme=MED&community={gap}",
        "five-stars": f"#theme=ENV&community={best}",
        "unknown": "#theme=REP",
    }
    for name, fragment in views.items():
        _, console = browse(page, fragment, picture=ROOT / "docs" / "pictures" / f"map-{name}.png", size=SIZE)
        print(name, console or "ok")


if __name__ == "__main__":
    main()
