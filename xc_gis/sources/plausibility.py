"""
Does the study look like the place that it speaks of? Counts, densities and rates against known figures and against itself.

Nothing here changes a number; it says where a number looks wrong.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xc_gis.model import Finding, StudyData
from xc_gis.outlines import coarser
from xc_gis.shares import percent
from xc_gis.sources.notes import Notes
from xc_gis.standard import Standard

TOPIC = "plausibility"
SHOWN = 5
"""Names shown of a longer list."""


@dataclass(frozen=True)
class District:
    """Known figures of a district, to compare a study with."""

    name: str
    subdistricts: tuple[str, ...]
    communities: int
    residents: int
    area_km2: float
    source: str


XICHENG = District(
    "西城区",
    ("西长安街", "新街口", "月坛", "展览路", "德胜", "金融街", "什刹海", "大栅栏", "天桥", "椿树", "陶然亭", "广安门内", "牛街", "白纸坊", "广安门外"),
    263,
    1_106_214,
    50.7,
    "第七次全国人口普查(2020)、统计用区划代码(2023)",
)  # fmt: skip
DISTRICTS = (XICHENG,)

RECOGNISED = 0.8
"""Share of a district's subdistricts by which a study is recognised."""

DENSEST_PER_KM2, SPARSEST_OF_MEDIAN = 100_000.0, 0.05
"""Communities beyond these look wrong: Dashilan, the densest of Beijing's old quarters, has about 45,000 per km² (assumption)."""

MOST_IN_ONE_PLACE = 2_000.0
"""More residents at one place are a whole compound, not a building (assumption)."""

RATE_FACTOR, LEAST_FACILITIES, LEAST_PEOPLE = 4.0, 10, 10_000
"""A type's rate in a subdistrict is far off beyond this factor of the median; of fewer facilities or people a rate is chance."""


def plausibility(data: StudyData, standard: Standard, *, district: str | None, people_counted: bool) -> list[Finding]:
    """
    Judge a study as a whole.

    Parameters
    ----------
    district
        Name that the study gives its district; without it the subdistricts' names tell.
    people_counted
        Whether residents are people, not equal weights of dwellings.
    """
    notes = Notes("", "")
    known = _district(data, district)
    if known:
        _against_district(data, known, notes, people_counted=people_counted)
    if people_counted:
        _densities(data, notes)
        _crowded_places(data, notes)
        _ages(data, notes)
    _strange_subdistricts(data, notes)
    _empty_communities(data, notes)
    if people_counted:
        _rates(data, standard, notes)
    return notes.findings


def _district(data: StudyData, said: str | None) -> District | None:
    if said:
        return next((d for d in DISTRICTS if said.startswith(d.name) or said.endswith(d.name)), None)
    names = {_stem(name) for name in _subdistrict_names(data)}
    return next((d for d in DISTRICTS if len(names & set(d.subdistricts)) >= RECOGNISED * len(d.subdistricts)), None)


def _subdistrict_names(data: StudyData) -> list[str]:
    if data.subdistricts is not None:
        return sorted(data.subdistricts["name"])
    return sorted(set(data.communities["subdistrict"]) - {""})


def _stem(name: str) -> str:
    return name.removesuffix("街道办事处").removesuffix("街道")


def _against_district(data: StudyData, known: District, notes: Notes, *, people_counted: bool) -> None:
    found: list[tuple[str, float, float, float, str]] = [
        ("街道", len(_subdistrict_names(data)), len(known.subdistricts), 0.0, "个"),
        ("社区", len(data.communities), known.communities, 0.05, "个"),
    ]
    if people_counted:
        inside = data.demand["community_id"].notna()
        found.append(("居民", float(data.demand["residents"][inside].sum()), known.residents, 0.1, "人"))
    area = _area_km2(data)
    if area is not None:
        found.append(("面积", area, known.area_km2, 0.03, "平方公里"))
    for what, value, expected, tolerance, unit in found:
        off = value / expected - 1
        digits = 1 if what == "面积" else 0
        text = f"{what} {value:,.{digits}f} {unit};{known.name}应为 {expected:,.{digits}f} {unit}"
        evidence = {"what": what, "found": value, "expected": expected, "source": known.source}
        if abs(off) <= tolerance:
            notes.add(TOPIC, "info", f"{text},相符({off:+.1%})" if round(off, 3) else f"{text},相符", evidence)
        else:
            notes.add(TOPIC, "warning", f"{text},相差 {off:+.1%}({known.source})", evidence)
    missing = set(known.subdistricts) - {_stem(name) for name in _subdistrict_names(data)}
    if missing:
        notes.add(TOPIC, "warning", f"缺少{known.name}的街道:{'、'.join(sorted(missing))}", {"missing": sorted(missing)})


def _area_km2(data: StudyData) -> float | None:
    frame = data.subdistricts if data.subdistricts is not None else data.communities[data.communities["location"] == "area"]
    if len(frame) == 0:
        return None
    return float(shapely.area(shapely.union_all(coarser(frame.geometry.to_numpy(), 0.5))) / 1e6)


def _densities(data: StudyData, notes: Notes) -> None:
    """Residents per km² of each community that has ground."""
    ground = data.communities[data.communities["location"].isin(["area", "derived"])]
    if len(ground) == 0:
        return
    people = data.demand.groupby("community_id")["residents"].sum()
    density = ground["community_id"].map(people).fillna(0.0).to_numpy() / (ground.geometry.area.to_numpy() / 1e6)
    lived_in = density > 0
    if not lived_in.any():
        return
    median = float(np.median(density[lived_in]))
    names = ground["name"].to_numpy()
    quarter = np.quantile(density[lived_in], [0.05, 0.95])
    text = f"社区人口密度中位数 {median:,.0f} 人/平方公里(九成在 {quarter[0]:,.0f}–{quarter[1]:,.0f})"
    notes.add(TOPIC, "info", text, {"median_per_km2": median})
    for rows, words in (
        (density > DENSEST_PER_KM2, f"高于 {DENSEST_PER_KM2:,.0f}"),
        (lived_in & (density < SPARSEST_OF_MEDIAN * median), f"不到中位数的 {SPARSEST_OF_MEDIAN:.0%}"),
    ):
        if rows.any():
            order = np.argsort(-density[rows], kind="stable")
            shown = [f"{names[rows][i]} {density[rows][i]:,.0f}" for i in order]
            text = f"{int(rows.sum())} 个社区的人口密度{words} 人/平方公里:{_list(shown)}"
            notes.add(TOPIC, "warning", text, {"communities": ground["community_id"].to_numpy()[rows].tolist()})


def _crowded_places(data: StudyData, notes: Notes) -> None:
    people = data.demand["residents"].to_numpy(dtype=float)
    here = ~data.demand.geometry.isna().to_numpy()
    rows = np.flatnonzero(here & (people > MOST_IN_ONE_PLACE))
    if len(rows):
        rows = rows[np.argsort(-people[rows], kind="stable")]
        shown = [f"{data.demand['demand_id'].iloc[r]}({people[r]:,.0f} 人)" for r in rows]
        text = f"{len(rows)} 处居住点超过 {MOST_IN_ONE_PLACE:,.0f} 人,像是整个小区而不是一栋楼:{_list(shown)}"
        notes.add(TOPIC, "warning", text, {"demand_ids": data.demand["demand_id"].iloc[rows].tolist()})


def _ages(data: StudyData, notes: Notes) -> None:
    """Groups that do not fit into each other, and shares that no district has."""
    demand = data.demand
    young = demand[["residents_0_3", "residents_3_6", "residents_6_12", "residents_60plus"]].sum(axis=1)
    for rows, words in (
        (young > demand["residents"] + 1e-6, "0–12 岁与 60 岁以上合计多于全部居民"),
        (demand["residents_80plus"] > demand["residents_60plus"] + 1e-6, "80 岁以上多于 60 岁以上"),
    ):
        if rows.any():
            shown = demand["demand_id"][rows].tolist()
            notes.add(TOPIC, "warning", f"{int(rows.sum())} 处居住点的{words}:{_list(shown)}", {"demand_ids": shown})
    known = demand["residents_60plus"].notna()
    total = float(demand["residents"][known].sum())
    if total > 0:
        share = float(demand["residents_60plus"][known].sum()) / total
        unlikely = not 0.05 <= share <= 0.6  # noqa: PLR2004 - no district of the country is beyond (assumption)
        text = f"60 岁以上占 {percent(share)}" + (",不像一个区的年龄结构" if unlikely else "")
        notes.add(TOPIC, "warning" if unlikely else "info", text, {"share_60plus": share})


def _strange_subdistricts(data: StudyData, notes: Notes) -> None:
    """Names of subdistricts that the communities use and the subdistricts' own layer does not."""
    if data.subdistricts is None:
        return
    known = set(data.subdistricts["name"])
    strange = sorted(set(data.communities["subdistrict"]) - known - {""})
    if strange:
        rows = int(data.communities["subdistrict"].isin(strange).sum())
        text = f"{rows} 个社区的所属街道不在街道图层中:{_list(strange)};汇总和服务辖区按社区所写的名称"
        notes.add(TOPIC, "warning", text, {"names": strange})


def _empty_communities(data: StudyData, notes: Notes) -> None:
    placed = data.communities[data.communities["location"].isin(["area", "derived"])]
    people = data.demand.groupby("community_id")["residents"].sum()
    empty = placed[placed["community_id"].map(people).fillna(0.0) <= 0]
    if len(empty):
        text = f"{len(empty)} 个社区没有任何居民,覆盖率为空:{_list(empty['name'])}"
        notes.add(TOPIC, "warning", text, {"communities": empty["community_id"].tolist()})


def _rates(data: StudyData, standard: Standard, notes: Notes) -> None:
    """Open facilities per 10,000 residents by type and subdistrict against the median of the subdistricts."""
    sites = data.facilities[data.facilities.geometry.notna() & (data.facilities["status"] == "open")]
    street = _streets_of(sites, data)
    people = _residents_by_street(data)
    people = people[people >= LEAST_PEOPLE]
    if len(people) < 4 or len(sites) == 0:  # noqa: PLR2004 - a median of three says nothing
        return
    counts = pd.crosstab(street, sites["type"].to_numpy()).reindex(people.index, fill_value=0)
    odd: dict[str, dict[str, float]] = {}
    lines, short = [], []
    for kind in counts.columns:
        number = counts[kind]
        if number.sum() < LEAST_FACILITIES or kind not in standard.facility_types:
            continue
        rate = number / people * 10_000
        median = float(rate.median())
        expected = median * people / 10_000
        far = (rate > RATE_FACTOR * median) | (rate < median / RATE_FACTOR)
        far &= (number - expected).abs() >= np.maximum(4.0, 3.0 * np.sqrt(expected))  # what is less may be chance
        if median <= 0 or not far.any():
            continue
        names, zh = rate.index[far], standard.facility_types[kind].zh
        odd[kind] = {str(name): round(float(rate[name]), 3) for name in names}
        lines.append(f"{zh}:{_list(f'{name} {number[name]} 处,按中位数应约 {expected[name]:.1f} 处' for name in names)}")
        short.append(f"{zh}({'、'.join(str(name) for name in names[:2])})")
    if odd:
        text = f"{len(odd)} 种设施在个别街道的每万人数量与街道中位数相差四倍以上,可能漏了或重了:{_list(short)}"
        notes.add(TOPIC, "warning", text, {"rates": odd})
        for line in lines:
            notes.add(TOPIC, "info", line)


def _streets_of(sites: gpd.GeoDataFrame, data: StudyData) -> np.ndarray:
    """Subdistrict of each facility by its place; empty where none holds it."""
    if data.subdistricts is not None:
        areas, names = data.subdistricts.geometry.to_numpy(), data.subdistricts["name"].to_numpy()
    else:
        own = data.communities[data.communities["location"].isin(["area", "derived"])]
        areas, names = own.geometry.to_numpy(), own["subdistrict"].to_numpy()
    found = np.array([""] * len(sites), dtype=object)
    if len(areas):
        points = shapely.point_on_surface(sites.geometry.to_numpy())
        site, area = shapely.STRtree(areas).query(points, predicate="intersects")
        found[site[::-1]] = names[area[::-1]]
    return found


def _residents_by_street(data: StudyData) -> pd.Series:
    street = data.communities.set_index("community_id")["subdistrict"]
    return data.demand.groupby(data.demand["community_id"].map(street))["residents"].sum().drop("", errors="ignore")


def _list(names: Iterable[object]) -> str:
    words = [str(name) for name in names]
    return "、".join(words[:SHOWN]) + ("…" if len(words) > SHOWN else "")
