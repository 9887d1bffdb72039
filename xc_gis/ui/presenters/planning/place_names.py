"""What changes speak of, by name: facilities, types and communities of the study that is open. Knows no Qt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property

from xc_gis.languages.message import msg
from xc_gis.runs.view import CommunityView
from xc_gis.ui.workers.planning_records import FacilityEntry, PlanningFacts, TypeEntry
from xc_gis.wording.window import name_of, tr

_STATUS = {"planned": msg("规划中"), "closed": msg("关闭")}


def facility_words(one: FacilityEntry, kind: str) -> str:
    """A facility in a list: name, what it is called to be (``kind``), id; and what keeps it from serving anybody."""
    said = [one.name or one.facility_id, kind, one.facility_id]
    if one.status in _STATUS:
        said.append(tr(_STATUS[one.status]))
    if one.lon is None:
        said.append(tr(msg("还没有位置")))
    return " · ".join(said)


class PlaceNames:
    """
    Looks things up in the facts of a study.

    Parameters
    ----------
    facts
        Of the process that keeps the study; None until they have come.
    communities
        Of the run that is shown.
    """

    def __init__(self, facts: PlanningFacts | None, communities: Sequence[CommunityView]) -> None:
        self.facts = facts
        self.communities: Mapping[str, CommunityView] = {one.community_id: one for one in communities}

    @cached_property
    def _types(self) -> Mapping[str, TypeEntry]:
        return {one.code: one for one in self.facts.types} if self.facts else {}

    @cached_property
    def _facilities(self) -> Mapping[str, FacilityEntry]:
        return {one.facility_id: one for one in self.facts.facilities} if self.facts else {}

    def facility(self, facility_id: str) -> FacilityEntry | None:
        """A facility of the study by its id."""
        return self._facilities.get(facility_id)

    def facility_at(self, row: int) -> FacilityEntry | None:
        """A facility of the study by its row on the map."""
        if self.facts is None or not 0 <= row < len(self.facts.facilities):
            return None
        return self.facts.facilities[row]

    def facility_words(self, facility_id: str) -> str:
        """Its name, else its id."""
        found = self.facility(facility_id)
        return found.name if found and found.name else facility_id

    def type_words(self, code: str) -> str:
        """Name of a type, else its code."""
        found = self._types.get(code)
        return name_of(found) if found else code

    def community_words(self, community_id: str) -> str:
        """Name of a community, else its id."""
        found = self.communities.get(community_id)
        return found.name if found else community_id
