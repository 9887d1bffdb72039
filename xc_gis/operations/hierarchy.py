"""Figures of a study at each level, where it names grids or compounds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from xc_gis.analysis.assessment import Assessment, state_inputs_of
from xc_gis.analysis.coverage.hierarchy import grid_table, hierarchy_table, names_around
from xc_gis.model import InputRecord
from xc_gis.settings import Settings
from xc_gis.sources.crs.metric_system import KEY
from xc_gis.sources.sites.named_areas import read_named_areas
from xc_gis.sources.study.file import StudyFile
from xc_gis.sources.study.named_files import shown_path
from xc_gis.standard import Standard


@dataclass(frozen=True)
class Hierarchy:
    """``table``: ``HIERARCHY_COLUMNS``; ``grids``: ``GRID_COLUMNS``, None without a layer of grids; ``inputs`` that were read."""

    table: pd.DataFrame
    grids: pd.DataFrame | None
    inputs: tuple[InputRecord, ...]


def hierarchy_of(file: StudyFile, found: Assessment, standard: Standard, settings: Settings) -> Hierarchy | None:
    """
    Work it out; None where the study asks for none.

    Raises
    ------
    InputError
        A layer that cannot be read, or whose areas have no names of their own: with its row.
    """
    if file.hierarchy is None:
        return None
    ground = state_inputs_of(found.scene, found.data)
    inputs: list[InputRecord] = []
    names: dict[str, np.ndarray | None] = {"grids": None, "compounds": None}
    grids = None
    for role, named in (("grids", file.hierarchy.grids), ("compounds", file.hierarchy.compounds)):
        if named is None:
            continue
        areas = read_named_areas(file.resolve(named.path), named.crs, settings.word(KEY))
        names[role], inside = names_around(ground.xy, areas.frame)
        inputs.append(
            InputRecord(role, shown_path(named.path), areas.sha256, len(areas.frame), len(areas.frame), named.crs or "")
        )
        if role == "grids":
            grids = grid_table(ground.demand_points, inside, found.data.communities, areas.frame)
    table = hierarchy_table(
        ground.demand_points, found.states, found.data.communities, standard, grid=names["grids"], compound=names["compounds"]
    )  # fmt: skip
    return Hierarchy(table, grids, tuple(inputs))
