"""Pairs of studies made by chance from one that was read: what happened in the world, what was surveyed, what was ruled otherwise."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely
import yaml

import xc_gis
from tests.fixtures.served_study import CITY, KINDS, SURVEYS
from tests.fixtures.small_study import FACILITIES, STUDY, write_small_study
from xc_gis.model import InventoryStatement, OpenDays, RedFlag

SURVEYED = date(2026, 5, 1)
"""Day of the earlier lists."""

SINCE = OpenDays(since=date(2026, 9, 1))
BEFORE = OpenDays(since=date(2020, 1, 1))


FEW = {"MED": 40, "CVS": 30, "ELD": 20, "CHI": 10}
"""Weights of a small standard, on which many studies are assessed in a moment."""


def write_few(folder):
    """The well served study under the small standard; returns the study file."""
    shipped = Path(xc_gis.__file__).parent / "standard" / "shipped" / "xicheng-ykz-default.yaml"
    standard = yaml.safe_load(shipped.read_text(encoding="utf-8"))
    standard["categories"] = [{**c, "weight": FEW[c["code"]]} for c in standard["categories"] if c["code"] in FEW]
    for kind in standard["facility_types"].values():
        kind["services"] = [code for code in kind["services"] if code in FEW]
    standard["capacity"]["norms"] = {code: norm for code, norm in standard["capacity"]["norms"].items() if code in FEW}
    del standard["needs"], standard["time_slices"]
    used = {kind for kind, what in standard["facility_types"].items() if what["services"]}
    city = {name: place for name, place in CITY.items() if place[0] in used & set(KINDS)}
    stated = [part for part in SURVEYS.split("\n[[inventory]]") if any(f'category = "{code}"' in part for code in FEW)]
    text = STUDY.replace('"xicheng-ykz-default"', '"few.yaml"') + "".join(f"\n[[inventory]]{part}" for part in stated)
    text = text.replace('areas = ["C1", "outside"]', 'areas = ["C1", "C2", "outside"]')
    path = write_small_study(folder, study=text, facilities={**FACILITIES, **city})
    (folder / "few.yaml").write_text(yaml.safe_dump(standard, allow_unicode=True, sort_keys=False), encoding="utf-8")
    return path


def surveyed(study):
    """The study with its lists surveyed on one day."""
    return replace(study, data=replace(study.data, inventory=tuple(replace(s, surveyed=SURVEYED) for s in study.data.inventory)))


def with_facilities(study, frame, days=None):
    data = replace(study.data, facilities=frame, days={**study.data.days, **(days or {})})
    return replace(study, data=data)


def opened(study, random, days, count=2):
    """New facilities, all with the same first day or without."""
    frame = study.data.facilities
    taken = frame.iloc[random.choice(len(frame), count, replace=False)].copy()
    taken["facility_id"] = [f"N{random.integers(10**9)}" for _ in range(count)]
    taken["geometry"] = [shapely.Point(*place) for place in places(study, random, count)]
    both = gpd.GeoDataFrame(pd.concat([frame, taken], ignore_index=True), geometry="geometry", crs=frame.crs)
    both = both.sort_values("facility_id").reset_index(drop=True)
    return with_facilities(study, both, dict.fromkeys(taken["facility_id"], days) if days else {})


def gone(study, random, count=2):
    frame = study.data.facilities
    kept = np.sort(random.choice(len(frame), len(frame) - count, replace=False))
    return with_facilities(study, frame.iloc[kept].reset_index(drop=True))


def moved(study, random, count=2):
    frame = study.data.facilities.copy()
    rows = random.choice(len(frame), count, replace=False)
    frame.loc[rows, "geometry"] = gpd.GeoSeries(
        [shapely.Point(*p) for p in places(study, random, count)], index=rows, crs=frame.crs
    )
    return with_facilities(study, frame)


def closed(study, random, count=2):
    frame = study.data.facilities.copy()
    frame.loc[random.choice(len(frame), count, replace=False), "status"] = "closed"
    return with_facilities(study, frame)


def grown(study, random, year=2027):
    demand = study.data.demand.copy()
    demand["residents"] = demand["residents"] + random.integers(0, 40, len(demand))
    return replace(study, data=replace(study.data, demand=demand, counted=date(year, 1, 1)))


def counted_again(study, random):
    return grown(study, random, year=2026)


def paths_closed(study, random):
    """Some streets are there no longer, in a newer extract."""
    ways = study.streets.ways
    kept = np.sort(random.choice(len(ways), len(ways) - 3, replace=False))
    inputs = tuple(replace(i, sha256="other") if i.role == "network" else i for i in study.data.inputs)
    return replace(
        study, streets=replace(study.streets, ways=tuple(ways[n] for n in kept)), data=replace(study.data, inputs=inputs)
    )


def asked_again(study, random):
    """Some lists are complete no longer, others are."""
    rows = list(study.data.inventory)
    for n in random.choice(len(rows), 4, replace=False):
        rows[n] = replace(rows[n], status="partial" if rows[n].status == "complete" else "complete")
    rows.append(InventoryStatement("CVS", None, ("C2",), "complete", SURVEYED))
    return replace(study, data=replace(study.data, inventory=tuple(rows)))


def heard(study, random):
    ids = study.data.communities["community_id"]
    supply, feedback = ({name: float(random.random()) for name in ids} for _ in range(2))
    return replace(study, data=replace(study.data, supply=supply, feedback=feedback))


def flagged(study, random):
    del random
    return replace(study, data=replace(study.data, red_flags=(RedFlag("C1", "西文〔2026〕1号", ""),)))


def slower(study, random):
    pace = round(float(random.uniform(0.6, 1.5)), 2)
    return replace(study, settings=study.settings.override({"walk.speed.adult": pace}, origin="study", where="test"))


def tolerant(study, random):
    share = round(float(random.uniform(0.05, 0.6)), 2)
    return replace(study, settings=study.settings.override({"coverage.unknown_max": share}, origin="study", where="test"))


WORLD_CHANGES = (lambda s, r: opened(s, r, SINCE), closed, grown, paths_closed, flagged)
DATA_CHANGES = (
    lambda s, r: opened(s, r, BEFORE),
    lambda s, r: opened(s, r, None),
    gone,
    moved,
    counted_again,
    asked_again,
    heard,
)
METHOD_CHANGES = (slower, tolerant)
OF_CAUSE = {"world": WORLD_CHANGES, "data": DATA_CHANGES, "method": METHOD_CHANGES}


def places(study, random, count):
    low_x, low_y, high_x, high_y = study.data.demand.total_bounds
    return list(zip(random.uniform(low_x, high_x, count), random.uniform(low_y, high_y, count), strict=True))
