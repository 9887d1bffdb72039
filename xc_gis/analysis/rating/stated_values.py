"""Figures that somebody states by area (satisfaction, chain rate) as values of communities. Station 5, before the gates."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from xc_gis.analysis.arrays.geometry import Floats
from xc_gis.languages.message import msg
from xc_gis.model.typed_values import COMMUNITY, COMMUNITY_VALUE_COLUMNS, LEVELS, SUBDISTRICT
from xc_gis.standard import Standard
from xc_gis.units import amount


def value_matrix(stated: pd.DataFrame | None, communities: pd.DataFrame, standard: Standard) -> Floats:
    """
    Values of a standard by community.

    Parameters
    ----------
    stated
        ``TYPED_VALUE_COLUMNS``, or None.
    communities
        ``community_id, subdistrict``, in the order of the result.

    Returns
    -------
    ndarray, shape (communities, values of the standard)
        In the unit of the standard; NaN where nobody stated one. A community without a figure of its own has that of its subdistrict, else that of the district.
    """
    found = np.full((len(communities), len(standard.values)), np.nan)
    if stated is None or not len(standard.values):
        return found
    for column, key in enumerate(standard.values):
        for row, one in enumerate(_nearest(stated, communities, key)):
            if one is not None:
                found[row, column] = float(one.value)
    return found


def value_table(stated: pd.DataFrame | None, communities: pd.DataFrame, standard: Standard) -> pd.DataFrame:
    """
    What is known of each community and value of a standard: ``COMMUNITY_VALUE_COLUMNS``, in the order of the communities and of the file.

    ``value`` is NaN and ``level`` empty where nobody stated one: unknown, not zero.
    """
    rows = []
    nothing = pd.DataFrame(columns=["key", "level", "area", "value", "origin", "stated"])
    said = nothing if stated is None else stated
    by_key = {key: list(_nearest(said, communities, key)) for key in standard.values}
    for at, (community_id, name, street) in enumerate(
        communities[["community_id", "name", "subdistrict"]].itertuples(index=False)
    ):
        for key, asked in standard.values.items():
            one = by_key[key][at]
            known = (float(one.value), one.level, one.origin, one.stated) if one is not None else (np.nan, "", "", "")
            rows.append((community_id, name, street, standard.id, key, asked.zh, asked.unit, *known))
    table = pd.DataFrame(rows, columns=list(COMMUNITY_VALUE_COLUMNS))
    return table.astype({"value": "float64"})


def unstated_notes(stated: pd.DataFrame | None, communities: pd.DataFrame, standard: Standard) -> tuple[str, ...]:
    """For each figure that a level asks for: how many communities have none, and what that leaves open."""
    least: dict[str, tuple[int, float]] = {}
    for stars in sorted(standard.levels):
        for one in standard.levels[stars].values:
            least.setdefault(one.value, (stars, one.least))
    known = value_matrix(stated, communities, standard)
    notes = []
    for column, (key, value) in enumerate(standard.values.items()):
        lacking = int(np.isnan(known[:, column]).sum())
        if key in least and lacking:
            stars, asked = least[key]
            notes.append(
                msg("标准 {standard}：{count} 个社区没有填报“{value}”（{stars} 星起要求不低于 {least}）；未填报按未知处理，星级下限当作不达标，上限当作达标",
                    standard=standard.id, count=lacking, value=value.name, stars=stars, least=amount(asked, value.unit, value.unit_en))
            )  # fmt: skip
    return tuple(notes)


def _nearest(stated: pd.DataFrame, communities: pd.DataFrame, key: str) -> Iterator[Any]:
    """For each community the row of the smallest area that it belongs to and that has a figure; None without one."""
    mine = stated[stated["key"] == key]
    by_area = {(one.level, one.area): one for one in mine.itertuples(index=False)}
    for community_id, street in communities[["community_id", "subdistrict"]].itertuples(index=False):
        areas = {COMMUNITY: community_id, SUBDISTRICT: street}
        found = (by_area.get((level, areas.get(level, "ALL"))) for level in LEVELS)
        yield next((one for one in found if one is not None), None)
