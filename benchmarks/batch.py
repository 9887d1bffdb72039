"""
What a batch costs and saves, in one run: `python benchmarks/batch.py pair|variants [PACES STANDARDS]|memory [STUDY …]`.

`pair`: copies of the sample, each in a folder of its own and by a standard of its own, one after the other in one process, then by `xc_gis.batch` on two
workers. `variants`: paces and standards of one study by `xc_gis.batch`, against the same as runs of the command, of which some are made and all are
reckoned; 5 paces and 5 standards unless others are asked for. `memory`: most memory of a run against what was estimated before. Tables alone: of maps every variant draws its own.
"""

from __future__ import annotations

import itertools
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import xc_gis
from xc_gis.operations.batch.memory import memory_of
from xc_gis.operations.run import run_into
from xc_gis.standard.save import standard_text

ROOT = Path(__file__).parents[1]
SAMPLE = ROOT / "data" / "sample-study.toml"
BASE = "xicheng-ykz-default"
COPIES = 16
PACES = STANDARDS = 5
SLOWEST, FASTEST = 1.0, 1.4
"""Metres a second of adults; paces lie evenly between them."""

RUNS_MADE = 2
"""Separate runs that are made; all are as long."""


def cpu_s() -> float:
    """Processor seconds of this process and of those that it has waited for."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system


def standards(folder: Path, count: int) -> list[Path]:
    """Standards that differ in the weights of two categories."""
    found = []
    text = standard_text(BASE)
    first, second = (float(word) for word in re.findall(r"code: \w+.*?weight: ([\d.]+)", text)[:2])
    for number in range(count):
        move = number / count
        mine = text.replace(f"id: {BASE}", f"id: s{number:02d}")
        mine = mine.replace(f"weight: {first:g},", f"weight: {first + move:g},", 1)
        mine = mine.replace(f"weight: {second:g},", f"weight: {second - move:g},", 1)
        found.append(folder / f"s{number:02d}.yaml")
        found[-1].write_text(mine, encoding="utf-8")
    return found


def pair(folder: Path) -> None:
    """Two workers against one process."""
    rows = ["study,name,standard"]
    for number, standard in enumerate(standards(folder, COPIES)):
        shutil.copytree(SAMPLE.parent, folder / f"c{number:02d}")
        study = folder / f"c{number:02d}" / SAMPLE.name
        study.write_text(study.read_text(encoding="utf-8").replace(f'"{BASE}"', f'"../{standard.name}"'), encoding="utf-8")
        rows.append(f"c{number:02d}/{SAMPLE.name},c{number:02d},")
    (folder / "t.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    run_into(SAMPLE, folder / "warm", tables_only=True)
    start = time.perf_counter()
    for number in range(COPIES):
        run_into(folder / f"c{number:02d}" / SAMPLE.name, folder / "serial" / f"c{number:02d}", tables_only=True)
    serial = time.perf_counter() - start
    start = time.perf_counter()
    result = xc_gis.batch(folder / "t.csv", folder / "out", tables_only=True, workers=2)
    both = time.perf_counter() - start
    busy = sum(one.seconds for one in result.outcomes)
    same = all(
        (folder / "serial" / one.name / "coverage.csv").read_bytes() == (result.run_of(one.name) / "coverage.csv").read_bytes()
        for one in result.outcomes
    )
    beside = (2 * both - busy) / 2 / COPIES
    print(
        f"{COPIES} copies: one process {serial:.1f} s, two workers {both:.1f} s with their start and end: {serial / both:.2f} ×, same bytes {same}"
    )
    print(f"work on the workers {busy:.1f} s; besides it {beside:.2f} s a study, {beside * COPIES / both:.1%} of the time")


def variants(folder: Path, count: int = PACES, of_standards: int = STANDARDS) -> None:
    """Paces and standards against as many runs."""
    paces = [round(SLOWEST + (FASTEST - SLOWEST) * number / max(count - 1, 1), 4) for number in range(count)]
    asked = [str(path) for path in standards(folder, of_standards)]
    before, start = cpu_s(), time.perf_counter()
    result = xc_gis.batch(SAMPLE, folder / "out", vary={"walk.speed.adult": paces}, standards=asked, tables_only=True, workers=2)
    wall, cpu = time.perf_counter() - start, cpu_s() - before
    studies = sorted((folder / "out" / "studies").glob("*.toml"))
    assert len(studies) == len(paces) * len(asked)
    assert not result.failed
    before, start = cpu_s(), time.perf_counter()
    for study in studies[:: len(studies) // RUNS_MADE][:RUNS_MADE]:
        words = ["-m", "xc_gis", "run", str(study), "--out", str(folder / "alone" / study.stem), "--tables-only", "--jobs", "1"]
        subprocess.run([sys.executable, *words], check=True, capture_output=True, cwd=ROOT)
    share = len(studies) / RUNS_MADE
    alone, alone_cpu = (time.perf_counter() - start) * share, (cpu_s() - before) * share
    print(
        f"{len(studies)} variants: batch on two workers {wall:.1f} s ({cpu:.1f} processor s); as runs {alone:.0f} s ({alone_cpu:.0f} processor s)"
    )
    print(f"{alone / wall:.1f} × by the clock, {alone_cpu / cpu:.1f} × by the processor")
    print("seconds of the longest studies:", json.dumps(sorted(one.seconds for one in result.outcomes)[-3:]))


def memory(folder: Path, studies: list[Path]) -> None:
    """What runs take against what was estimated."""
    for study, tables in itertools.product(studies or [SAMPLE], (True, False)):
        code = "import resource, sys; from pathlib import Path; from xc_gis.operations.run import run_into; "
        code += "run_into(Path(sys.argv[1]), Path(sys.argv[2]), tables_only=sys.argv[3] == 'True'); print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
        words = [sys.executable, "-c", code, str(study), str(folder / "run"), str(tables)]
        most = int(subprocess.run(words, check=True, capture_output=True, cwd=ROOT).stdout.split()[-1]) * 1024
        print(
            f"{study.name}, {'tables' if tables else 'all'}: {most / 1e9:.2f} GB taken, {memory_of(study) / 1e9:.2f} GB estimated"
        )


def main() -> None:
    """Do what the first word says."""
    what, *studies = sys.argv[1:]
    with tempfile.TemporaryDirectory() as name:
        if what == "memory":
            memory(Path(name), [Path(word) for word in studies])
        elif what == "variants":
            variants(Path(name), *map(int, studies))
        else:
            pair(Path(name))


if __name__ == "__main__":
    main()
