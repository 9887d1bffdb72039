"""
How quickly a moment of the week is answered: ``python benchmarks/slices.py [--study FILE]``.

The lists of the sample say no hours: each facility gets some of chance (seeded), a quarter of them none or such as nobody can read. Milliseconds
of the processor and of the wall for every second hour of the week, and seconds of the processor for what is searched once.
"""

from __future__ import annotations

import argparse
import statistics
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from xc_gis.analysis.planning.slices.needs import NeedBase
from xc_gis.analysis.planning.slices.profiles import SLICE_PROFILES
from xc_gis.analysis.planning.slices.slice_base import SliceBase
from xc_gis.hours.moments import WEEKDAYS
from xc_gis.operations.study import analyse, read_study

TEXTS = (
    "周一至周五 8:30-17:30", "8:00-22:00", "24小时", "周二至周日 9:00-17:00（周一闭馆）", "周一至周六 8:00-18:00", "早8晚6", "请电询", "",
    *(f"{hour}:{minute:02d}-{hour + 11}:{minute:02d}" for hour in range(6, 11) for minute in range(0, 60, 10)),
)  # fmt: skip


def main() -> None:
    """Print the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--study", type=Path, default=Path("data/sample-study.toml"))
    study = read_study(parser.parse_args().study)
    hours = np.random.default_rng(1).choice(TEXTS, len(study.data.facilities))
    study = replace(study, data=replace(study.data, facilities=study.data.facilities.assign(hours=hours)))
    base = SliceBase.of(analyse(study), study.standard, study.settings, study.file.study.date)
    _tell("pairs of all categories, s", [_seconds(base.prepare)], 1)
    _tell("pairs of the five profiles, s", [_seconds(lambda: base.prepare(SLICE_PROFILES))], 1)
    moments = [f"{day} {hour:02d}:00" for day in WEEKDAYS for hour in range(0, 24, 2)]
    _tell("a moment, ms", [_seconds(lambda at=at: base.at(at)) for at in moments], 1000)
    _tell("a moment again, ms", [_seconds(lambda at=at: base.at(at)) for at in moments], 1000)
    _tell("a moment of one profile, ms", [_seconds(lambda at=at: base.at(at, "senior")) for at in moments], 1000)
    needs = NeedBase(base)
    needs.at()
    _tell("the three sentences, ms", [_seconds(lambda at=at: needs.at(at)) for at in moments[:12]], 1000)


def _seconds(work: Callable[[], object]) -> tuple[float, float]:
    processor, wall = time.process_time(), time.perf_counter()
    work()
    return time.process_time() - processor, time.perf_counter() - wall


def _tell(what: str, times: list[tuple[float, float]], factor: float) -> None:
    for name, seconds in (("processor", [one for one, _ in times]), ("wall", [one for _, one in times])):
        print(f"{what}, {name}: median {factor * statistics.median(seconds):.1f}, most {factor * max(seconds):.1f}")


if __name__ == "__main__":
    main()
