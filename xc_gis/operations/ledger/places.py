"""The ledger of resources place by place: each facility of a run with the community in which it lies."""

from __future__ import annotations

from dataclasses import dataclass

import geopandas as gpd
import pandas as pd
from pyogrio.errors import DataLayerError, DataSourceError

from xc_gis.errors import InputError
from xc_gis.languages.message import Name, msg
from xc_gis.operations.ledger.sheets import type_names
from xc_gis.runs.view import RunView


@dataclass(frozen=True)
class ResourcePlace:
    """A facility of a run; ``community_id`` is empty outside all communities."""

    facility_id: str
    name: str
    kind: Name
    address: str
    status: str
    community_id: str


def resource_places(run: RunView) -> tuple[ResourcePlace, ...]:
    """
    Facilities in the order of their types and ids. An area lies where a point within it does.

    Raises
    ------
    InputError
        The layers of the run are damaged or gone.
    """
    path = run.folder / "study.gpkg"
    try:
        places = gpd.read_file(path, layer="facilities", columns=["facility_id", "name", "type", "address", "status"])
        areas = gpd.read_file(path, layer="communities", columns=["community_id"])
    except (DataSourceError, DataLayerError) as fault:
        raise InputError(msg("结果 {name} 已损坏", name=run.folder.name), hint=msg("请重新运行该项目")) from fault
    there = places[places.geometry.notna() & ~places.geometry.is_empty]
    points = gpd.GeoDataFrame(geometry=there.geometry.representative_point(), crs=places.crs)
    joined = gpd.sjoin(points, areas[areas.geometry.notna()].to_crs(places.crs), how="inner", predicate="intersects")
    community = joined["community_id"].groupby(level=0).first()
    found = places.assign(community_id=community.reindex(places.index)).sort_values(["type", "facility_id"], kind="stable")
    names = type_names(run)
    return tuple(
        ResourcePlace(
            _text(row.facility_id), _text(row.name), names.get(row.type, Name(_text(row.type))), _text(row.address), _text(row.status), _text(row.community_id),
        )
        for row in found.drop(columns="geometry").itertuples(index=False)
    )  # fmt: skip


def _text(value: object) -> str:
    return "" if value is None or pd.isna(value) else str(value)
