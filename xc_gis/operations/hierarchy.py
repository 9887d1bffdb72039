"""Figures of a study at each level, where it names grids or compounds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from xc_gis.analysis.assessment import Assessment, state_inputs_of
from xc_gis.analysis.coverage.hierarchy import grid_table, hierarchy_table, names_around
from xc_gis.model import Finding, InputRecord
from xc_gis.model.emergency import ROLE_COLUMNS
from xc_gis.model.hierarchy import LEVELS
from xc_gis.settings import Settings
from xc_gis.sources.crs.metric_system import KEY
from xc_gis.sources.governance.levels import AreasByLevel
from xc_gis.sources.governance.roles import read_roles
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.sites.named_areas import read_named_areas
from xc_gis.sources.study.file import StudyFile
from xc_gis.sources.study.named_files import shown_path
from xc_gis.standard import Standard


@dataclass(frozen=True)
class Hierarchy:
    """
    Figures at each level.

    ``table``: ``HIERARCHY_COLUMNS``; ``grids``: ``GRID_COLUMNS``, None without a layer of grids; ``roles``: ``ROLE_COLUMNS``, None without a table of roles;
    ``inputs`` that were read, ``findings`` about them; ``compound``: name of the compound of each demand point, None without a layer of compounds; ``areas``: those that tables may speak of.
    """

    table: pd.DataFrame
    grids: pd.DataFrame | None
    roles: pd.DataFrame | None
    inputs: tuple[InputRecord, ...]
    findings: tuple[Finding, ...]
    compound: np.ndarray | None
    areas: AreasByLevel


def hierarchy_of(file: StudyFile, found: Assessment, standard: Standard, settings: Settings) -> Hierarchy | None:
    """
    Work it out; None where the study asks for none.

    Raises
    ------
    InputError
        A layer that cannot be read, or whose areas have no names of their own; a table of roles with a fault: with its row.
    """
    if file.hierarchy is None:
        return None
    ground = state_inputs_of(found.scene, found.data)
    inputs: list[InputRecord] = []
    names: dict[str, np.ndarray | None] = {"grids": None, "compounds": None}
    grids = None
    known: dict[str, list[str]] = {}
    for role, named in (("grids", file.hierarchy.grids), ("compounds", file.hierarchy.compounds)):
        if named is None:
            continue
        areas = read_named_areas(file.resolve(named.path), named.crs, settings.word(KEY))
        names[role], inside = names_around(ground.xy, areas.frame)
        known[role.removesuffix("s")] = [str(name) for name in areas.frame["name"]]
        inputs.append(
            InputRecord(role, shown_path(named.path), areas.sha256, len(areas.frame), len(areas.frame), named.crs or "")
        )
        if role == "grids":
            grids = grid_table(ground.demand_points, inside, found.data.communities, areas.frame)
    table = hierarchy_table(
        ground.demand_points, found.states, found.data.communities, standard, grid=names["grids"], compound=names["compounds"]
    )  # fmt: skip
    levels = AreasByLevel(found.data.communities, known)
    roles, findings = None, tuple[Finding, ...]()
    if file.hierarchy.roles is not None:
        notes = Notes(shown_path(file.hierarchy.roles.path), "roles")
        stated, record = read_roles(file.files, file.hierarchy.roles, levels, notes)
        roles, findings = roles_table(stated, levels), tuple(notes.findings)
        inputs.append(record)
    return Hierarchy(table, grids, roles, tuple(inputs), findings, names["compounds"], levels)


def roles_table(stated: pd.DataFrame, levels: AreasByLevel) -> pd.DataFrame:
    """A row for each area of each level that the study has, from above: who answers for it, empty where nobody is stated (``ROLE_COLUMNS``)."""
    every = pd.DataFrame([(level, area) for level in LEVELS for area in levels.at(level)], columns=["level", "area"])
    return every.merge(stated, on=["level", "area"], how="left").fillna("")[list(ROLE_COLUMNS)]
