"""Growth: the same work on generated street networks of 40 thousand and a million nodes."""

from __future__ import annotations

import resource
import subprocess
import sys
import time

import geopandas as gpd
import numpy as np
import pandas as pd

from xc_gis.analysis.legs.facility_points import FacilityPoints
from xc_gis.analysis.legs.legs import attach
from xc_gis.analysis.network.barriers import build_barriers
from xc_gis.analysis.network.network import build_network
from xc_gis.analysis.times.eligibility import DemandAreas
from xc_gis.analysis.times.facility_services import EVERYONE
from xc_gis.analysis.times.travel_times import Ends, Question, walking_times
from xc_gis.model import StreetData
from xc_gis.progress import Silent
from xc_gis.settings import Settings
from xc_gis.units import ANALYSIS_CRS, EXCHANGE_CRS

SPACING_DEG = 0.0006
"""About 50 to 65 m between nodes."""

MEMORY_GB = 4
"""As much as the large network takes. A virtual machine gets its memory from its host at the first touch, which takes two seconds a gigabyte."""

SMALL, BIG = 200, 1000
CATEGORIES = 12
DEMAND_PER_NODE, FACILITIES_PER_NODE = 0.3, 0.03


def streets(side: int, rng: np.random.Generator) -> StreetData:
    """A jittered grid of side × side nodes; one street in seven is missing, every tenth is a secondary road."""
    column, row = np.meshgrid(np.arange(side), np.arange(side))
    lon = 116.0 + column.ravel() * SPACING_DEG + rng.uniform(-1e-4, 1e-4, side * side)
    lat = 39.5 + row.ravel() * SPACING_DEG * 0.8 + rng.uniform(-1e-4, 1e-4, side * side)
    ids = np.arange(1, side * side + 1)
    node = ids.reshape(side, side)
    pairs = [
        (node[:, :-1].ravel(), node[:, 1:].ravel(), row[:, :-1].ravel()),
        (node[:-1].ravel(), node[1:].ravel(), column[:-1].ravel()),
    ]
    ways = []
    for a, b, line in pairs:
        kept = rng.random(len(a)) > 1 / 7
        kinds = np.where(line % 10 == 0, "secondary", "residential")
        ways += [(0, (int(u), int(v)), {"highway": str(k)}) for u, v, k in zip(a[kept], b[kept], kinds[kept], strict=True)]
    numbered = tuple((n, nodes, tags) for n, (_, nodes, tags) in enumerate(ways, 1))
    empty = gpd.GeoDataFrame({"kind": []}, geometry=[], crs=EXCHANGE_CRS)
    return StreetData(ids, lon, lat, {}, numbered, (), empty)


def seconds_for(side: int) -> float:
    """Network in memory → times of twelve categories, in processor seconds: all of it runs in one thread."""
    rng = np.random.default_rng(7)
    settings = Settings().override({"crs.analysis": ANALYSIS_CRS}, origin="study", where="benchmark")
    data = streets(side, rng)
    network = build_network(data, settings)
    barriers = build_barriers(data, settings)
    del data  # a run reads it from disk; here it would only fill the memory
    network.tree, barriers.tree  # noqa: B018 - part of the network in memory
    low, high = (network.x.min(), network.y.min()), (network.x.max(), network.y.max())
    demand_xy = rng.uniform(low, high, (int(side * side * DEMAND_PER_NODE), 2))
    facility_xy = rng.uniform(low, high, (int(side * side * FACILITIES_PER_NODE), 2))
    kinds = [f"T{n % CATEGORIES:02d}" for n in range(len(facility_xy))]
    services = pd.DataFrame({"facility": range(len(kinds)), "type": kinds, "catchment": EVERYONE, "area": ""})
    nowhere = np.array([""] * len(demand_xy), dtype=object)
    asked = [Question(k, (k,), "adult", 1800.0) for k in sorted(set(kinds))]
    start = time.process_time()
    demand, facility = (attach(network, barriers, xy, settings) for xy in (demand_xy, facility_xy))
    points = FacilityPoints(facility_xy, np.arange(len(facility_xy)))
    walking_times(
        network, barriers, Ends(demand, DemandAreas(nowhere, nowhere), facility, points), services, asked, settings, Silent()
    )
    return time.process_time() - start


def touch_memory() -> None:
    """Let a virtual machine be given, once and before the clock runs, the memory that the large network needs."""
    subprocess.run([sys.executable, "-c", f"import numpy; numpy.ones({MEMORY_GB * 10**9 // 8})"], check=True)


def big_city_times() -> list[tuple[str, str, str]]:
    """Rows for the table."""
    touch_memory()
    # the small one before and after: a machine is not equally fast all the time
    before, big, after = seconds_for(SMALL), seconds_for(BIG), seconds_for(SMALL)
    small = (before + after) / 2
    growth = big / small / (BIG / SMALL) ** 2
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / 1024
    return [
        ("generated, 40 k nodes, 12 k demand points, 12 categories", f"{small:.1f} s", ""),
        (
            "generated, 1 M nodes, 300 k demand points, 12 categories",
            f"{big:.0f} s",
            f"**{growth:.2f} ×** linear (promise ≤ 1.5 ×), {memory:.1f} GB (≤ 6 GB)",
        ),
    ]


if __name__ == "__main__":
    print(big_city_times())
