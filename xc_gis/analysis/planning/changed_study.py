"""A study as a scenario would have it: its data and streets with every change carried out, and what is to be said of that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from xc_gis.analysis.arrays.geometry import Floats, to_plane
from xc_gis.analysis.network.conditions import moment_of
from xc_gis.analysis.planning.change_faults import NumberedChange
from xc_gis.analysis.planning.changed_areas import close_area, inside, is_in_force
from xc_gis.analysis.planning.changed_facilities import changed_facilities, refuse_none_left
from xc_gis.analysis.planning.changed_gates import close_path, open_gate
from xc_gis.analysis.planning.changed_paths import add_path
from xc_gis.analysis.planning.changed_residents import changed_residents
from xc_gis.analysis.planning.changed_surveys import changed_surveys
from xc_gis.analysis.planning.new_ids import with_ids
from xc_gis.analysis.planning.street_draft import StreetDraft
from xc_gis.errors import nearest_spelling
from xc_gis.languages.message import joined, msg
from xc_gis.model import StreetData, StudyData
from xc_gis.model.changes import (
    FACILITY_CHANGES,
    STREET_CHANGES,
    AddFacility,
    AddPath,
    AddResidents,
    ChangeFacility,
    CloseArea,
    ClosePath,
    MoveFacility,
    OpenGate,
    Scenario,
)
from xc_gis.settings import Settings
from xc_gis.standard import Standard


@dataclass(frozen=True)
class ChangedStudy:
    """
    Data and streets after the changes.

    Attributes
    ----------
    data, streets
        As the analysis takes them.
    changes
        All changes with their numbers; what is new has its id.
    remarks
        Sentences for people: what is not in force, which gate was meant, what was closed besides.
    """

    data: StudyData
    streets: StreetData
    changes: tuple[NumberedChange, ...]
    remarks: tuple[str, ...]

    @property
    def only_facilities(self) -> bool:
        """Whether nothing but facilities is changed."""
        return all(isinstance(one.change, FACILITY_CHANGES) for one in self.changes)


def changed_study(
    data: StudyData,
    streets: StreetData,
    scenarios: Sequence[Scenario],
    standard: Standard,
    settings: Settings,
    others: Sequence[Standard] = (),
) -> ChangedStudy:
    """
    Carry out the changes of one scenario, or of several together, in their order; areas are closed last.

    Parameters
    ----------
    data, streets
        As read; they stay as they are.
    settings
        With the moment that the scenarios look at.
    others
        Further standards of the study, whose categories surveys may name.

    Raises
    ------
    InputError
        A change that cannot be carried out: which one, why, and what was perhaps meant.
    """
    numbered = [
        NumberedChange(change, number, scenario.shown)
        for scenario in scenarios
        for number, change in enumerate(scenario.changes, 1)
    ]
    changes = with_ids(numbered, data)
    remarks: list[str] = []
    crs = settings.word("crs.analysis")
    places = _Places(data, streets, crs)
    facilities = changed_facilities(data.facilities, changes, standard, places.of)
    demand = changed_residents(data, changes, places.of, crs)
    inventory = changed_surveys(data, changes, standard, others)
    wanted = [one for one in changes if isinstance(one.change, STREET_CHANGES)]
    wanted.sort(key=lambda one: isinstance(one.change, CloseArea))  # what is closed there is closed, whatever else is done
    changed = streets
    if wanted:
        draft = StreetDraft(streets, crs, moment_of(settings.word("moment")))
        for one in wanted:
            remarks += _change_streets(draft, one)
            if isinstance(one.change, CloseArea) and is_in_force(one, one.change, draft.moment):
                shut = inside(facilities, one.change, crs) & (facilities["status"] == "open").to_numpy()
                facilities = facilities.assign(status=facilities["status"].mask(shut, "closed"))
                if shut.any():
                    names = joined("、", facilities["name"][shut][:3])
                    remarks.append(one.remark(msg("其中的 {count} 处设施关闭(如 {names})", count=int(shut.sum()), names=names)))
        changed = draft.finished()
    if facilities is not data.facilities:
        refuse_none_left(data.facilities, facilities, joined("、", [scenario.shown for scenario in scenarios]))
    for one in changes:
        if isinstance(one.change, AddFacility | ChangeFacility) and one.change.hours:
            remarks.append(one.remark(msg("开放时间计入分时段覆盖，不改变步行时间")))
    return ChangedStudy(
        replace(data, facilities=facilities, demand=demand, inventory=inventory), changed, changes, tuple(remarks)
    )


def _change_streets(draft: StreetDraft, one: NumberedChange) -> list[str]:
    change = one.change
    if isinstance(change, OpenGate):
        return open_gate(draft, one, change)
    if isinstance(change, ClosePath):
        close_path(draft, one, change)
    elif isinstance(change, AddPath):
        add_path(draft, one, change)
    elif isinstance(change, CloseArea):
        if not is_in_force(one, change, draft.moment):
            return [one.remark(msg("在所看的时刻({moment})不生效,未计入", moment=f"{draft.moment.times[0]:%Y-%m-%d %H:%M}"))]
        return close_area(draft, one, change)
    return []


@dataclass(frozen=True)
class _Places:
    """Places that changes name, in the analysis CRS."""

    data: StudyData
    streets: StreetData
    crs: str

    def of(self, one: NumberedChange) -> Floats:
        """Where a change puts something. Raises ``InputError`` for a place that there is none of, or none of this ground."""
        change = one.change
        assert isinstance(change, AddFacility | MoveFacility | AddResidents)
        if change.at is not None:
            lon, lat = change.at
            place = np.column_stack(to_plane(np.array([lon]), np.array([lat]), self.crs))[0]
            if not np.isfinite(place).all():
                raise one.fault(msg("{lon:g}, {lat:g} 不在本项目的范围内", lon=lon, lat=lat))
            return place
        return self._named(one, change.place)

    def _named(self, one: NumberedChange, word: str) -> Floats:
        node = word.removeprefix("node/")
        if node != word and node.isdigit():
            row = int(np.searchsorted(self.streets.node_ids, int(node)))
            if row < len(self.streets.node_ids) and int(self.streets.node_ids[row]) == int(node):
                return np.column_stack(to_plane(self.streets.lon[row : row + 1], self.streets.lat[row : row + 1], self.crs))[0]
            raise one.fault(msg("路网中没有 {osm}", osm=word), msg("请核对 OSM 编号"))
        for frame, key in ((self.data.facilities, "facility_id"), (self.data.demand, "demand_id")):
            rows = np.flatnonzero((frame[key] == word).to_numpy())
            if len(rows):
                geometry = frame.geometry.iloc[int(rows[0])]
                if geometry is None or geometry.is_empty:
                    raise one.fault(msg("“{word}” 没有位置", word=word), msg("请用 at 写明经度和纬度"))
                point = geometry.point_on_surface()
                return np.array([point.x, point.y])
        known = [*self.data.facilities["facility_id"], *self.data.demand["demand_id"]]
        raise one.fault(msg("place:没有设施或居住点 “{word}”", word=word), nearest_spelling(word, known))
