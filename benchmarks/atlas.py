"""
The atlas of the sample: seconds, memory of all processes together, size. ``python benchmarks/atlas.py [RUN]``.

Without a run the sample is run first.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

ROOT = Path(__file__).resolve().parent.parent
LOOK_S = 0.05


def main() -> None:
    """Run the command as a user does, and watch it."""
    with tempfile.TemporaryDirectory() as place:
        run = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(place) / "run"
        if not run.exists():
            subprocess.run(
                [sys.executable, "-m", "xc_gis", "run", str(ROOT / "data/sample-study.toml"), "--out", str(run)],
                check=True,
                cwd=ROOT,
            )
        out = Path(place) / "out"
        start, peak = time.monotonic(), 0
        work = psutil.Popen([sys.executable, "-m", "xc_gis", "export", str(run), "--out", str(out), "--atlas"], cwd=ROOT)
        while work.poll() is None:
            peak = max(peak, sum(map(memory, [work, *children(work)])))
            time.sleep(LOOK_S)
        seconds = time.monotonic() - start
        print(f"{seconds:.1f} s, {peak / 1e6:.0f} MB, {(out / 'atlas.pdf').stat().st_size / 1e6:.1f} MB")


def children(process: psutil.Process) -> list[psutil.Process]:
    """Processes below one; none where it has ended."""
    try:
        return process.children(recursive=True)
    except psutil.Error:
        return []


def memory(process: psutil.Process) -> int:
    """Bytes that a process holds; 0 where it has ended."""
    try:
        return process.memory_info().rss
    except psutil.Error:
        return 0


if __name__ == "__main__":
    main()
