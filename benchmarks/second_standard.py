"""
What a further standard costs a run: ``python benchmarks/second_standard.py``.

The sample by its standard alone and by two, in turn, whole commands: with tables alone, and with map, workbook and layers.
"""

from __future__ import annotations

import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

DATA = Path(__file__).parents[1] / "data"
ONE = 'standard = "xicheng-ykz-default"'
BOTH = 'standard = ["xicheng-ykz-default", "bianmin-circle-default"]'
ROUNDS = 5


def seconds(study: Path, *words: str) -> float:
    """A whole command."""
    began = time.perf_counter()
    command = [sys.executable, "-m", "xc_gis", "run", str(study), "--out", str(study.with_suffix(".out")), *words]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return time.perf_counter() - began


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made) / "data"
        shutil.copytree(DATA, folder)
        one, both = folder / "sample-study.toml", folder / "both.toml"
        both.write_text(one.read_text(encoding="utf-8").replace(ONE, BOTH, 1), encoding="utf-8")
        for name, words in (("tables alone", ("--tables-only",)), ("all of it", ())):
            took = [(seconds(one, *words), seconds(both, *words)) for _ in range(ROUNDS)]
            best, middle = ([rule(column) for column in zip(*took, strict=True)] for rule in (min, statistics.median))
            for what, (alone, two) in (("best", best), ("middle", middle)):
                print(
                    f"{name}, {what} of {ROUNDS}: {alone:.1f} s by one, {two:.1f} s by two, {100 * (two / alone - 1):+.0f} %",
                    flush=True,
                )
