"""
Hold a whole study against the second method, which shares nothing with the first.

    python benchmarks/second_method.py data/sample-study.toml                 runs the study, then compares every home in every category
    python benchmarks/second_method.py STUDY.toml --run DIR --explain 5       a run that is there already; explains the first five that differ

Prints, by category, how many homes were compared, the largest difference and how many are more than 0.01 s apart; how many homes lie within 5, 10
and 15 minutes of a community station, and how many are off the network. Ends with 1 if anything differs.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from concurrent.futures import ProcessPoolExecutor
from itertools import groupby
from multiprocessing import get_context
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.independent.comparison import TOLERANCE_S, Compared, SecondStudy  # noqa: E402
from tests.independent.run_points import Category, read_words  # noqa: E402

STATION = "EMP"
"""The category that community stations serve."""


def main() -> int:
    """Compare, print."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().splitlines()[0])
    parser.add_argument("study", type=Path)
    parser.add_argument("--run", type=Path, help="folder of a finished run of this study (with study.gpkg)")
    parser.add_argument("--categories", help="only these, joined by commas")
    parser.add_argument(
        "--explain", type=int, default=2, metavar="N", help="explain the first N differing homes of each category"
    )
    parser.add_argument("--jobs", type=int, default=2)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        run = options.run or run_study(options.study, Path(folder) / "run")
        categories = read_words(options.study).categories
        if options.categories:
            categories = [c for c in categories if c.code in options.categories.split(",")]
        pieces = [list(group) for _, group in groupby(sorted(categories, key=lambda c: c.profile), lambda c: c.profile)]
        tasks = [(options.study, run, piece, options.explain) for piece in pieces]
        if options.jobs > 1 and len(tasks) > 1:
            with ProcessPoolExecutor(options.jobs, mp_context=get_context("spawn")) as pool:
                answers = list(pool.map(compare_piece, tasks))
        else:
            answers = [compare_piece(task) for task in tasks]
    return 1 if sum(answers) else 0


def run_study(study: Path, out: Path) -> Path:
    """Run the tool itself."""
    command = [sys.executable, "-m", "xc_gis", "run", str(study), "--out", str(out), "--no-outlines"]
    subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    return out


def compare_piece(task: tuple[Path, Path, list[Category], int]) -> int:
    """Compare the categories of one profile; returns how many homes differ."""
    study, run, categories, explain = task
    second = SecondStudy(study, run)
    off = second.homes.off_network
    by_run = second.points.homes["off_network"].to_numpy(dtype=bool)
    differing = int((off != by_run).sum())
    text = [f"off the network: {int(off.sum())} homes by the second method, {int(by_run.sum())} by the run; {differing} differ"]
    for category in categories:
        compared = second.compare(category)
        differing += len(compared.differing)
        text.append(line_of(compared))
        if category.code == STATION:
            text.append(station_line(compared))
        for home in compared.differing[:explain].tolist():
            text += explained(second, compared, home)
    print("\n".join(text), flush=True)
    return differing


def line_of(compared: Compared) -> str:
    """One category in one line."""
    apart = compared.apart_s
    known = apart[np.isfinite(apart)]
    alone = int(np.isinf(apart).sum())
    return (
        f"{compared.category.code} {compared.category.profile}: {compared.compared} homes compared, largest difference "
        f"{known.max(initial=0.0):.6f} s, {len(compared.differing)} over {TOLERANCE_S} s"
        + (f", {alone} known to one only" if alone else "")
    )


def station_line(compared: Compared) -> str:
    """How many homes have a station within 5, 10 and 15 minutes, by both methods."""
    counts = [
        " / ".join(f"{int((seconds <= minutes * 60 + 1e-6).sum()):,}" for minutes in (5, 10, 15))
        for seconds in (compared.second_s, compared.run_s)
    ]
    return f"  within 5 / 10 / 15 minutes of a station: {counts[0]} by the second method, {counts[1]} by the run, of {len(compared.run_s):,}"


def explained(second: SecondStudy, compared: Compared, home: int) -> list[str]:
    """A differing home and the second method's walk."""
    name = second.points.homes["demand_id"].iloc[home]
    head = f"  {compared.category.code} {name}: run {compared.run_s[home]:.4f} s, second method {compared.second_s[home]:.4f} s"
    return [head, *(f"      {line}" for line in second.describe(compared.category, home))]


if __name__ == "__main__":
    sys.exit(main())
