"""Tables and layers of a siting question (contract: columns in ``docs/planning.md``)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xc_gis.files.spreadsheet_text import plain
from xc_gis.report.siting.result import SitingResult
from xc_gis.report.tables.geopackage import write_layers
from xc_gis.units import EXCHANGE_CRS

DEGREES, PEOPLE = 7, 3
"""Decimals of degrees and of people in tables."""


def sites_table(result: SitingResult) -> gpd.GeoDataFrame:
    """
    The sites in the order in which to build them.

    ``rank, site_id, lon, lat, newly_covered, cumulative, worth, name, cost, nested, free``; ``worth``: people who are not covered if this
    one site is left out; ``nested`` and ``free``: the model's measure after so many sites of the order, and of the best set of so many.
    """
    plan, frame = result.plan, result.candidates
    chosen = frame.iloc[plan.sites]
    points = gpd.GeoSeries(shapely.point_on_surface(chosen.geometry.to_numpy()), crs=frame.crs).to_crs(EXCHANGE_CRS)
    of = plan.measure.of if plan.model in {"mclp", "pmedian", "equity"} else (lambda value: value)
    return gpd.GeoDataFrame(
        {
            "rank": np.arange(1, len(plan.steps) + 1),
            "site_id": chosen["site_id"].to_numpy(),
            "lon": points.x.round(DEGREES).to_numpy(),
            "lat": points.y.round(DEGREES).to_numpy(),
            "newly_covered": [round(step.newly_covered, PEOPLE) for step in plan.steps],
            "cumulative": [round(step.cumulative, PEOPLE) for step in plan.steps],
            "worth": [round(step.worth_people, PEOPLE) for step in plan.steps],
            "name": chosen["name"].to_numpy(),
            "cost": chosen["cost"].to_numpy(),
            "nested": [round(of(step.nested), PEOPLE) for step in plan.steps],
            "free": [np.nan if np.isnan(step.free) else round(of(step.free), PEOPLE) for step in plan.steps],
        },
        geometry=chosen.geometry.to_numpy(),
        crs=frame.crs,
    )


def left_over(result: SitingResult) -> gpd.GeoDataFrame:
    """Residents who are not covered then: ``demand_id, community_id, category, residents, why`` (``no_site``, ``not_chosen``)."""
    plan, rows = result.plan, result.rows
    use = np.flatnonzero(plan.left_over > 0)
    codes = np.array(list(result.categories))
    reachable = plan.reach.reachable()[use]
    point = rows.point[use]
    return gpd.GeoDataFrame(
        {
            "demand_id": result.demand_id.to_numpy()[point],
            "community_id": result.communities["community_id"].to_numpy()[plan.reach.area[use]],
            "category": codes[rows.category[use]],
            "residents": plan.left_over[use],
            "why": np.where(reachable, "not_chosen", "no_site"),
        },
        geometry=shapely.points(plan.reach.xy[use]),
        crs=result.candidates.crs,
    )


def alternatives_table(result: SitingResult) -> gpd.GeoDataFrame:
    """Other good sets, a row for each site: ``alternative, site_id, newly_covered`` (of the set)``, common`` (sites of the first set)."""
    frame = result.candidates
    rows = [(n, site, other) for n, other in enumerate(result.plan.others, 1) for site in other.sites.tolist()]
    sites = [site for _, site, _ in rows]
    return gpd.GeoDataFrame(
        {
            "alternative": [n for n, _, _ in rows],
            "site_id": frame["site_id"].to_numpy()[sites],
            "newly_covered": [round(other.newly_covered, PEOPLE) for _, _, other in rows],
            "common": [other.common for _, _, other in rows],
        },
        geometry=frame.geometry.to_numpy()[sites],
        crs=frame.crs,
    )


def write_siting_tables(result: SitingResult, folder: Path) -> list[str]:
    """Write ``sites.csv``, ``stars.csv`` (where stars were worked out) and ``siting.gpkg``; returns their names."""
    names = ["sites.csv"]
    sites = sites_table(result)
    _write_csv(pd.DataFrame(sites.drop(columns="geometry")), folder / "sites.csv")
    if result.stars is not None:
        _write_csv(result.stars, folder / "stars.csv")
        names.append("stars.csv")
    write_layers(_layers(result, sites), folder / "siting.gpkg")
    return [*names, "siting.gpkg"]


def _layers(result: SitingResult, sites: gpd.GeoDataFrame) -> Iterator[tuple[str, gpd.GeoDataFrame]]:
    yield "sites", sites
    yield "left_over", left_over(result)
    yield "alternatives", alternatives_table(result)
    yield "candidates", result.candidates[["site_id", "name", "cost", "capacity", "geometry"]]


def _write_csv(table: pd.DataFrame, path: Path) -> None:
    text = table.assign(**{name: table[name].map(plain) for name in table.columns if name == "name"})
    text.to_csv(path, index=False, encoding="utf-8-sig", lineterminator="\n")
