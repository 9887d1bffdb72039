"""
How long ``xc-gis compare A B --out DIR`` takes as a whole: ``python benchmarks/years.py``.

Two years of the sample that differ in one list (no day of opening), in lists both ways (days of opening, an entry that had been missed), in the standard
alone, in lists, streets and the minutes of a service at once, and in a walking pace besides. Runs are made first, with tables alone.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib import resources
from pathlib import Path

import osmium

DATA = Path(__file__).parents[1] / "data"
STUDY = "sample-study.toml"
ROUNDS = 3


def one_list(folder: Path) -> None:
    """A few health stations fewer, one moved."""
    path = folder / "facilities" / "社区卫生服务机构.csv"
    rows = path.read_text(encoding="gb18030").splitlines()
    cells = rows[10].split(",")
    cells[4] = f"{float(cells[4]) + 0.01:.6f}"
    rows[10] = ",".join(cells)
    path.write_text("\n".join(rows[:20] + rows[22:]) + "\n", encoding="gb18030")


def both_ways(folder: Path) -> None:
    """The same, and places that opened since or had been missed; a year later."""
    one_list(folder)
    path = folder / "facilities" / "公共服务设施.geojson"
    content = json.loads(path.read_text(encoding="utf-8"))
    for number, since in enumerate(("2026-09-01", "2026-10-10", "2020-01-01")):
        made = json.loads(json.dumps(content["features"][100 + 10 * number]))
        made["properties"] |= {"facility_id": f"NEW{number}", "since": since}
        made["geometry"]["coordinates"][1] += 0.003
        content["features"].append(made)
    path.write_text(json.dumps(content, ensure_ascii=False), encoding="utf-8")
    edited(folder, "date = 2026-06-30", "date = 2027-06-30")


def standard(folder: Path) -> None:
    """A standard with fewer minutes to a convenience store."""
    text = resources.files("xc_gis.standard.shipped").joinpath("xicheng-ykz-default.yaml").read_text(encoding="utf-8")
    text = text.replace("id: xicheng-ykz-default", "id: own", 1)
    at = text.index("{code: CVS")
    (folder / "own.yaml").write_text(text[:at] + text[at:].replace("minutes: 5", "minutes: 3", 1), encoding="utf-8")
    edited(folder, '"xicheng-ykz-default"', '"own.yaml"')


def all_three(folder: Path) -> None:
    """Lists both ways, the standard, and three ways fewer."""
    both_ways(folder)
    standard(folder)
    path, made, seen = folder / "osm" / "sample.osm.pbf", folder / "osm" / "less.osm.pbf", 0
    with osmium.SimpleWriter(str(made)) as writer:
        for thing in osmium.FileProcessor(str(path)):
            if thing.is_way() and "highway" in thing.tags:
                seen += 1
                if seen in {50, 300, 800}:
                    continue
            writer.add(thing)
    made.replace(path)


def pace(folder: Path) -> None:
    """All three, and a slower pace."""
    all_three(folder)
    with (folder / STUDY).open("a", encoding="utf-8") as file:
        file.write('\n[settings]\n"walk.speed.adult" = 1.1\n')


def edited(folder: Path, old: str, new: str) -> None:
    """Change the study file."""
    path = folder / STUDY
    path.write_text(path.read_text(encoding="utf-8").replace(old, new, 1), encoding="utf-8")


def run(folder: Path, change: Callable[[Path], None] | None) -> Path:
    """Copy the sample, change it, run it."""
    shutil.copytree(DATA, folder)
    if change is not None:
        change(folder)
    out = folder.with_name(f"{folder.name} run")
    xc_gis("run", str(folder / STUDY), "--out", str(out), "--tables-only")
    return out


def xc_gis(*words: str) -> None:
    """Run a command of the program."""
    subprocess.run([sys.executable, "-m", "xc_gis", *words], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as made:
        before = run(Path(made) / "before", None)
        for name, change in (
            ("one list", one_list),
            ("lists both ways", both_ways),
            ("standard", standard),
            ("all three", all_three),
            ("all three and a pace", pace),
        ):
            after, took = run(Path(made) / name, change), []
            for _ in range(ROUNDS):
                began = time.perf_counter()
                xc_gis("compare", str(before), str(after), "--out", str(Path(made) / "changes"))
                took.append(time.perf_counter() - began)
            print(f"{name}: {min(took):.1f} s at best of {ROUNDS}, {sorted(took)[ROUNDS // 2]:.1f} s in the middle", flush=True)
