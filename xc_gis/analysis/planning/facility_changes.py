"""
Changes of facilities that are tried on an analysed study: what is said of them, and what is wrong with it.

Any number at once; their order does not matter, so each can be taken back by leaving it out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import geopandas as gpd

from xc_gis.analysis.arrays.geometry import Bools
from xc_gis.errors import InputError, nearest_spelling
from xc_gis.languages.message import msg
from xc_gis.standard import Standard

OPEN = "open"


@dataclass(frozen=True)
class NewFacility:
    """
    A facility that opens, as a point.

    Attributes
    ----------
    facility_id
        None of the study has it.
    type
        Code of the standard.
    x_m, y_m
        Analysis CRS.
    serves
        Community ids that it serves besides its own, joined by ``;``.
    """

    facility_id: str
    type: str
    x_m: float
    y_m: float
    serves: str = ""


@dataclass(frozen=True)
class MovedFacility:
    """A facility of the study that goes to another place, and is a point there; metres in the analysis CRS."""

    facility_id: str
    x_m: float
    y_m: float


@dataclass(frozen=True)
class FacilityChanges:
    """
    Changes that are tried together.

    Attributes
    ----------
    added, moved
        New facilities, and those at another place; one that is not open moves without an effect.
    closed, opened
        Ids of facilities that close, and of planned or closed ones that open where they are.
    """

    added: tuple[NewFacility, ...] = ()
    moved: tuple[MovedFacility, ...] = ()
    closed: tuple[str, ...] = ()
    opened: tuple[str, ...] = ()


class KnownFacilities:
    """
    The facilities of a study by their ids, to look up those that a change names.

    Attributes
    ----------
    type, serves
        By row of the frame: code of the standard; community ids served besides its own, joined by ``;``.
    is_open
        By row.
    """

    def __init__(self, facilities: gpd.GeoDataFrame, standard: Standard) -> None:
        self._standard = standard
        self._row = {str(name): row for row, name in enumerate(facilities["facility_id"].tolist())}
        self.type = facilities["type"].to_numpy(dtype=object)
        self.serves = [words if isinstance(words, str) else "" for words in facilities["serves"].tolist()]
        self.is_open: Bools = (facilities["status"] == OPEN).to_numpy(dtype=bool)

    def row(self, name: str) -> int:
        """
        Row of a facility.

        Raises
        ------
        InputError
            If the study has none of this id.
        """
        if name not in self._row:
            raise InputError(msg("没有编号为 “{name}” 的设施", name=name), hint=nearest_spelling(name, self._row))
        return self._row[name]

    def check(self, changes: FacilityChanges) -> None:
        """
        Refuse changes that cannot be carried out.

        Raises
        ------
        InputError
            An id that the study does not have, or has already; a type that the standard does not have; two changes of one facility; one
            that closes and is not open, or opens and is.
        """
        types = self._standard.facility_types
        for new in changes.added:
            if new.type not in types:
                raise InputError(
                    msg("新增设施 {name}:评价标准中没有设施类型 “{kind}”", name=new.facility_id, kind=new.type),
                    hint=nearest_spelling(new.type, types),
                )
            if new.facility_id in self._row:
                raise InputError(
                    msg("新增设施的编号 “{name}” 已有设施使用", name=new.facility_id),
                    hint=msg("请换一个编号，或改为迁移这处设施"),
                )
        moved = [one.facility_id for one in changes.moved]
        _refuse_twice([*(new.facility_id for new in changes.added), *moved, *changes.closed, *changes.opened])
        for name in moved:
            self.row(name)
        for name in changes.closed:
            if not self.is_open[self.row(name)]:
                raise InputError(msg("设施 “{name}” 本来就没有开放，不能再关闭", name=name))
        for name in changes.opened:
            if self.is_open[self.row(name)]:
                raise InputError(msg("设施 “{name}” 本来就开放", name=name))


def _refuse_twice(names: Sequence[str]) -> None:
    for name, count in Counter(names).items():
        if count > 1:
            raise InputError(
                msg("设施 “{name}” 在方案中出现 {count} 次，只能有一项改动", name=name, count=count),
                hint=msg("请只保留其中一项"),
            )
