"""Facility rows without a place: placed where evidence is enough, else waiting with what is known of them (decision 23)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import cast

import geopandas as gpd
import pandas as pd

from xc_gis.languages.message import joined, msg
from xc_gis.model import Finding, InventoryStatement, PlaceCandidate, WaitingRow
from xc_gis.settings import Settings
from xc_gis.sources.crs.reading import Reading
from xc_gis.sources.placing.candidates import MOST_CANDIDATES, Located, Placer, known_rows, named_area
from xc_gis.sources.placing.osm_addresses import read_osm_addresses
from xc_gis.sources.rows.area_words import COMMUNITY
from xc_gis.sources.rows.left_out_reasons import WHAT_IS_DONE
from xc_gis.sources.rows.left_out_rows import ProblemList
from xc_gis.sources.study.area import Box, StudyArea
from xc_gis.sources.study.file import StudyFile
from xc_gis.sources.study.named_files import shown_path
from xc_gis.sources.study.tables import OSM_SUFFIXES
from xc_gis.sources.tables.read import ROW
from xc_gis.standard import Standard
from xc_gis.units import EXCHANGE_CRS

SHOWN = 200
"""So many rows at most are reported one by one in a finding; problems.csv has all."""


def placed_rows(
    rows: gpd.GeoDataFrame,
    study: StudyFile,
    standard: Standard,
    settings: Settings,
    ground: StudyArea,
    prefixes: Sequence[str],
    box: Box | None,
    problems: ProblemList,
    reading: Reading | None,
) -> tuple[gpd.GeoDataFrame, tuple[WaitingRow, ...]]:
    """
    Place rows of lists without coordinates where the evidence is enough; tell what all others are waiting for.

    ``rows``: ``facility_id, id_given, type, name, address, no_place`` (why there is none), ``stated_subdistrict, stated_community`` (as the list
    says them), ``_file, _layer``, ``ROW`` and geometry.
    """
    lacking = rows[rows.geometry.isna() & (rows["no_place"] != "")]
    if lacking.empty:
        return rows, ()
    by_address = {n for n, table in enumerate(study.facilities) if table.place_by == "address"}
    placer = Placer(
        _located(rows, study, ground, box, reading, with_addresses=bool(by_address & set(lacking["_layer"]))),
        standard, _quarters(ground), prefixes, settings.number("duplicates.similarity"),
    )  # fmt: skip
    areas = _Areas(ground)
    least, reach = settings.number("placing.score"), settings.number("duplicates.distance_m")
    geometry, placed = rows.geometry.to_numpy(copy=True), rows["placed"].to_numpy(dtype=object, copy=True)
    at_label = {label: at for at, label in enumerate(rows.index)}
    waiting, found_places = [], []
    for label, row in zip(lacking.index, lacking.to_dict("records"), strict=True):
        subdistrict, community = areas.of(row)
        found = placer.candidates(row["name"], row["type"], row["address"], subdistrict, row["_layer"])
        good = bool(found) and found[0][0] >= 0 and found[0][1] >= least and placer.together(found, reach)
        if good and row["_layer"] in by_address:
            at, score, evidence = found[0]
            reason = msg("{evidence},据此定位(得分 {score:.0f})", evidence=evidence, score=score)
            geometry[at_label[label]], placed[at_label[label]] = placer.place_of(at), reason
            text = msg("没有坐标,按名称和地址定位:{reason}", reason=reason)
            problems.add(row["_file"], row[ROW], text, msg("已定位,请抽查;不对请在更正表写 “移动”"))
            found_places.append(
                {"row": int(row[ROW]), "name": row["name"], "evidence": evidence, "score": score, "_layer": row["_layer"]}
            )
            continue
        waiting.append(_waiting(row, subdistrict, community, found, placer, rows))
        only = msg(";只知道在 {area},不用于计算分钟", area=areas.names.get(community, community)) if community else ""
        problems.add(row["_file"], row[ROW], row["no_place"] + only, WHAT_IS_DONE["facilities"])
    if reading is not None:
        reading.add(_findings(study, by_address, found_places, waiting))
    fixed = gpd.GeoSeries(geometry, index=rows.index, crs=rows.crs)
    return rows.assign(geometry=fixed, placed=pd.Series(placed, index=rows.index, dtype=object)), tuple(
        sorted(waiting, key=lambda w: (w.table, w.row))
    )


def _located(
    rows: gpd.GeoDataFrame, study: StudyFile, ground: StudyArea, box: Box | None, reading: Reading | None, *, with_addresses: bool
) -> Located:
    parts = [known_rows(rows)]
    if with_addresses:
        named = [study.network.osm, *(table.path for table in study.facilities if table.from_osm)]
        for path in dict.fromkeys(named):
            if path.lower().endswith(OSM_SUFFIXES):
                found = read_osm_addresses(study.resolve(path), shown_path(path), ground.crs, box)
                parts.append(found.assign(type="", _layer=-1))
    every = gpd.GeoDataFrame(pd.concat(parts, ignore_index=True), geometry="geometry", crs=ground.crs)
    streets: frozenset[str] = frozenset()
    if with_addresses and reading is not None and reading.streets is not None:
        streets = frozenset(tags["name"] for _, _, tags in reading.streets.ways if "name" in tags)
    return Located(every, streets)


def _quarters(ground: StudyArea) -> gpd.GeoDataFrame | None:
    """Areas of subdistricts: their own layer, else the areas of their communities."""
    if ground.subdistricts is not None:
        return ground.subdistricts
    areas = ground.communities[(ground.communities["location"] == "area") & (ground.communities["subdistrict"] != "")]
    return areas[["subdistrict", "geometry"]].rename(columns={"subdistrict": "name"}) if len(areas) else None


class _Areas:
    """Communities and subdistricts by the words of a row."""

    def __init__(self, ground: StudyArea) -> None:
        frame = ground.communities
        self.names: Mapping[str, str] = dict(zip(frame["community_id"], frame["name"], strict=True))
        self._home = dict(zip(frame["community_id"], frame["subdistrict"], strict=True))
        single = frame[~frame["name"].duplicated(keep=False)]
        self._by_name = {str(n): str(i) for i, n in zip(single["community_id"], single["name"], strict=True) if n}
        self._full_names = [name for name in self._by_name if name.endswith(COMMUNITY)]  # 西便门 alone may be a street
        listed = ground.subdistricts["name"] if ground.subdistricts is not None else ()
        self._subdistricts = sorted({*frame["subdistrict"], *listed} - {""})

    def of(self, row: Mapping[str, str]) -> tuple[str, str]:
        """Subdistrict and community of a row, as far as it names them; its own columns before its address."""
        stated, text = row["stated_community"], f"{row['address']} {row['name']}"
        community = stated if stated in self.names else self._by_name.get(stated, self._by_name.get(f"{stated}{COMMUNITY}", ""))
        if not stated:
            community = self._by_name.get(named_area(text, self._full_names), "")
        subdistrict = row["stated_subdistrict"] if row["stated_subdistrict"] in self._subdistricts else ""
        subdistrict = subdistrict or self._home.get(community, "") or named_area(text, self._subdistricts)
        return subdistrict, community


def _waiting(
    row: Mapping[str, object],
    subdistrict: str,
    community: str,
    found: Sequence[tuple[int, float, str]],
    placer: Placer,
    rows: gpd.GeoDataFrame,
) -> WaitingRow:
    best = found[:MOST_CANDIDATES]
    degrees = (
        placer.lonlat([at for at, _, _ in best if at >= 0], rows.crs, EXCHANGE_CRS) if any(at >= 0 for at, _, _ in best) else {}
    )
    return WaitingRow(
        table=f"facilities.{row['_layer']}",
        file=str(row["_file"]),
        row=int(str(row[ROW])),
        facility_id=str(row["facility_id"]) if row["id_given"] else "",
        type=str(row["type"]),
        name="" if row["name"] == row["facility_id"] and not row["id_given"] else str(row["name"]),
        address=str(row["address"]),
        subdistrict=subdistrict,
        community=community,
        reason=cast("str", row["no_place"]),
        candidates=tuple(_candidate(degrees.get(at), score, evidence) for at, score, evidence in best),
    )


def _candidate(lonlat: tuple[float, float] | None, score: float, evidence: str) -> PlaceCandidate:
    lon, lat = lonlat or (None, None)
    return PlaceCandidate(lon, lat, score, evidence)


def _findings(
    study: StudyFile, by_address: set[int], placed: Sequence[Mapping[str, object]], waiting: Sequence[WaitingRow]
) -> list[Finding]:
    findings = []
    for number in sorted(by_address):
        own = [{k: v for k, v in each.items() if k != "_layer"} for each in placed if each["_layer"] == number]
        left = [each for each in waiting if each.table == f"facilities.{number}"]
        near = [each for each in left if each.community]
        scored = [each for each in left if each.candidates and each.candidates[0].lon is not None]
        text: str = msg("{count} 行按名称和地址定位(见 problems.csv,请抽查)", count=len(own))
        if left:
            text += msg(
                ";{left} 行等待定位(其中 {scored} 行有候选位置,{near} 行知道所在社区)",
                left=len(left),
                scored=len(scored),
                near=len(near),
            )
        evidence = {"placed": len(own), "waiting": len(left), "only_community": len(near), "rows": own[:SHOWN]}
        shown = shown_path(study.facilities[number].path)
        findings.append(Finding(shown, f"facilities.{number}", "places", "warning" if left else "info", text, evidence))
    return findings


def waiting_in_complete(
    waiting: Sequence[WaitingRow], inventory: Sequence[InventoryStatement], standard: Standard
) -> list[Finding]:
    """A list that is called complete but has facilities without a place: who lives beside them may be called a gap wrongly."""
    complete = {s.type for s in inventory if s.status == "complete"}
    complete |= {kind for s in inventory if s.status == "complete" and s.category for kind in standard.types_of(s.category)}
    counts: dict[str, int] = {}
    for each in waiting:
        if each.type in complete:
            counts[each.type] = counts.get(each.type, 0) + 1
    if not counts:
        return []
    names = joined("、", (msg("{zh} {n} 处", zh=standard.facility_types[kind].name, n=n) for kind, n in sorted(counts.items())))
    text = msg("清单声明完整,但有设施没有位置({names}):它们附近的居民可能被误算为缺口,请先定位", names=names)
    return [Finding("", "", "inventory", "warning", text, {"without_place": dict(sorted(counts.items()))})]
