"""
One study under scenarios: the study as it is, and as each of them would have it, assessed by the same method.

The study is read once and never changed. What is computed is a full assessment of the changed data, so that a scenario equals the study in
which somebody had really done it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from xc_gis.analysis.assessment import Assessment, assess
from xc_gis.analysis.network.conditions import on_date
from xc_gis.analysis.planning.before_after import BeforeAfter, before_after
from xc_gis.analysis.planning.change_faults import NumberedChange
from xc_gis.analysis.planning.changed_study import ChangedStudy, changed_study
from xc_gis.analysis.planning.planning_base import PlanningBase
from xc_gis.analysis.planning.quick_before_after import facility_changes, quick_before_after
from xc_gis.errors import InputError
from xc_gis.languages.message import joined, msg
from xc_gis.model import StreetData
from xc_gis.model.changes import AddFacility, AddResidents, MoveFacility, OpenGate, Scenario, total_cost
from xc_gis.operations.study import Study
from xc_gis.progress import Progress
from xc_gis.settings import Settings
from xc_gis.sources.scenarios.contradictions import refuse_contradictions
from xc_gis.sources.scenarios.write import base_of, since_words


@dataclass(frozen=True)
class Tried:
    """
    One scenario, or several together, tried on a study.

    Attributes
    ----------
    scenarios
        What was tried.
    settings
        Of the study, with the moment that was looked at.
    before, after
        Assessments of the study as it is and as it would be, both at that moment; ``after`` is None where the quick path gave the figures.
    changed
        The data that ``after`` rests on.
    effects
        What changes.
    remarks
        Sentences for people.
    """

    scenarios: tuple[Scenario, ...]
    settings: Settings
    before: Assessment
    after: Assessment | None
    changed: ChangedStudy
    effects: BeforeAfter
    remarks: tuple[str, ...]

    @property
    def name(self) -> str:
        """What it is called."""
        return joined(" + ", [scenario.name for scenario in self.scenarios])

    @property
    def cost(self) -> float | None:
        """Yuan of all changes that say what they cost; None where none does."""
        return total_cost(one.change for one in self.changed.changes)

    @property
    def without_cost(self) -> int:
        """Changes that do not say what they cost."""
        return sum(one.change.cost is None for one in self.changed.changes)


class ScenarioTrials:
    """
    Tries scenarios on one study; the study as it is is assessed once for each moment that is asked for.

    Parameters
    ----------
    study
        As read.
    study_sha256
        Of its file, to say whether it has changed since a scenario was written.
    assessed
        The study as it is, where that has been assessed already.
    """

    def __init__(self, study: Study, study_sha256: str, progress: Progress, assessed: Assessment | None = None) -> None:
        self.study, self._progress = study, progress
        self.base = base_of(study_sha256, study.data.inputs)
        self._before: dict[str, Assessment] = {} if assessed is None else {study.settings.word("moment"): assessed}
        self._quick: dict[str, PlanningBase] = {}

    def try_out(self, scenarios: Sequence[Scenario], *, quick: bool = False) -> Tried:
        """
        Try one scenario, or several together.

        Parameters
        ----------
        quick
            Figures alone: where nothing but facilities changes no whole assessment is made (``analysis.planning.planning_base``).

        Raises
        ------
        InputError
            Scenarios that contradict each other or look at different moments, a change that cannot be carried out, a place that no
            street reaches.
        """
        settings, changed = self.carried_out(scenarios)
        standard = self.study.standard
        before, since = self.as_it_is(settings), self._since(scenarios)
        wanted = (
            facility_changes(self.study.data.facilities, changed.data.facilities) if quick and changed.only_facilities else None
        )
        if wanted is not None:
            effects = quick_before_after(self._planning_base(settings), wanted)
            return Tried(tuple(scenarios), settings, before, None, changed, effects, (*since, *changed.remarks))
        after = self.assessed(changed, settings)
        _refuse_off_network(after, changed.changes, settings)
        remarks = (*since, *changed.remarks, *_now_public(self.study.streets, before, after, changed), *_outside(after, changed))
        return Tried(tuple(scenarios), settings, before, after, changed, before_after(before, after, standard), remarks)

    def carried_out(self, scenarios: Sequence[Scenario]) -> tuple[Settings, ChangedStudy]:
        """
        The data as the scenarios would have them, and the settings they are looked at with; nothing is assessed.

        Raises
        ------
        InputError
            As ``try_out``, but for places that no street reaches.
        """
        if len(scenarios) > 1:
            refuse_contradictions(scenarios)
        settings = self._settings(scenarios)
        return settings, changed_study(
            self.study.data, self.study.streets, scenarios, self.study.standard, settings, self.study.others
        )

    def _planning_base(self, settings: Settings) -> PlanningBase:
        moment = settings.word("moment")
        if moment not in self._quick:
            date = self.study.file.study.date
            self._quick[moment] = PlanningBase.of(self.as_it_is(settings), self.study.standard, settings, date)
        return self._quick[moment]

    def as_it_is(self, settings: Settings) -> Assessment:
        """The study without any change, at the moment of the settings."""
        moment = settings.word("moment")
        if moment not in self._before:
            found = ChangedStudy(self.study.data, self.study.streets, (), ())
            self._before[moment] = self.assessed(found, settings)
        return self._before[moment]

    def assessed(self, changed: ChangedStudy, settings: Settings) -> Assessment:
        """A whole assessment of changed data."""
        study = self.study
        return assess(
            changed.data, changed.streets, study.standard, settings, self._progress, study_date=study.file.study.date
        )  # fmt: skip

    def _settings(self, scenarios: Sequence[Scenario]) -> Settings:
        """Settings of the study at the moment that the scenarios name."""
        named = {scenario.moment: scenario for scenario in scenarios if scenario.moment}
        if len(named) > 1:
            raise InputError(
                msg("一起计算的方案所看的时刻不同:{moments}", moments=joined("、", named)), hint=msg("请统一 moment,或分别计算")
            )
        settings = self.study.settings
        for moment, scenario in named.items():
            stated = settings.override({"moment": moment}, origin="study", where=scenario.shown)
            dated = on_date(stated.word("moment"), self.study.file.study.date)
            settings = stated.override({"moment": dated}, origin="study", where=scenario.shown)
        return settings

    def _since(self, scenarios: Sequence[Scenario]) -> list[str]:
        said = [since_words(scenario, self.base, self.study.file.file_name) for scenario in scenarios]
        return [words for words in said if words]


def _refuse_off_network(after: Assessment, changes: Sequence[NumberedChange], settings: Settings) -> None:
    """Raise ``InputError`` where something was put to a place that no street reaches."""
    facility_row = {name: row for row, name in enumerate(after.data.facilities["facility_id"])}
    demand_row = {name: row for row, name in enumerate(after.data.demand["demand_id"])}
    lost_facility, lost_demand = after.scene.facility_off_network, after.scene.demand.off_network
    longest = msg("附近 {metres:g} 米内没有可步行道路,或只有不足 1 公里的孤立道路", metres=settings.number("legs.max_m"))
    for one in changes:
        change = one.change
        if isinstance(change, MoveFacility):
            lost = bool(lost_facility[facility_row[change.facility]])
        elif isinstance(change, AddFacility):
            lost = bool(lost_facility[facility_row[change.id]])
        elif isinstance(change, AddResidents):
            row = demand_row[change.id]
            # a place in no community is not looked at when communities are points; it is told apart
            lost = bool(lost_demand[row]) and not np.isnan(after.scene.demand.xy[row, 0])
        else:
            continue
        if lost:
            raise one.fault(longest, msg("请换一个地点,或用 add_path 画出通到那里的路"))


def _now_public(streets: StreetData, before: Assessment, after: Assessment, changed: ChangedStudy) -> list[str]:
    """An opened gate that turns a compound into public ground, which closes its other private gates (method §8)."""
    if not any(isinstance(one.change, OpenGate) for one in changed.changes):
        return []
    was, now = before.scene.network, after.scene.network
    as_read = {way: tags for way, _, tags in streets.ways}
    retagged = {way for way, _, tags in changed.streets.ways if as_read.get(way) is not tags}
    public = set(was.way_id[was.gated].tolist()) - set(now.way_id[now.gated].tolist()) - retagged
    if not public:
        return []
    return [
        msg(
            "打开后有 {count} 条小区道路成为公共道路(OSM 编号 {ids});按规则,那里其余只供居民的门不再放行,有人可能因此绕行",
            count=len(public), ids=joined("、", map(str, sorted(public)[:3])),
        )
    ]  # fmt: skip


def _outside(after: Assessment, changed: ChangedStudy) -> list[str]:
    """New residents in no community."""
    home = dict(zip(after.data.demand["demand_id"], after.data.demand["community_id"], strict=True))
    return [
        one.remark(msg("新居民不在任何社区内,不计入覆盖率"))
        for one in changed.changes
        if isinstance(one.change, AddResidents) and home[one.change.id] is None
    ]
