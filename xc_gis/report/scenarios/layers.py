"""``whatif.gpkg`` of a scenario: communities with what changes for them, and facilities that are new, moved, closed or open again, as layers for any GIS."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xc_gis.analysis.planning.before_after import BeforeAfter
from xc_gis.report.tables.geopackage import write_layers
from xc_gis.units import EXCHANGE_CRS

NAME = "whatif.gpkg"


def write_scenario_layers(
    path: Path,
    communities: gpd.GeoDataFrame,
    facilities: tuple[gpd.GeoDataFrame, gpd.GeoDataFrame],
    effects: BeforeAfter,
    codes: Sequence[str],
) -> None:
    """
    Write the layers ``communities`` and ``facilities`` (EPSG:4326).

    Parameters
    ----------
    communities
        ``community_id, name, subdistrict`` and their shapes.
    facilities
        Before and after, by ``facility_id``.
    codes
        Of the categories, in their order.

    Raises
    ------
    ResourceError
        The file could not be written whole.
    """
    write_layers(
        [("communities", changed_communities(communities, effects, codes)), ("facilities", changed_facilities(*facilities))], path
    )


def changed_communities(communities: gpd.GeoDataFrame, effects: BeforeAfter, codes: Sequence[str]) -> gpd.GeoDataFrame:
    """
    Communities with what changes for them.

    Returns
    -------
    GeoDataFrame
        ``community_id, name, subdistrict, stars_before, stars_after`` (missing where not rated); for each category ``newly_<CODE>`` (people newly
        covered) and ``change_<CODE>`` (people covered after less before: who moves here or away counts), missing where it does not apply.
    """
    stars = effects.stars.set_index("community_id")[["stars_before", "stars_after"]].astype("Int64")
    newly, before, after = (
        effects.coverage.pivot_table(index="community_id", columns="category", values=name, aggfunc="first")
        for name in ("newly_covered", "covered_before", "covered_after")
    )
    wide: dict[str, pd.Series] = {}
    for code in (code for code in codes if code in newly):
        wide |= {f"newly_{code}": newly[code], f"change_{code}": after[code] - before[code]}
    added = stars.join(pd.DataFrame(wide)).reindex(communities["community_id"]).set_index(communities.index)
    named = communities[["community_id", "name", "subdistrict"]]
    return gpd.GeoDataFrame(pd.concat([named, added], axis=1), geometry=communities.geometry, crs=communities.crs)


def changed_facilities(before: gpd.GeoDataFrame, after: gpd.GeoDataFrame) -> gpd.GeoDataFrame:
    """
    Facilities that differ: a point each, one that is gone where it stood.

    Returns
    -------
    GeoDataFrame
        ``facility_id, name, type, status`` (after), ``change`` (``added, moved, closed, opened``), ``from_lon, from_lat`` (degrees; where one that
        moved stood, else missing).
    """
    then, now = (frame.set_index("facility_id").to_crs(EXCHANGE_CRS) for frame in (before, after))
    ids = now.index.union(then.index, sort=False)
    old, new = then.reindex(ids), now.reindex(ids)
    is_new, is_gone = ~ids.isin(then.index), ~ids.isin(now.index)
    closes = is_gone | (~is_new & (new["status"] == "closed") & (old["status"] != "closed"))
    stays = shapely.equals(old.geometry, new.geometry) | (shapely.is_missing(old.geometry) & shapely.is_missing(new.geometry))
    opens = (old["status"] == "closed") & (new["status"] == "open")
    change = np.select([is_new, closes, ~stays, opens], ["added", "closed", "moved", "opened"], "")
    whole = (
        pd.DataFrame(new[["name", "type", "status"]]).combine_first(pd.DataFrame(old[["name", "type", "status"]])).reindex(ids)
    )
    stood = old.geometry.where(change == "moved").representative_point()
    made = gpd.GeoDataFrame(
        {"facility_id": ids, **{name: whole[name].to_numpy() for name in whole}, "change": change, "from_lon": stood.x.to_numpy(), "from_lat": stood.y.to_numpy()},
        geometry=new.geometry.where(~is_gone, old.geometry).representative_point().to_numpy(), crs=EXCHANGE_CRS,
    )  # fmt: skip
    return made[change != ""].reset_index(drop=True)
