"""
Duplicates among 200,000 generated POIs from three lists: time, memory, and how many planted duplicates are found.

A sixth of the facilities stand in two or three lists, named as lists name them: with the district in front, with the branch in brackets or
without, with another numeral, with a letter mistyped, up to 60 m apart. Chains have branches near each other on purpose.
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xc_gis.settings import Settings
from xc_gis.sources.facilities.duplicates import merged
from xc_gis.sources.rows.cells import ROW
from xc_gis.sources.rows.left_out_rows import ProblemList
from xc_gis.standard import load_standard
from xc_gis.units import ANALYSIS_CRS

ROWS = 200_000
SIDE_M = 18_000.0
"""200,000 rows on 324 km²: as dense as an AMap export of the inner city."""

KINDS = {
    "RES": 0.3,
    "CVS": 0.15,
    "PHA": 0.08,
    "HAI": 0.12,
    "REP": 0.06,
    "PCL": 0.08,
    "KIN": 0.03,
    "CHS": 0.02,
    "BNK": 0.06,
    "SUP": 0.05,
    "LAU": 0.05,
}
WORDS = {"RES": "餐厅", "CVS": "便利店", "PHA": "大药房", "HAI": "美发店", "REP": "便民维修点", "PCL": "快递驿站", "KIN": "幼儿园",
         "CHS": "社区卫生服务站", "BNK": "银行", "SUP": "超市", "LAU": "洗衣店"}  # fmt: skip
SIGNS = list("福顺鑫源金象京客惠民永安同庆余长华联百姓利群家和双合德兴广瑞祥天春晖万佳乐康泰隆盛宏达嘉美新月星云海山林泉")
STREETS = list(
    "西直门|百万庄|三里河|阜成门|复兴门|宣武门|广安门|牛街|白纸坊|陶然亭|天桥|大栅栏|德胜门|新街口|什刹海|月坛|展览路|金融街".split(
        "|"
    )
)


def generated(rng: np.random.Generator, rows: int = ROWS) -> gpd.GeoDataFrame:
    """Rows with ``truth``: the number of the facility that each row is."""
    facilities = int(rows / 1.25)
    kinds = rng.choice(list(KINDS), facilities, p=np.array(list(KINDS.values())) / sum(KINDS.values()))
    chains = ["".join(rng.choice(SIGNS, 3)) for _ in range(400)]
    xy = rng.uniform(0, SIDE_M, (facilities, 2))
    out: list[tuple[str, str, float, float, int, int]] = []
    for n in range(facilities):
        kind, branch = str(kinds[n]), ""
        if rng.random() < 0.3:
            name, branch = f"{rng.choice(chains)}{WORDS[kind]}", f"{rng.choice(STREETS)}{rng.choice(list('一二三四五六七'))}店"
        elif rng.random() < 0.2:
            name = f"{''.join(rng.choice(SIGNS, 2))}第{rng.choice(list('一二三四五六七八九'))}{WORDS[kind]}"
        else:
            name = "".join(rng.choice(SIGNS, int(rng.integers(3, 6)))) + WORDS[kind]
        lists = 1 + int(rng.random() < 1 / 6) + int(rng.random() < 1 / 12)
        for number in range(lists):
            away = rng.uniform(-40, 40, 2) if number else 0.0
            place = xy[n] + away
            out.append((kind, _written(name, branch, number, rng), *map(float, place), number, n))
    out = out[:rows]
    frame = pd.DataFrame(out, columns=["type", "name", "x", "y", "_layer", "truth"])
    frame = frame.assign(
        address="", status="open", serves="", id_given=True, _osm=False, _file="list" + frame["_layer"].astype(str)
    )
    frame["facility_id"] = [f"P{n:06d}" for n in range(len(frame))]
    frame[ROW] = range(2, len(frame) + 2)
    return gpd.GeoDataFrame(frame, geometry=shapely.points(frame["x"], frame["y"]), crs=ANALYSIS_CRS)


def _written(name: str, branch: str, number: int, rng: np.random.Generator) -> str:
    """A name as another list writes it."""
    full = f"{name}({branch})" if branch else name
    if number == 0:
        return full
    way = rng.integers(5)
    if way == 0:
        return f"北京市西城区{full}"
    if way == 1:
        return f"{name}{branch}"
    if way == 2 and len(name) > 6:
        at = int(rng.integers(0, 3))
        return name[:at] + str(rng.choice(SIGNS)) + full[at + 1 :]
    if way == 3:
        return full.replace("第一", "第1").replace("第二", "第2").replace("(", "(").replace(")", ")")
    return full


def duplicate_times() -> list[tuple[str, str, str]]:
    """Rows for the table of benchmarks."""
    rows = generated(np.random.default_rng(20260630))
    standard = load_standard("xicheng-ykz-default", base_dir=Path())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    start, cpu = time.perf_counter(), time.process_time()
    kept, _ = merged(rows, (), standard, Settings(), ProblemList())
    wall, seconds = time.perf_counter() - start, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    leader = {label: at for at, members in zip(kept.index, kept["_members"], strict=True) for label in members}
    truth = rows["truth"].to_numpy()
    joined = sum(len(members) - 1 for members in kept["_members"])
    right = sum(truth[label] == truth[at] for label, at in leader.items() if label != at)
    planted = len(rows) - len(np.unique(truth))
    return [
        (f"{len(rows):,} POIs of three lists, duplicates merged", f"{wall:.1f} s ({seconds:.1f} s CPU)", f"{peak:.0f} MB in all (≤ 20 s, ≤ 1 GB), {before:.0f} MB before"),
        (f"planted duplicates found: {right:,} of {planted:,}", f"{right / planted:.1%}", f"{joined - right} of {joined:,} merges wrong ({(joined - right) / max(joined, 1):.2%})"),
    ]  # fmt: skip


def duplicate_rows() -> list[tuple[str, str, str]]:
    """The same, measured in a process of its own."""
    done = subprocess.run([sys.executable, __file__], capture_output=True, text=True, check=True)
    return [tuple(line.split(" | ")) for line in done.stdout.splitlines()]  # type: ignore[misc]


if __name__ == "__main__":
    for row in duplicate_times():
        sys.stdout.write(" | ".join(row) + "\n")
