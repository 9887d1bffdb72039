"""
The whole method in one breath: network → legs → times → coverage → rating → gaps. All stations, in their order.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xc_gis.analysis.arrays.geometry import Bools, Floats
from xc_gis.analysis.coverage.coverage import STATE_NAMES, DemandPoints, coverage_table, joint_table
from xc_gis.analysis.coverage.gaps import gap_table
from xc_gis.analysis.coverage.inventory import surroundings
from xc_gis.analysis.coverage.states import Looking, StateInputs, questions_of_standard, states_of
from xc_gis.analysis.legs.facility_points import FacilityPoints, facility_points, ways_in
from xc_gis.analysis.legs.legs import Attached, attach
from xc_gis.analysis.network.barriers import Barriers, build_barriers
from xc_gis.analysis.network.network import WalkingNetwork, network_on
from xc_gis.analysis.network.street_ground import StreetGround, street_ground
from xc_gis.analysis.rating.rating import rate
from xc_gis.analysis.times.eligibility import DemandAreas
from xc_gis.analysis.times.facility_services import facility_services
from xc_gis.analysis.times.late_totals import settle_late_totals
from xc_gis.analysis.times.territories import derive_territories
from xc_gis.analysis.times.travel_times import Ends, Question, walking_times
from xc_gis.languages.message import joined, msg
from xc_gis.model import Finding, StreetData, StudyData
from xc_gis.progress import Progress, Silent
from xc_gis.settings import Settings
from xc_gis.standard import Standard

Search = Callable[
    [WalkingNetwork, Barriers, Ends, pd.DataFrame, Sequence[Question], Settings, Progress], Mapping[str, Floats]
]  # fmt: skip
"""What answers questions: ``walking_times``, or somebody who knows some of the answers already."""

Attaching = Callable[[WalkingNetwork, Barriers, Floats, Floats, Settings, Progress], tuple[Attached, Attached]]
"""What finds the legs of demand points and of facility points, to the same result as ``attach``: for networks too large for one process."""


@dataclass(frozen=True)
class Scene:
    """
    The study on its network: everything that explanations and isochrones need again.

    Attributes
    ----------
    network, barriers
        Streets.
    demand, facility
        Demand points and facility points with their legs.
    facility_points
        Facility of each facility point.
    facility_off_network
        By facility: has a place, but no street reaches it.
    """

    network: WalkingNetwork
    barriers: Barriers
    demand: Attached
    facility: Attached
    facility_points: FacilityPoints
    facility_off_network: Bools


@dataclass(frozen=True)
class ServedPeople:
    """
    Who is served by what, before anything is counted.

    Attributes
    ----------
    data
        The study's data with derived territories, the community of every demand point, and findings.
    points, areas, services
        Demand points of communities, where each of them lies, which facility offers what to whom.
    times, states
        Seconds and states by category (and ``<CODE>@senior``), in the order of demand points.
    findings
        What was noticed on the way.
    """

    data: StudyData
    points: DemandPoints
    areas: DemandAreas
    services: pd.DataFrame
    times: Mapping[str, Floats]
    states: Mapping[str, np.ndarray]
    findings: tuple[Finding, ...]


@dataclass(frozen=True)
class Assessment:
    """
    What the method found; frames as described in ``report.study_result.StudyResult``.

    ``data`` is the study's data with derived territories and the community of every demand point filled in;
    ``areas`` says where each of them lies, ``services`` which facility offers what to whom; ``times`` holds seconds by category (and ``<CODE>@senior``).
    """

    scene: Scene
    data: StudyData
    areas: DemandAreas
    services: pd.DataFrame
    times: Mapping[str, Floats]
    states: Mapping[str, np.ndarray]
    demand: pd.DataFrame
    coverage: pd.DataFrame
    joint: pd.DataFrame
    rating: pd.DataFrame
    gaps: gpd.GeoDataFrame
    warnings: tuple[str, ...]


def build_scene(
    data: StudyData, streets: StreetData, settings: Settings, progress: Progress, attaching: Attaching | None = None
) -> Scene:
    """Build the network and attach demand points and facilities to it."""
    progress.step(msg("建立步行网络"), 0, 3)
    barriers = build_barriers(streets, settings)
    return scene_on(street_ground(streets, settings, barriers), barriers, data, settings, progress, attaching)


def scene_on(
    ground: StreetGround, barriers: Barriers, data: StudyData, settings: Settings, progress: Progress,
    attaching: Attaching | None = None,
) -> Scene:  # fmt: skip
    """The same on streets that are read for walkers, where many worlds rest on the same tags."""
    return attached_scene(network_on(ground, settings), barriers, ground.streets, data, settings, progress, attaching)


def attached_scene(
    network: WalkingNetwork, barriers: Barriers, streets: StreetData, data: StudyData, settings: Settings, progress: Progress,
    attaching: Attaching | None = None,
) -> Scene:  # fmt: skip
    """The same on a network that is built, where only legs are others."""
    progress.step(msg("建立步行网络"), 1, 3)
    if attaching is not None:
        points = facility_points(data.facilities, ways_in(streets, network, settings))
        progress.step(msg("建立步行网络"), 3, 3)
        demand, facility = attaching(network, barriers, demand_xy(data), points.xy, settings, progress)
        return scene_of(network, barriers, demand, facility, points, len(data.facilities))
    demand = attach(network, barriers, demand_xy(data), settings)
    progress.step(msg("建立步行网络"), 2, 3)
    points = facility_points(data.facilities, ways_in(streets, network, settings))
    facility = attach(network, barriers, points.xy, settings)
    progress.step(msg("建立步行网络"), 3, 3)
    return scene_of(network, barriers, demand, facility, points, len(data.facilities))


def scene_of(
    network: WalkingNetwork, barriers: Barriers, demand: Attached, facility: Attached, points: FacilityPoints, facilities: int
) -> Scene:
    """Everything with its legs as a study; ``facilities``: how many there are, with those that have no place."""
    placed = np.bincount(points.facility, minlength=facilities) > 0
    on = np.bincount(points.facility[~facility.off_network], minlength=facilities) > 0
    return Scene(network, barriers, demand, facility, points, placed & ~on)


def assess(
    data: StudyData,
    streets: StreetData,
    standard: Standard,
    settings: Settings,
    progress: Progress,
    *,
    study_date: date | None,
) -> Assessment:
    """Apply the method to a study. Columns, units and CRS as in ``xc_gis.model``."""
    scene = build_scene(data, streets, settings, progress)
    return assess_scene(scene, data, standard, settings, progress, study_date=study_date)


def assess_scene(
    scene: Scene,
    data: StudyData,
    standard: Standard,
    settings: Settings,
    progress: Progress,
    *,
    study_date: date | None,
    search: Search = walking_times,
) -> Assessment:
    """Apply the method to a study whose network and legs are built."""
    served = served_people(scene, data, standard, settings, progress, study_date=study_date, search=search)
    return _counted(scene, served, standard, settings, progress)


def assess_again(
    found: Assessment, standard: Standard, settings: Settings, progress: Progress, *, study_date: date | None
) -> Assessment:
    """The same study by another standard: its network, legs and territories stay, walks are searched for anew."""
    served = _served(found.scene, found.data, standard, settings, progress, study_date=study_date)
    return _counted(found.scene, served, standard, settings, progress)


def rated_again(
    found: Assessment, standard: Standard, settings: Settings, *, study_date: date | None, search: Search = walking_times
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The same where coverage and rating alone are wanted."""
    served = _served(found.scene, found.data, standard, settings, Silent(), study_date=study_date, search=search)
    coverage, _, rating = _rated(served, standard, settings)
    return coverage, rating


def _rated(served: ServedPeople, standard: Standard, settings: Settings) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Coverage, joint coverage and rating."""
    data = served.data
    coverage = coverage_table(data.communities, served.points, served.states, served.times, standard, settings)
    joint = joint_table(data.communities, served.points, served.states, coverage, standard)
    rating = rate(
        coverage, joint, standard=standard, communities=data.communities, supply=data.supply, feedback=data.feedback,
        red_flags=data.red_flags, typed=data.typed,
    )  # fmt: skip
    return coverage, joint, rating


def _counted(scene: Scene, served: ServedPeople, standard: Standard, settings: Settings, progress: Progress) -> Assessment:
    data, points, states, times = served.data, served.points, served.states, served.times
    coverage, joint, rating = _rated(served, standard, settings)
    progress.step(msg("计算覆盖与评级"), 1, 2)
    gaps = gap_table(data.communities, points, states, times, standard)
    progress.step(msg("计算覆盖与评级"), 2, 2)
    table = demand_table(points, states, times, standard, ~np.isnan(scene.demand.xy[:, 0]))
    return Assessment(
        scene,
        data,
        served.areas,
        served.services,
        times,
        states,
        table,
        coverage,
        joint,
        rating,
        gaps,
        tuple(found.text for found in served.findings),
    )


def served_people(
    scene: Scene,
    data: StudyData,
    standard: Standard,
    settings: Settings,
    progress: Progress,
    *,
    study_date: date | None,
    search: Search = walking_times,
    looking: Looking = surroundings,
) -> ServedPeople:
    """Times and states of a study whose network and legs are built: what is asked of many worlds, in which nothing is counted."""
    communities, demand = derive_territories(
        scene.network,
        scene.barriers,
        data.communities,
        data.subdistricts,
        data.demand,
        scene.demand,
        settings,
    )
    demand, findings = settle_late_totals(demand, communities, data.late_totals)
    data = replace(data, communities=communities, demand=demand, late_totals=None)
    findings = (*findings, *_findings(scene, data, state_inputs_of(scene, data).demand_points))
    data = replace(data, findings=(*data.findings, *findings))
    return _served(
        scene, data, standard, settings, progress, study_date=study_date, findings=findings, search=search, looking=looking
    )


def _served(
    scene: Scene, data: StudyData, standard: Standard, settings: Settings, progress: Progress, *, study_date: date | None,
    findings: Sequence[Finding] = (), search: Search = walking_times, looking: Looking = surroundings,
) -> ServedPeople:  # fmt: skip
    """The same where territories are settled."""
    ground = state_inputs_of(scene, data)
    points = ground.demand_points
    services = facility_services(data.facilities, data.communities, data.subdistricts, standard, settings)
    areas = _areas(points, data.communities)
    times = search(
        scene.network, scene.barriers, Ends(scene.demand, areas, scene.facility, scene.facility_points), services,
        questions(standard), settings, progress,
    )  # fmt: skip
    progress.step(msg("计算覆盖与评级"), 0, 2)
    states = states_of(ground, data, times, standard, settings, study_date, looking)
    return ServedPeople(data, points, areas, services, times, states, tuple(findings))


def questions(standard: Standard) -> list[Question]:
    """Times that a standard needs: each category at its own pace, those that seniors depend on also at theirs."""
    return [one.question for one in questions_of_standard(standard)]


def state_inputs_of(scene: Scene, data: StudyData) -> StateInputs:
    """What states rest on; ``data`` with the community of every demand point."""
    points = DemandPoints(_community_rows(data.demand, data.communities), scene.demand.off_network, data.demand)
    return StateInputs(points, scene.demand.xy, data.facilities, scene.facility_points, scene.facility_off_network)


def _xy(frame: gpd.GeoDataFrame) -> Floats:
    points = frame.geometry.to_numpy()
    return np.column_stack([shapely.get_x(points), shapely.get_y(points)])


def demand_xy(data: StudyData) -> Floats:
    """Places of demand points; NaN for those that no community can hold, as nothing counts them."""
    xy = _xy(data.demand)
    inside = data.demand["community_id"].notna().to_numpy()
    if (data.communities["location"] == "point").any():
        if data.subdistricts is None:
            return xy
        ground = shapely.union_all(data.subdistricts.geometry.to_numpy())
        shapely.prepare(ground)
        inside = inside | shapely.intersects_xy(ground, xy[:, 0], xy[:, 1])
    xy[~inside] = np.nan
    return xy


def _community_rows(demand: gpd.GeoDataFrame, communities: gpd.GeoDataFrame) -> np.ndarray:
    row_of = pd.Series(np.arange(len(communities)), index=communities["community_id"])
    return demand["community_id"].map(row_of).fillna(-1).to_numpy(dtype=np.int64)


def _areas(points: DemandPoints, communities: gpd.GeoDataFrame) -> DemandAreas:
    ids = np.append(communities["community_id"].to_numpy(dtype=object), "")
    names = np.append(communities["subdistrict"].fillna("").to_numpy(dtype=object), "")
    return DemandAreas(ids[points.community], names[points.community])


def demand_table(
    points: DemandPoints, states: Mapping[str, np.ndarray], times: Mapping[str, Floats], standard: Standard, placed: Bools
) -> pd.DataFrame:
    """Times and states by demand point, as described in ``report.study_result.StudyResult``; ``placed``: points that have a place."""
    columns: dict[str, object] = {
        "demand_id": points.demand["demand_id"].to_numpy(),
        "community_id": points.demand["community_id"].to_numpy(),
        "residents": points.demand["residents"].to_numpy(dtype=float),
        "off_network": points.off_network & placed,
    }
    columns |= {f"t_{c.code}": times[c.code] for c in standard.categories}
    columns |= {f"state_{c.code}": np.array(STATE_NAMES)[states[c.code]] for c in standard.categories}
    return pd.DataFrame(columns)


def _findings(scene: Scene, data: StudyData, points: DemandPoints) -> list[Finding]:
    """What a planner must know before reading the result."""
    found: list[Finding] = []

    def say(topic: str, text: str, evidence: Mapping[str, object]) -> None:
        found.append(Finding("", "", topic, "warning", text, evidence))

    residents = points.demand["residents"].to_numpy(dtype=float)
    off = points.off_network & ~np.isnan(scene.demand.xy[:, 0])
    if off.any():
        text = msg(
            "{count:,} 个居住点(居民 {count2:,.0f})附近没有可步行道路,状态为未知",
            count=int(off.sum()),
            count2=residents[off].sum(),
        )
        say("network", text, {"points": int(off.sum()), "residents": float(residents[off].sum())})
    outside = points.community < 0
    if outside.any():
        say(
            "places",
            msg("{count:,} 个居住点不在任何社区内,不计入覆盖率", count=int(outside.sum())),
            {"points": int(outside.sum())},
        )
    if scene.facility_off_network.any():
        lost = data.facilities[scene.facility_off_network]
        text = msg("{count} 处设施附近没有可步行道路,不提供服务(如 {name})", count=len(lost), name=joined("、", lost["name"][:3]))
        say("network", text, {"facilities": lost["facility_id"].tolist()})
    if scene.network.areas_outline_only:
        ids = scene.network.areas_outline_only
        squares = msg(
            "{count} 个步行广场的入口和拐角过多,只沿其轮廓步行,横穿的时间可能偏长(OSM 编号 {ids})",
            count=len(ids),
            ids=joined("、", map(str, ids[:3])),
        )
        say("network", squares, {"areas": list(ids)})
    for location, words in (
        ("derived", msg("只有点位,其范围由步行最近推定(标记为推定)")),
        ("point", msg("只有点位,附近没有居住点,推不出范围")),
        ("none", msg("没有位置,无法计算,结果为空")),
    ):
        mine = data.communities[data.communities["location"] == location]
        if len(mine):
            text = msg("{count} 个社区{words}", count=len(mine), words=words) + (
                msg("(如 {names})", names=joined("、", mine["name"][:3])) if location != "derived" else ""
            )
            say("places", text, {"location": location, "communities": mine["community_id"].tolist()})
    return found
