"""Everything that a study names except its streets, read into one record."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date

import geopandas as gpd
import numpy as np
import shapely

from xc_gis.errors import InputError, StudyError, nearest_spelling
from xc_gis.model import InventoryStatement, RedFlag, StreetData, StudyData
from xc_gis.progress import Progress
from xc_gis.settings import Settings
from xc_gis.sources.communities import read_communities, read_subdistricts
from xc_gis.sources.facilities import read_facilities
from xc_gis.sources.indicators import read_values
from xc_gis.sources.problems import ProblemList
from xc_gis.sources.reading import Reading
from xc_gis.sources.residents import read_residents
from xc_gis.sources.study_area import Box, box_around, study_area
from xc_gis.sources.study_file import StudyFile, shown_path
from xc_gis.standard import Standard

STEPS = 5


def load_study_data(
    study: StudyFile, standard: Standard, settings: Settings, progress: Progress, streets: StreetData | None = None
) -> StudyData:
    """
    Read all layers of a study.

    Parameters
    ----------
    streets
        Street data, as evidence for the coordinate systems of the layers.

    Raises
    ------
    InputError
        With file, row or key, and what to do.
    """
    crs, buffer_m = settings.word("crs.analysis"), settings.number("study_area_buffer_m")
    problems, reading = ProblemList(), Reading(study, crs, streets)
    progress.step("读取图层", 0, STEPS)
    subdistricts = read_subdistricts(study, crs, problems, reading)
    communities, community_record = read_communities(study, crs, problems, reading)
    area = study_area(communities, subdistricts[0] if subdistricts else None)
    progress.step("读取图层", 1, STEPS)
    demand, demand_record, demand_warnings = read_residents(study, crs, area, buffer_m, problems, reading)
    demand = _with_communities(demand, communities, shown_path(study.residents.path))
    progress.step("读取图层", 2, STEPS)
    read = read_facilities(study, standard, crs, area, buffer_m, problems, reading)
    facilities = read.facilities
    progress.step("读取图层", 3, STEPS)
    supply, supply_record = read_values(study, "supply", study.supply.values, communities["community_id"])
    feedback, feedback_record = read_values(study, "feedback", study.feedback.values, communities["community_id"])
    progress.step("读取图层", STEPS, STEPS)
    records = [community_record, demand_record, *read.records, subdistricts[1] if subdistricts else None]
    records += [supply_record, feedback_record]
    left_out = int(facilities.geometry.isna().sum())
    lost = [f"{left_out} 处设施没有可用位置或状态不明,未参与分析(见 problems.csv)"] if left_out else []
    return StudyData(
        communities=communities,
        demand=demand,
        facilities=facilities,
        subdistricts=subdistricts[0] if subdistricts else None,
        inventory=_inventory(study, standard, communities, read.types),
        supply=supply,
        feedback=feedback,
        red_flags=_red_flags(study, communities),
        problems=problems.frame(),
        inputs=tuple(record for record in records if record is not None),
        warnings=(*demand_warnings, *read.warnings, *lost, *reading.warnings()),
        findings=tuple(reading.findings),
    )


def ground_box(study: StudyFile, settings: Settings) -> Box | None:
    """
    The ground of a study in degrees, for reading its streets: communities, subdistricts and the setting's margin around.

    None where nothing has a place or the layers cannot be read yet: what is wrong with them is said when they are read
    with the streets as evidence.
    """
    crs, unheard = settings.word("crs.analysis"), ProblemList()
    try:
        subdistricts = read_subdistricts(study, crs, unheard)
        communities, _ = read_communities(study, crs, unheard)
    except InputError:
        return None
    margin_m = settings.number("study_area_buffer_m") + settings.number("network.beyond_m")
    return box_around(study_area(communities, subdistricts[0] if subdistricts else None), crs, margin_m)


def _with_communities(demand: gpd.GeoDataFrame, communities: gpd.GeoDataFrame, shown: str) -> gpd.GeoDataFrame:
    """Fill in the community of each demand point by its place; on a border the smallest id stands."""
    given = demand["community_id"].to_numpy(dtype=object, copy=True)
    known = set(communities["community_id"])
    strangers = [word for word in given if word is not None and word not in known]
    if strangers:
        hint = nearest_spelling(strangers[0], known)
        raise InputError(f"{shown}:没有社区 “{strangers[0]}”(共 {len(strangers)} 行)", hint=hint or "请核对 community_id")
    areas = communities[communities["location"] == "area"]
    free = np.flatnonzero([word is None for word in given])
    if len(areas) and len(free):
        points = demand.geometry.array[free]
        point, area = shapely.STRtree(areas.geometry.array).query(points, predicate="intersects")
        order = np.lexsort((area, point))
        point, area = point[order], area[order]
        first = np.unique(point, return_index=True)[1]
        given[free[point[first]]] = areas["community_id"].to_numpy()[area[first]]
    return demand.assign(community_id=given)


def _inventory(
    study: StudyFile, standard: Standard, communities: gpd.GeoDataFrame, types: Sequence[Collection[str]]
) -> tuple[InventoryStatement, ...]:
    """
    Declarations of layers first, then those of the study file, which override them.

    Of several lists of one type a complete one stands whatever another list lacks, and of those the one surveyed last.
    """
    of_layers = [
        InventoryStatement(None, kind, ("all",), table.inventory, table.surveyed)
        for table, kinds in zip(study.facilities, types, strict=True)
        if table.inventory
        for kind in sorted({table.type} if table.type and not table.automatic else kinds)
    ]
    statements = sorted(of_layers, key=lambda s: (s.status == "complete", s.surveyed or date.min))
    places = {"all", "outside", *communities["community_id"], *communities["subdistrict"]} - {""}
    codes = [category.code for category in standard.categories]
    for number, entry in enumerate(study.inventory, 1):
        where = f"{study.file_name} 第 {number} 个 [[inventory]]"
        for word, allowed, what in (
            (entry.category, codes, "类别"),
            (entry.type, list(standard.facility_types), "设施类型"),
        ):
            if word is not None and word not in allowed:
                raise StudyError(f"{where}:标准中没有{what} “{word}”", hint=nearest_spelling(word, allowed))
        for word in entry.area_words:
            if word not in places:
                raise StudyError(
                    f"{where}:没有名为 “{word}” 的社区或街道",
                    hint=nearest_spelling(word, places) or '可用:"all"、"outside"、街道名、社区编号',
                )
        statements.append(InventoryStatement(entry.category, entry.type, entry.area_words, entry.status, entry.surveyed))
    return tuple(statements)


def _red_flags(study: StudyFile, communities: gpd.GeoDataFrame) -> tuple[RedFlag, ...]:
    known = set(communities["community_id"])
    for flag in study.red_flag:
        if flag.community not in known:
            raise StudyError(
                f"{study.file_name} [[red_flag]]:没有社区 “{flag.community}”",
                hint=nearest_spelling(flag.community, known),
            )
        if not flag.document.strip():
            raise StudyError(f"{study.file_name} [[red_flag]]:社区 {flag.community} 缺少文号", hint="请填写 document")
    return tuple(RedFlag(flag.community, flag.document.strip(), flag.reason) for flag in study.red_flag)
