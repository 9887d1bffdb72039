"""
Studies between two runs: the world of one, the data of another, the method of a third combination, assessed by the engine of every run.

What did not change is in all of them the same, so that they coincide and cost nothing; the two ends are the runs themselves, as they were recorded.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import geopandas as gpd

from xc_gis.analysis.causes.facility_changes import FacilityChange, facilities_at, facility_changes
from xc_gis.analysis.causes.shapley import AFTER, BEFORE, CAUSES, DATA, WORLD, Acted
from xc_gis.analysis.causes.study_changes import (
    MOMENT,
    PEOPLE,
    SETTING,
    STANDARD,
    STREETS,
    PartChange,
    inventory_change,
    method_changes,
    people_change,
    red_flag_change,
    street_change,
    voice_change,
)
from xc_gis.analysis.causes.worlds import Figures, World, Worlds
from xc_gis.errors import InputError
from xc_gis.languages.message import msg
from xc_gis.model import InventoryStatement, StudyData
from xc_gis.operations.by_standard import study_by
from xc_gis.operations.governance import governed, governed_by
from xc_gis.operations.other_standards import by_type
from xc_gis.operations.study import ReadStreets, Study, read_study_as
from xc_gis.operations.years.recorded import RecordedWalks
from xc_gis.progress import Progress
from xc_gis.settings import SETTINGS, Settings
from xc_gis.sources.crs.metric_system import KEY
from xc_gis.standard import Standard

READ_BY = tuple(key for key in SETTINGS if key.startswith("duplicates") or key in {"placing.score", "study_area_buffer_m"})
"""Settings by which lists are read: a method that differs in them reads every list anew."""


@dataclass(frozen=True)
class Between:
    """
    Two studies and what lies between them.

    Attributes
    ----------
    standards
        Of the earlier and the later run.
    parts
        Parts that changed, besides facilities.
    facilities
        Facilities that changed, under the earlier method.
    changed
        Which causes changed anything.
    """

    standards: tuple[Standard, Standard]
    parts: tuple[PartChange, ...]
    facilities: tuple[FacilityChange, ...]
    changed: Acted


class Hybrids:
    """
    The studies between two runs.

    Parameters
    ----------
    before, after
        As the standard that decides sees them.
    streets
        Those that were read for other studies.
    by
        Ids of the standards that rate, one of each study; empty: the one that decides.

    Raises
    ------
    InputError
        The studies have no common metric system, or one cannot be read by the settings of the other.
    """

    def __init__(
        self, before: Study, after: Study, progress: Progress, streets: ReadStreets | None = None, by: tuple[str, str] = ("", "")
    ) -> None:
        if before.settings.word(KEY) != after.settings.word(KEY):
            raise InputError(
                msg(
                    "两次结果用的平面坐标系不同：{a} 与 {b}，无法分解变化",
                    a=before.settings.word(KEY),
                    b=after.settings.word(KEY),
                ),
                hint=msg("请在两个项目的 [settings] 中写同一个 crs.analysis，并重新运行"),
            )
        self._studies, self._worlds = (before, after), Worlds(progress)
        self._by = (study_by(before, by[0]), study_by(after, by[1]))
        self._read = _read_by_both(before, after, progress, streets)
        self._days: tuple[date | None, date | None] = (before.file.study.date, after.file.study.date)
        first = self._facility_changes(0)
        self._changes = [first, first if self._read[0] is self._read[1] else self._facility_changes(1)]
        causes = {one.cause for changes in self._changes for one in changes}
        types = [frozenset(study.standard.facility_types) for study in self._by]
        self._lists_differ = Acted(WORLD in causes, DATA in causes, types[0] != types[1] or self._read[0] is not self._read[1])
        parts = tuple(self._parts())
        self._settings = [_at_one_moment((pair[0].settings, pair[1].settings), parts) for pair in (self._studies, self._by)]
        named = {part.cause for part in parts} | {one.cause for changes in self._changes for one in changes}
        self._cause = {one.part: one.cause for one in parts}
        self._lists: dict[tuple[bool, bool, bool], gpd.GeoDataFrame] = {}
        changed = Acted(*(cause in named for cause in CAUSES))
        self.between = Between((self._by[0].standard, self._by[1].standard), parts, self._changes[0], changed)

    def know(self, walks: tuple[RecordedWalks | None, RecordedWalks | None]) -> None:
        """Take over what the earlier and the later run found of walks, None for nothing; what they say is not computed again."""
        ends = (BEFORE, AFTER.only(self.between.changed))
        for study, end, known in zip(self._studies, ends, walks, strict=True):
            if (
                known is not None
            ):  # times are those of the standard that decides; the same question of another has the same answer
                world, settings = self.world(end), self._settings[0][end.method]
                decided = replace(world, data=study.data, standard=study.standard, settings=settings)
                self._worlds.know(decided, known.times, known.off_network)

    def figures(self, acted: Acted) -> Figures:
        """What one combination comes to."""
        return self._worlds.figures(self.world(acted))

    def world(self, acted: Acted) -> World:
        """One combination as a study. A cause that changed nothing may act or not: it is the same study."""
        before, after = self._read[acted.method]
        standard, settings = self._by[acted.method].standard, self._settings[1][acted.method]
        at = acted._asdict()
        later_people, later_streets = self._acts(PEOPLE, at), self._acts(STREETS, at)
        people, told = (after if later_people else before), (after if acted.data else before)
        ids = set(people.communities["community_id"])
        supply, feedback = self._voices(acted)
        data = replace(
            people,
            facilities=self._facilities(acted),
            inventory=self._inventory(told, acted.method),
            supply=supply,
            feedback=feedback,
            typed=told.typed,
            red_flags=tuple(f for f in (after if acted.world else before).red_flags if f.community_id in ids),
            findings=(),
            warnings=(),
        )
        streets = self._studies[later_streets].streets
        method = int(acted.method) if self._read[0] is not self._read[1] else 0
        return World(
            f"people {later_people:d} {method}", f"streets {later_streets:d}", data, streets, standard, settings, self._days[acted.data]
        )  # fmt: skip

    def _acts(self, part: str, at: Mapping[str, bool]) -> bool:
        return part in self._cause and at[self._cause[part]]

    def _facilities(self, acted: Acted) -> gpd.GeoDataFrame:
        acted = acted.only(self._lists_differ)
        key = (acted.world, acted.data, acted.method)
        if key not in self._lists:
            before, after = self._read[acted.method]
            at = {WORLD: acted.world, DATA: acted.data}
            frame = facilities_at(before.facilities, after.facilities, self._changes[acted.method], at)
            known = frame["type"].isin(list(self._by[acted.method].standard.facility_types))
            self._lists[key] = frame if known.all() else frame[known].reset_index(drop=True)
        return self._lists[key]

    def _inventory(self, told: StudyData, method: bool) -> tuple[InventoryStatement, ...]:
        """What is stated of lists; for a further standard of the types that a category stands for in the one that decides."""
        if self._by[method].first is None:
            return told.inventory
        return tuple(by_type(told.inventory, self._studies[method].standard))

    def _voices(self, acted: Acted) -> tuple[Mapping[str, float] | None, Mapping[str, float] | None]:
        """What one study was told, as the rules of another read it."""
        own, rules = self._studies[acted.data], self._studies[acted.method]
        data = self._read[acted.method][acted.data]
        if governed_by(own.standard, own.settings) == governed_by(rules.standard, rules.settings):
            return data.supply, data.feedback
        if data.survey is None and data.hotline is None and data.satisfaction is None:
            return data.supply, data.feedback
        stated = own.file.supply.values is not None, own.file.feedback.values is not None
        plain = replace(data, supply=data.supply if stated[0] else None, feedback=data.feedback if stated[1] else None)
        told, _ = governed(plain, rules.standard, rules.settings, self._days[acted.data])
        return told.supply, told.feedback

    def _heard(self, later: bool) -> StudyData:
        """One of the studies with what it was told, as the earlier method reads it."""
        supply, feedback = self._voices(Acted(data=later))
        return replace(self._read[0][later], supply=supply, feedback=feedback)

    def _facility_changes(self, method: int) -> tuple[FacilityChange, ...]:
        before, after = self._read[method]
        return facility_changes(before, after, self._studies[0].standard, self._days[0])

    def _parts(self) -> list[PartChange]:
        (one, other), methods = self._studies, [study.settings for study in self._studies]
        a, b = self._read[0]
        same_file = _file_of(one, "network") == _file_of(other, "network")
        counted = (one.data.counted or self._days[0], other.data.counted or self._days[1])
        found = [
            street_change(one.streets, other.streets, same_file=same_file),
            people_change(a, b, counted),
            red_flag_change(a, b),
            inventory_change(a, b, self._days, methods),
            voice_change(*(self._heard(later) for later in (False, True))),
            *self._rules(one, other),
        ]
        return [part for part in found if part is not None]

    def _rules(self, one: Study, other: Study) -> Iterator[PartChange]:
        """The standard that rates, with the settings; and the one that decides where it is another, for voices and lists go by it."""
        was, now = self._by
        yield from method_changes((was.standard, was.settings), (now.standard, now.settings), (one.streets, other.streets))
        if was.first is not None or now.first is not None:
            yield from (
                part
                for part in method_changes((one.standard, one.settings), (other.standard, other.settings), ())
                if part.part == STANDARD
            )


def _read_by_both(
    before: Study, after: Study, progress: Progress, streets: ReadStreets | None
) -> tuple[tuple[StudyData, StudyData], tuple[StudyData, StudyData]]:
    """Both studies read by the method of the earlier, and by that of the later: the same where no setting of ``READ_BY`` differs."""
    own = (before.data, after.data)
    differ = [key for key in READ_BY if before.settings.values[key] != after.settings.values[key]]
    if not differ:
        return own, own
    earlier = read_study_as(after, _with(after.settings, before.settings, differ), progress, streets=streets).data
    later = read_study_as(before, _with(before.settings, after.settings, differ), progress, streets=streets).data
    return (before.data, earlier), (later, after.data)


def _at_one_moment(settings: tuple[Settings, Settings], parts: Sequence[PartChange]) -> tuple[Settings, Settings]:
    """Both settings; at the moment of the earlier where the moments change no street, so that what rests on streets is the same."""
    before, after = settings
    if any((part.part, part.name) == (SETTING, MOMENT) for part in parts):
        return settings
    return before, after.override({MOMENT: before.values[MOMENT]}, origin=after.origins[MOMENT], where="[settings]")


def _with(settings: Settings, other: Settings, keys: list[str]) -> Settings:
    return settings.override({key: other.values[key] for key in keys}, origin="study", where="[settings]")


def _file_of(study: Study, role: str) -> str:
    return next((record.sha256 for record in study.data.inputs if record.role == role), "")
