"""
People of communities that are known as points only: spread once their territories are derived.

Station 3, after ``territories``: the dwellings of a derived territory share its total by the weights that were read.
"""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd

from xc_gis.areas.spreading import fill_shares, index_of, spread
from xc_gis.languages.message import joined, msg
from xc_gis.model import AGE_COLUMNS, Finding, LateTotals


def settle_late_totals(
    demand: gpd.GeoDataFrame, communities: gpd.GeoDataFrame, late: LateTotals | None
) -> tuple[gpd.GeoDataFrame, tuple[Finding, ...]]:
    """
    Spread what waited for territories.

    Returns
    -------
    demand
        A copy with residents and ages filled in; an area without dwellings keeps its people without a place.
    findings
        What a planner must know of it.
    """
    if late is None:
        return demand, ()
    demand, findings = demand.copy(), []
    if len(late.totals):
        findings += _spread(demand, communities, late)
    if late.ages is not None:
        area = index_of(_areas(demand, communities, late.ages_by), late.ages["area"])
        people = demand["residents"].to_numpy(dtype=float)
        for name in AGE_COLUMNS.values():
            if name != "residents":
                shares = late.ages[name].to_numpy(dtype=float)
                demand[name] = fill_shares(demand[name].to_numpy(dtype=float), people, area, shares)
    return demand, tuple(findings)


def _spread(demand: gpd.GeoDataFrame, communities: gpd.GeoDataFrame, late: LateTotals) -> list[Finding]:
    area = index_of(_areas(demand, communities, late.by), late.totals["area"])
    mine = late.weights > 0
    placed = np.zeros(len(late.totals), dtype=bool)
    keeper = index_of(late.totals["keeper"].to_numpy(dtype=object), demand["demand_id"])
    for name in AGE_COLUMNS.values():
        totals = late.totals[name].to_numpy(dtype=float)
        values, placed = spread(late.weights, area, totals)
        column = demand[name].to_numpy(dtype=float, copy=True)
        column[mine] = values[mine]
        stays = ~placed & (keeper >= 0)
        column[keeper[stays]] = totals[stays]
        demand[name] = column
    findings = []
    lost = ~placed & (late.totals["residents"] > 0).to_numpy()
    if lost.any():
        people = float(late.totals["residents"][lost].sum())
        known = communities.set_index("community_id")["name"].to_dict()
        names = joined("、", (str(known.get(area, area)) for area in late.totals["area"][lost][:3]))
        text = msg(
            "{count} 个只有点位的社区的 {people:,.0f} 人在推定范围内没有住宅,保留人数、没有位置,计为未知(如 {names})",
            count=int(lost.sum()),
            people=people,
            names=names,
        )
        findings.append(Finding("", "residents", "residents", "warning", text, {"areas": int(lost.sum()), "residents": people}))
    homeless = int((mine & (area < 0)).sum())
    if homeless:
        text = msg("{homeless:,} 处住宅不在任何社区的推定范围内,未分到人口", homeless=homeless)
        findings.append(Finding("", "residents", "residents", "warning", text, {"rows": homeless}))
    return findings


def _areas(demand: gpd.GeoDataFrame, communities: gpd.GeoDataFrame, by: str) -> np.ndarray:
    """Community or subdistrict of each demand point, None outside."""
    home = demand["community_id"]
    if by == "subdistrict":
        home = home.map(pd.Series(communities["subdistrict"].to_numpy(), index=communities["community_id"]))
    return home.astype(object).where(home.notna(), None).to_numpy(dtype=object)
