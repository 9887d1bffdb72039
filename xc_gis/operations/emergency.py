"""Emergency plans of a study and the walk to its shelters, where it asks for them."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from xc_gis.analysis.arrays.geometry import Ints
from xc_gis.analysis.assessment import Assessment, state_inputs_of
from xc_gis.analysis.planning.shelters import ShelterRule, areas_by_level, emergency_sums, in_reach_of, shelter_states
from xc_gis.errors import InputError, nearest_spelling
from xc_gis.languages.message import joined, msg
from xc_gis.model import UNKNOWN, Finding, InputRecord
from xc_gis.model.emergency import EMERGENCY_COLUMNS
from xc_gis.operations.hierarchy import Hierarchy
from xc_gis.settings import Settings
from xc_gis.sources.governance.levels import AreasByLevel
from xc_gis.sources.governance.plans import read_plans
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.study.file import StudyFile
from xc_gis.sources.study.named_files import shown_path
from xc_gis.standard import Standard


@dataclass(frozen=True)
class Emergency:
    """``table``: ``EMERGENCY_COLUMNS``; ``inputs`` that were read, ``findings`` and ``warnings`` about them."""

    table: pd.DataFrame
    inputs: tuple[InputRecord, ...] = ()
    findings: tuple[Finding, ...] = ()
    warnings: tuple[str, ...] = ()


def emergency_of(
    file: StudyFile, found: Assessment, standard: Standard, settings: Settings, levels: Hierarchy | None
) -> Emergency | None:
    """
    Work it out; None where the study does not ask for it.

    Parameters
    ----------
    levels
        Of the study: a plan of a compound needs their layer.

    Raises
    ------
    InputError
        A type of shelters that is none, a table of plans with a fault: with its row.
    """
    asked = file.emergency
    if asked is None:
        return None
    rule = ShelterRule(_types(asked.shelters, standard), asked.minutes, asked.profile)
    facilities = found.data.facilities
    of_kind = facilities["type"].isin(rule.types)
    places = levels.areas if levels else AreasByLevel(found.data.communities, {})
    plans, inputs, findings = None, tuple[InputRecord, ...](), tuple[Finding, ...]()
    if asked.plans is not None:
        notes = Notes(shown_path(asked.plans.path), "plans")
        plans, record = read_plans(file.files, asked.plans, places, set(facilities["facility_id"][of_kind]), notes)
        inputs, findings = (record,), tuple(notes.findings)
    points = state_inputs_of(found.scene, found.data).demand_points
    states = shelter_states(found, rule, settings, file.study.date)
    named = {} if plans is None else _reached(found, rule, plans, settings)
    areas = areas_by_level(points.community, found.data.communities, levels.compound if levels else None)
    sums = emergency_sums(points.demand["residents"].to_numpy(dtype=float), states, areas, named, points.off_network)
    return Emergency(_with_plans(sums, plans), inputs, findings, tuple(_warnings(facilities[of_kind], plans, rule, standard)))


def _types(words: list[str], standard: Standard) -> tuple[str, ...]:
    for word in words:
        if word not in standard.facility_types:
            raise InputError(
                msg("[emergency] shelters：标准 {standard} 没有设施类型 “{word}”", standard=standard.id, word=word),
                hint=nearest_spelling(word, list(standard.facility_types)) or msg("请写标准中的设施类型编码，如 ESH"),
            )
    return tuple(dict.fromkeys(words))


def _reached(found: Assessment, rule: ShelterRule, plans: pd.DataFrame, settings: Settings) -> dict[tuple[str, str], Ints]:
    naming = plans[plans["shelters"] != ""]
    every = sorted({name for words in naming["shelters"] for name in words.split(";")})
    reached = in_reach_of(found, rule, every, settings) if every else {}
    return {
        (level, area): np.unique(np.concatenate([reached[name] for name in words.split(";")]))
        for level, area, words in naming[["level", "area", "shelters"]].itertuples(index=False)
    }


def _with_plans(sums: pd.DataFrame, plans: pd.DataFrame | None) -> pd.DataFrame:
    texts = ["plan", "dated", "role", "shelters"]
    if plans is None:
        table = sums.assign(**dict.fromkeys(texts, ""))
    else:
        table = sums.merge(plans[["level", "area", *texts]], on=["level", "area"], how="left")
        table[texts] = table[texts].fillna("")
    table["plan"] = table["plan"].replace("", UNKNOWN)
    return table[list(EMERGENCY_COLUMNS)]


def _warnings(shelters: pd.DataFrame, plans: pd.DataFrame | None, rule: ShelterRule, standard: Standard) -> list[str]:
    kinds = joined("、", (standard.facility_types[kind].name for kind in rule.types))
    if len(shelters) == 0:
        return [msg("设施中没有避难场所（{kinds}）：步行可达避难场所的居民都不能确定或未覆盖", kinds=kinds)]
    if plans is None:
        return []
    used = {name for words in plans["shelters"] for name in words.split(";") if name}
    closed = sorted(used & set(shelters["facility_id"][shelters["status"] != "open"]))
    return (
        [msg("预案所列的避难场所有 {count} 处没有开放：{ids}", count=len(closed), ids=joined("、", closed[:5]))] if closed else []
    )
