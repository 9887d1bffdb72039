"""
Does the study look like the place that it speaks of? Counts, densities and rates against known figures and against itself.

Nothing here changes a number; it says where a number looks wrong.
"""

from __future__ import annotations

from collections.abc import Iterable

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xc_gis.areas.outlines import coarser
from xc_gis.languages.message import joined, msg
from xc_gis.model import Finding, StudyData
from xc_gis.shares import percent
from xc_gis.sources.checks.districts import DISTRICTS, District
from xc_gis.sources.rows.area_words import subdistrict_stem
from xc_gis.sources.rows.notes import Notes
from xc_gis.standard import Standard

TOPIC = "plausibility"
SHOWN = 5
"""Names shown of a longer list."""


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


def _district(data: StudyData, given: str | None) -> District | None:
    if given:
        return next((d for d in DISTRICTS if given.startswith(d.name) or given.endswith(d.name)), None)
    names = {subdistrict_stem(name) for name in _subdistrict_names(data)}
    return next((d for d in DISTRICTS if len(names & set(d.subdistricts)) >= RECOGNISED * len(d.subdistricts)), None)


def _subdistrict_names(data: StudyData) -> list[str]:
    if data.subdistricts is not None:
        return sorted(data.subdistricts["name"])
    return sorted(set(data.communities["subdistrict"]) - {""})


def _against_district(data: StudyData, known: District, notes: Notes, *, people_counted: bool) -> None:
    found: list[tuple[str, float, float, float, str, int]] = [
        (msg("街道"), len(_subdistrict_names(data)), len(known.subdistricts), 0.0, msg("个"), 0),
        (msg("社区"), len(data.communities), known.communities, 0.05, msg("个"), 0),
    ]
    if people_counted:
        inside = data.demand["community_id"].notna()
        found.append((msg("居民"), float(data.demand["residents"][inside].sum()), known.residents, 0.1, msg("人"), 0))
    area = _area_km2(data)
    if area is not None:
        found.append((msg("面积"), area, known.area_km2, 0.03, msg("平方公里"), 1))
    for what, value, expected, tolerance, unit, digits in found:
        off = value / expected - 1
        text: str = msg(
            "{what} {value} {unit};{district}应为 {expected} {unit}",
            what=what,
            value=f"{value:,.{digits}f}",
            unit=unit,
            district=known.name,
            expected=f"{expected:,.{digits}f}",
        )
        evidence = {"what": what, "found": value, "expected": expected, "source": known.source}
        if abs(off) <= tolerance:
            text += msg(",相符({off:+.1%})", off=off) if round(off, 3) else msg(",相符")
            notes.add(TOPIC, "info", text, evidence)
        else:
            text += msg(",相差 {off:+.1%}({source})", off=off, source=known.source)
            notes.add(TOPIC, "warning", text, evidence)
    missing = set(known.subdistricts) - {subdistrict_stem(name) for name in _subdistrict_names(data)}
    if missing:
        notes.add(
            TOPIC,
            "warning",
            msg("缺少{known}的街道:{missing}", known=known.name, missing=joined("、", sorted(missing))),
            {"missing": sorted(missing)},
        )


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
    text = msg(
        "社区人口密度中位数 {median:,.0f} 人/平方公里(九成在 {quarter:,.0f}–{quarter2:,.0f})",
        median=median,
        quarter=quarter[0],
        quarter2=quarter[1],
    )
    notes.add(TOPIC, "info", text, {"median_per_km2": median})
    for rows, words in (
        (density > DENSEST_PER_KM2, msg("高于 {most:,.0f}", most=DENSEST_PER_KM2)),
        (lived_in & (density < SPARSEST_OF_MEDIAN * median), msg("不到中位数的 {share:.0%}", share=SPARSEST_OF_MEDIAN)),
    ):
        if rows.any():
            order = np.argsort(-density[rows], kind="stable")
            shown = [f"{names[rows][i]} {density[rows][i]:,.0f}" for i in order]
            crowd = msg(
                "{count} 个社区的人口密度{words} 人/平方公里:{list}", count=int(rows.sum()), words=words, list=_list(shown)
            )
            notes.add(TOPIC, "warning", crowd, {"communities": ground["community_id"].to_numpy()[rows].tolist()})


def _crowded_places(data: StudyData, notes: Notes) -> None:
    people = data.demand["residents"].to_numpy(dtype=float)
    here = ~data.demand.geometry.isna().to_numpy()
    rows = np.flatnonzero(here & (people > MOST_IN_ONE_PLACE))
    if len(rows):
        rows = rows[np.argsort(-people[rows], kind="stable")]
        shown = [msg("{name}({people:,.0f} 人)", name=data.demand["demand_id"].iloc[r], people=people[r]) for r in rows]
        text = msg(
            "{count} 处居住点超过 {most_in_one_place:,.0f} 人,像是整个小区而不是一栋楼:{list}",
            count=len(rows),
            most_in_one_place=MOST_IN_ONE_PLACE,
            list=_list(shown),
        )
        notes.add(TOPIC, "warning", text, {"demand_ids": data.demand["demand_id"].iloc[rows].tolist()})


def _ages(data: StudyData, notes: Notes) -> None:
    """Groups that do not fit into each other, and shares that no district has."""
    demand = data.demand
    young = demand[["residents_0_3", "residents_3_6", "residents_6_12", "residents_60plus"]].sum(axis=1)
    for rows, words in (
        (young > demand["residents"] + 1e-6, msg("0–12 岁与 60 岁以上合计多于全部居民")),
        (demand["residents_80plus"] > demand["residents_60plus"] + 1e-6, msg("80 岁以上多于 60 岁以上")),
    ):
        if rows.any():
            shown = demand["demand_id"][rows].tolist()
            notes.add(
                TOPIC,
                "warning",
                msg("{count} 处居住点的{words}:{list}", count=int(rows.sum()), words=words, list=_list(shown)),
                {"demand_ids": shown},
            )
    known = demand["residents_60plus"].notna()
    total = float(demand["residents"][known].sum())
    if total > 0:
        share = float(demand["residents_60plus"][known].sum()) / total
        unlikely = not 0.05 <= share <= 0.6  # noqa: PLR2004 - no district of the country is beyond (assumption)
        text = msg("60 岁以上占 {share}", share=percent(share)) + (msg(",不像一个区的年龄结构") if unlikely else "")
        notes.add(TOPIC, "warning" if unlikely else "info", text, {"share_60plus": share})


def _strange_subdistricts(data: StudyData, notes: Notes) -> None:
    """Names of subdistricts that the communities use and the subdistricts' own layer does not."""
    if data.subdistricts is None:
        return
    known = set(data.subdistricts["name"])
    strange = sorted(set(data.communities["subdistrict"]) - known - {""})
    if strange:
        rows = int(data.communities["subdistrict"].isin(strange).sum())
        text = msg("{rows} 个社区的所属街道不在街道图层中:{list};汇总和服务辖区按社区所写的名称", rows=rows, list=_list(strange))
        notes.add(TOPIC, "warning", text, {"names": strange})


def _empty_communities(data: StudyData, notes: Notes) -> None:
    placed = data.communities[data.communities["location"].isin(["area", "derived"])]
    people = data.demand.groupby("community_id")["residents"].sum()
    empty = placed[placed["community_id"].map(people).fillna(0.0) <= 0]
    if len(empty):
        text = msg("{count} 个社区没有任何居民,覆盖率为空:{list}", count=len(empty), list=_list(empty["name"]))
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
        names, zh = rate.index[far], standard.facility_types[kind].name
        odd[kind] = {str(name): round(float(rate[name]), 3) for name in names}
        each = (
            msg("{name} {count} 处,按中位数应约 {expected:.1f} 处", name=name, count=number[name], expected=expected[name])
            for name in names
        )
        lines.append(msg("{what}:{list}", what=zh, list=_list(each)))
        short.append(msg("{what}({names})", what=zh, names=joined("、", (str(name) for name in names[:2]))))
    if odd:
        text = msg(
            "{count} 种设施在个别街道的每万人数量与街道中位数相差四倍以上,可能漏了或重了:{list}",
            count=len(odd),
            list=_list(short),
        )
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
    words = [name if isinstance(name, str) else str(name) for name in names]
    return joined("、", words[:SHOWN]) + ("…" if len(words) > SHOWN else "")
