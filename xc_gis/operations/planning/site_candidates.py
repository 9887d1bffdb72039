"""The candidates of a siting question: collected, narrowed down, counted aloud."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import geopandas as gpd
import numpy as np
import shapely

from xc_gis.analysis.arrays.geometry import Floats
from xc_gis.analysis.assessment import Assessment
from xc_gis.analysis.legs.facility_points import WaysIn, facility_points
from xc_gis.analysis.legs.legs import attach
from xc_gis.analysis.planning.siting.candidates import facilities_as_candidates, near, street_places, within
from xc_gis.analysis.planning.siting.rules import SitingRules, too_near
from xc_gis.analysis.planning.siting.study_reach import Places, places_with_homes
from xc_gis.errors import InputError, nearest_spelling
from xc_gis.languages.message import joined, msg
from xc_gis.operations.planning.site_request import SitingRequest
from xc_gis.operations.study import Study
from xc_gis.sources.crs.metric_system import KEY
from xc_gis.sources.rows.osm_names import names_of_streets
from xc_gis.sources.sites.read import read_areas, read_sites
from xc_gis.sources.study.area import study_area


@dataclass(frozen=True)
class FoundCandidates:
    """
    Candidates of a question.

    Attributes
    ----------
    frame
        As ``analysis.planning.siting.candidates`` describes; only those that may be built and that a street reaches.
    places, xy
        The same with their legs; a point of each, analysis CRS.
    notes
        What was left out, with numbers.
    inputs
        SHA-256 of the files read, by name.
    """

    frame: gpd.GeoDataFrame
    places: Places
    xy: Floats
    notes: tuple[str, ...]
    inputs: tuple[tuple[str, str], ...]


class _Narrowing:
    """Candidates that become fewer, and why."""

    def __init__(self, frame: gpd.GeoDataFrame, notes: list[str]) -> None:
        self.frame, self.notes = frame, notes
        self.lost: dict[str, str] = {}

    def leave_out(self, mask: np.ndarray, why: str) -> None:
        """Leave some out for a reason."""
        ids = self.frame["site_id"][mask].tolist()
        if ids:
            self.lost |= dict.fromkeys(ids, why)
            self.notes.append(msg("{count} 处候选{why}（如 {names}）", count=len(ids), why=why, names=joined("、", ids[:3])))
            self.frame = self.frame[~mask].reset_index(drop=True)


def find_candidates(study: Study, found: Assessment, ways: WaysIn, request: SitingRequest) -> FoundCandidates:
    """
    Collect the candidates, leave out what must not be built on or what no street reaches.

    Raises
    ------
    InputError
        Unreadable layer, unknown id, a locked site that cannot be built.
    """
    crs = study.settings.word(KEY)
    inputs: list[tuple[str, str]] = []
    areas = _areas(request.area, request.crs, crs, inputs)
    left = _Narrowing(*_collected(study, found, request, areas, inputs))
    known = left.frame["site_id"].tolist()
    for id_ in (*request.lock, *request.forbid):
        if id_ not in known:
            raise InputError(msg("没有候选地点 “{id}”", id=id_), hint=nearest_spelling(id_, known))
    if areas is not None:
        left.leave_out(~within(left.frame, areas), msg("不在指定范围内"))
    left.leave_out(left.frame["site_id"].isin(request.forbid).to_numpy(), msg("被禁止"))
    no_go = _areas(request.no_go, request.crs, crs, inputs)
    if no_go is not None:
        left.leave_out(within(left.frame, no_go), msg("在禁建区内"))
    _keep_near(left, study, found, request)
    frame, places, xy, off = _with_legs(left.frame, found, ways, study)
    left.leave_out(left.frame["site_id"].isin(off).to_numpy(), msg("附近没有可步行道路"))
    for id_ in request.lock:
        if id_ in left.lost:
            raise InputError(msg("锁定的 {id} {why}", id=id_, why=left.lost[id_]), hint=msg("请不要锁定它，或放宽条件"))
    return FoundCandidates(frame, places, xy, tuple(left.notes), tuple(inputs))


def _keep_near(left: _Narrowing, study: Study, found: Assessment, request: SitingRequest) -> None:
    facilities = found.data.facilities
    for kind, metres in request.near_places(study.standard):
        others = facilities.geometry[(facilities["type"] == kind) & (facilities["status"] == "open")].to_numpy()
        name = study.standard.facility_types[kind].name
        left.leave_out(~near(left.frame, others, metres), msg("附近 {metres:g} 米内没有 {kind}", metres=metres, kind=name))


def rules_of(request: SitingRequest, candidates: FoundCandidates) -> SitingRules:
    """
    Rules of a question for its candidates.

    Raises ``InputError`` where a budget meets candidates whose cost is not known.
    """
    frame = candidates.frame
    cost = frame["cost"].to_numpy(dtype=float)
    if request.budget is not None and np.isnan(cost).any():
        without = frame["site_id"][np.isnan(cost)].tolist()
        raise InputError(
            msg("有预算，但 {count} 处候选没有费用（如 {names}）", count=len(without), names=joined("、", without[:3])),
            hint=msg("请在候选图层中补上费用列（cost 或 造价），或不写 --budget"),
        )
    count = request.count if request.count is not None else len(frame)
    return SitingRules(
        count,
        frame["site_id"].isin(request.lock).to_numpy(),
        np.nan_to_num(cost),
        request.budget,
        too_near(candidates.xy, request.spacing_m),
    )


def _areas(path: Path | None, given_crs: str | None, crs: str, inputs: list[tuple[str, str]]) -> np.ndarray | None:
    if path is None:
        return None
    areas, sha256 = read_areas(path, given_crs, crs)
    inputs.append((path.name, sha256))
    return areas


def _collected(
    study: Study, found: Assessment, request: SitingRequest, areas: np.ndarray | None, inputs: list[tuple[str, str]]
) -> tuple[gpd.GeoDataFrame, list[str]]:
    """Candidates as they come, and what was left out while reading."""
    data, crs = found.data, study.settings.word(KEY)
    if request.candidates is not None:
        ground = study_area(data.communities, data.subdistricts)
        buffer_m = study.settings.number("study_area_buffer_m")
        layer = read_sites(request.candidates, request.crs, crs, ground, buffer_m)
        inputs.append((request.candidates.name, layer.sha256))
        return layer.frame, list(layer.left_out)
    if request.candidates_type:
        _refuse_unknown_types(request.candidates_type, study)
        return facilities_as_candidates(data.facilities, list(request.candidates_type)), []
    ground_areas = (
        areas if areas is not None else data.communities.geometry[data.communities["location"] != "point"].dropna().to_numpy()
    )
    places = street_places(found.scene.network, ground_areas, request.every_m, names_of_streets(study.streets))
    return places.assign(name=with_community(places, data.communities)), []


def with_community(places: gpd.GeoDataFrame, communities: gpd.GeoDataFrame) -> list[str]:
    """Names of places with the community on whose ground they lie before them: a street is long."""
    grounds = communities[(communities["location"] != "point") & communities.geometry.notna()]
    place, ground = shapely.STRtree(grounds.geometry.to_numpy()).query(places.geometry.to_numpy(), predicate="intersects")
    names = grounds["name"].fillna("").tolist()
    of = {int(p): names[g] for p, g in zip(place[::-1], ground[::-1], strict=True)}
    return [" · ".join(part for part in (of.get(n, ""), street) if part) for n, street in enumerate(places["name"])]


def _refuse_unknown_types(types: Sequence[str], study: Study) -> None:
    for kind in types:
        if kind not in study.standard.facility_types:
            raise InputError(
                msg("标准中没有设施类型 “{kind}”", kind=kind), hint=nearest_spelling(kind, study.standard.facility_types)
            )


def _with_legs(
    frame: gpd.GeoDataFrame, found: Assessment, ways: WaysIn, study: Study
) -> tuple[gpd.GeoDataFrame, Places, Floats, list[str]]:
    """Candidates that a street reaches, with their legs, and the ids of the others."""
    scene = found.scene
    points = facility_points(frame, ways)
    attached = attach(scene.network, scene.barriers, points.xy, study.settings)
    off = places_with_homes(attached, points.facility, frame, found.data.communities).off_network
    lost = frame["site_id"][off].tolist()
    if lost:
        frame = frame[~off].reset_index(drop=True)
        points = facility_points(frame, ways)
        attached = attach(scene.network, scene.barriers, points.xy, study.settings)
    places = places_with_homes(attached, points.facility, frame, found.data.communities)
    middle = shapely.point_on_surface(frame.geometry.to_numpy())
    return frame, places, np.column_stack([shapely.get_x(middle), shapely.get_y(middle)]), lost
