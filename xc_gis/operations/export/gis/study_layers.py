"""Layers that no run holds, found again from its study: legs, entrances, catchments, ways."""

from __future__ import annotations

from pathlib import Path

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xc_gis.analysis.arrays.geometry import Ints
from xc_gis.analysis.assessment import Assessment
from xc_gis.analysis.legs.legs import Attached, leg_targets
from xc_gis.analysis.planning.catchments import NOBODY, catchment_table, choices
from xc_gis.analysis.walks.community_ways import ways_of_communities
from xc_gis.errors import InputError
from xc_gis.languages.message import joined, msg
from xc_gis.operations.export.gis.options import GisOptions
from xc_gis.operations.run import open_run, refuse_changed
from xc_gis.operations.study import Study, analyse, read_study
from xc_gis.progress import Progress
from xc_gis.report.gis.records import Layer
from xc_gis.units import EXCHANGE_CRS, SECONDS_PER_MINUTE
from xc_gis.wording import layer_columns as words


def study_layers(run_folder: Path, options: GisOptions, progress: Progress) -> list[Layer]:
    """
    Find the layers of ``options.layers``, in EPSG:4326: the study is read and analysed again. Nothing is read where none is asked for.

    Returns
    -------
    list
        ``legs`` (a straight line each), ``entrances`` (a point each), ``catchments`` (the homes whose nearest facility it is, for each facility
        and category), ``ways`` (from the middle of each community to the nearest facility of each category).

    Raises
    ------
    InputError
        The study or one of its files is gone, or is not what it was at the time of the run.
    """
    if not options.layers:
        return []
    run = open_run(run_folder)
    path = options.study or run.study_path
    if not path.is_file():
        raise InputError(
            msg(
                "找不到该结果的项目文件 {file}，图层 {layers} 要由它重新计算",
                file=run.manifest["study"]["file"],
                layers=joined("、", options.layers),
            ),
            hint=msg("请用 --study 指明，或不导出这些图层"),
        )
    study = read_study(path, progress)
    refuse_changed(run, path, study)
    found = analyse(study, progress)
    makers = {"legs": _legs, "entrances": _entrances, "catchments": _catchments, "ways": _ways}
    return [make(study, found) for name, make in makers.items() if name in options.layers]


def _legs(_study: Study, found: Assessment) -> Layer:
    ids = found.data.demand["demand_id"].to_numpy(dtype=object)
    facilities = found.data.facilities["facility_id"].to_numpy(dtype=object)
    parts = [
        _leg_rows(found, found.scene.demand, "demand", ids),
        _leg_rows(found, found.scene.facility, "facility", facilities[found.scene.facility_points.facility]),
    ]
    frame = gpd.GeoDataFrame(pd.concat(parts, ignore_index=True), geometry="geometry", crs=found.data.demand.crs).to_crs(
        EXCHANGE_CRS
    )
    return Layer("legs", msg("步行接入线"), frame, "LineString", words.LEGS)


def _leg_rows(found: Assessment, points: Attached, kind: str, ids: np.ndarray) -> gpd.GeoDataFrame:
    """Legs of some points: onto each edge, and to each node, the shortest."""
    net, legs = found.scene.network, points.legs
    order = np.lexsort((legs.straight_m, legs.node, legs.edge, legs.point))
    place = np.stack([legs.point, legs.edge, legs.node])[:, order]
    rows = order[np.flatnonzero((np.diff(place, axis=1, prepend=-2) != 0).any(axis=0))]
    ends = np.concatenate([points.xy[legs.point], leg_targets(net, legs)], axis=1)
    edge: Ints = legs.edge[rows]
    on_edge = edge >= 0
    return gpd.GeoDataFrame(
        {
            "of": kind,
            "id": ids[legs.point[rows]],
            "length_m": np.round(legs.straight_m[rows], 2),
            "waits": legs.waits[rows],
            "highway": pd.Series(net.highway[edge]).where(pd.Series(on_edge), None),
            "osm_way": pd.Series(net.way_id[edge]).astype("Int64").where(pd.Series(on_edge)),
        },
        geometry=shapely.linestrings(ends[rows].reshape(-1, 2, 2)),
        crs=found.data.demand.crs,
    )


def _entrances(_study: Study, found: Assessment) -> Layer:
    points, facilities = found.scene.facility_points, found.data.facilities
    rows = points.facility
    frame = facilities[["facility_id", "name", "type"]].iloc[rows].reset_index(drop=True)
    frame["number"] = frame.groupby("facility_id").cumcount() + 1
    frame["off_network"] = np.asarray(found.scene.facility.off_network)
    placed = gpd.GeoDataFrame(frame, geometry=shapely.points(points.xy), crs=facilities.crs).to_crs(EXCHANGE_CRS)
    return Layer("entrances", msg("设施入口"), placed, "Point", words.ENTRANCES)


def _catchments(study: Study, found: Assessment) -> Layer:
    chosen = choices(found, study.standard, study.settings)
    table = catchment_table(found, chosen, study.standard)
    facilities = found.data.facilities
    row_of = {name: n for n, name in enumerate(facilities["facility_id"])}
    places = found.data.demand.geometry.to_crs(EXCHANGE_CRS).to_numpy()
    counted = found.data.demand["community_id"].notna().to_numpy()
    homes: dict[tuple[str, int], np.ndarray] = {}
    for code, choice in chosen.items():
        order = np.argsort(choice.nearest, kind="stable")
        order = order[(choice.nearest[order] != NOBODY) & counted[order]]
        first = np.flatnonzero(np.diff(choice.nearest[order], prepend=-1))
        for part in np.split(order, first[1:]) if len(order) else []:
            homes[code, int(choice.nearest[part[0]])] = part
    listed = [
        homes.get((row.category, row_of[row.facility_id]), np.array([], dtype=np.int64)) for row in table.itertuples(index=False)
    ]
    at = [row_of[name] for name in table["facility_id"]]
    frame = gpd.GeoDataFrame(
        {
            "facility_id": table["facility_id"].to_numpy(), "name": facilities["name"].to_numpy()[at], "type": facilities["type"].to_numpy()[at],
            "category": table["category"].to_numpy(), "homes": [len(part) for part in listed],
            **{name: table[name].to_numpy(dtype=float) for name in ("residents", "residents_60plus", "only_this")},
        },
        geometry=[shapely.multipoints(places[part]) if len(part) else None for part in listed], crs=EXCHANGE_CRS,
    )  # fmt: skip
    return Layer("catchments", msg("设施服务范围（最近的居住点）"), frame, "MultiPoint", words.CATCHMENTS)


def _ways(study: Study, found: Assessment) -> Layer:
    walks = ways_of_communities(found, study.standard, study.settings)
    facilities, communities = found.data.facilities, found.data.communities.set_index("community_id")["name"]
    limits = {c.code: float(c.minutes) for c in study.standard.categories}
    frame = gpd.GeoDataFrame(
        {
            "community_id": walks["community_id"], "community": walks["community_id"].map(communities), "category": walks["category"],
            "demand_id": walks["demand_id"],
            **{to: facilities[name].to_numpy()[walks["facility"].to_numpy(dtype=np.int64)] for to, name in (("facility_id", "facility_id"), ("facility", "name"))},
            "minutes": np.round(walks["seconds"].to_numpy(dtype=float) / SECONDS_PER_MINUTE, 2),
            "limit_minutes": walks["category"].map(limits).astype(float),
        },
        geometry=walks.geometry.to_numpy(), crs=facilities.crs,
    ).to_crs(EXCHANGE_CRS)  # fmt: skip
    return Layer("ways", msg("社区中心到最近设施的路线"), frame, "LineString", words.WAYS)
