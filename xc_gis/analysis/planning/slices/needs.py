"""
The three sentences of the programme: 小需求不出社区, 大需求不远离社区, 紧急需求不出家门 (decision 143).

A sentence has its categories and says what keeps it: minutes on foot, a facility in one's own community, a visit at home. It is asked with the
states of coverage: what is not known (an incomplete list, home visits of which nobody says anything) is unknown, never broken.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from xc_gis.analysis.arrays.geometry import Bools, Floats
from xc_gis.analysis.coverage.coverage import COVERED, GAP, UNKNOWN, counts_by_state, shares, sum_by_community
from xc_gis.analysis.planning.slices.reached import Reached
from xc_gis.analysis.planning.slices.slice_base import ANY_TIME, SliceBase, states_by, wider_pairs
from xc_gis.analysis.times.facility_services import home_communities
from xc_gis.analysis.times.pair_times import PairTimes
from xc_gis.hours.state import CLOSED, OPEN
from xc_gis.hours.state import UNKNOWN as NOT_SAID
from xc_gis.model import NEED_COLUMNS
from xc_gis.standard import Category, Need
from xc_gis.units import SECONDS_PER_MINUTE

ALL = "ALL"
"""In place of a category: all categories of a sentence together."""

VISITS: Mapping[str, int] = {"yes": OPEN, "no": CLOSED, "": NOT_SAID}


@dataclass(frozen=True)
class Needs:
    """
    What the sentences come to.

    Attributes
    ----------
    table
        ``NEED_COLUMNS``, by community, sentence and category.
    shares
        ``community_id`` and for each sentence ``<kind>_low``, ``<kind>``, ``<kind>_high`` (0-1): share of residents for whom it is kept in all
        its categories; NaN where there is nothing to say.
    states
        By kind and code (``ALL`` too): state of every demand point.
    """

    table: pd.DataFrame
    shares: pd.DataFrame
    states: Mapping[str, Mapping[str, np.ndarray]]


class NeedBase:
    """Keeps what the sentences of one study ask: pairs within their minutes, and where facilities lie."""

    def __init__(self, base: SliceBase) -> None:
        self.base = base
        codes = {code for need in base.standard.needs for code in need.categories}
        self._categories = [c for c in base.standard.categories if c.code in codes]
        widest = {
            c.code: max([c.minutes, *(n.minutes for n in base.standard.needs if c.code in n.categories)])
            for c in self._categories
        }
        self._pairs = wider_pairs(base, self._categories, widest) if codes else {}
        communities = base.found.data.communities
        row_of = {name: row for row, name in enumerate(communities["community_id"])}
        homes = home_communities(base.facilities, communities)
        self._home = np.array([row_of.get(name, -1) for name in homes], dtype=np.int64)
        self._visits = np.array([VISITS[str(word or "")] for word in base.facilities["home_visit"]], dtype=np.int8)
        self._reached: dict[tuple[str, str], Reached] = {}

    def at(self, at: str = ANY_TIME) -> Needs:
        """The sentences at a moment; empty: whatever the hours. Raises ``InputError`` for a moment that cannot be had."""
        _, facility = self.base.open_at(at)
        states: dict[str, Mapping[str, np.ndarray]] = {}
        blocks, columns = [], {"community_id": self.base.found.data.communities["community_id"].to_numpy()}
        for need in self.base.standard.needs:
            mine = {c.code: self._states(need, c, facility) for c in self._categories if c.code in need.categories}
            mine[ALL] = self._together(mine)
            states[need.kind] = mine
            for code, state in mine.items():
                blocks.append(self._block(need, code, state))
            low, point, high = self._shares(mine[ALL])
            columns |= {f"{need.kind}_low": low, need.kind: point, f"{need.kind}_high": high}
        return Needs(_table(blocks), pd.DataFrame(columns), states)

    def _states(self, need: Need, category: Category, facility: np.ndarray) -> np.ndarray:
        base = self.base
        offered = np.minimum(facility, self._visits) if need.home_visit else facility
        reach_m = base.settings.speed(category.profile) * need.minutes * SECONDS_PER_MINUTE
        lost = base.lost_near(category, reach_m).best(offered)
        if need.own_community:
            lost = np.maximum(lost, self._lost_at_home(category).best(offered))
        best = self._within(need, category).best(offered)
        return states_by(best, lost, base.surveyed(category, reach_m), base.on_network)

    def _within(self, need: Need, category: Category) -> Reached:
        """Facilities that keep a sentence for the people of each demand point."""
        key = (need.kind, category.code)
        if key not in self._reached:
            pairs, limit_s = self._pairs[category.code], need.minutes * SECONDS_PER_MINUTE
            if need.own_community:
                at_home = self._at_home(pairs)
                pairs = PairTimes(pairs.place, pairs.demand, np.where(at_home, np.minimum(pairs.seconds, limit_s), pairs.seconds))
            self._reached[key] = Reached.within(pairs, limit_s, len(self.base.on_network))
        return self._reached[key]

    def _at_home(self, pairs: PairTimes) -> Bools:
        home = self.base.ground.demand_points.community[pairs.demand]
        at_home: Bools = (home >= 0) & (self._home[pairs.place] == home)
        return at_home

    def _lost_at_home(self, category: Category) -> Reached:
        """Facilities that no street reaches in one's own community."""
        key = ("lost", category.code)
        if key not in self._reached:
            offers = self.base.facilities["type"].isin(self.base.standard.types_of(category.code)).to_numpy()
            lost = np.flatnonzero(offers & self.base.ground.facility_off_network & (self._home >= 0))
            home = self.base.ground.demand_points.community
            pairs = [(np.flatnonzero(home == self._home[row]), row) for row in lost]
            demand = np.concatenate([np.zeros(0, dtype=np.int64), *(people for people, _ in pairs)])
            place = np.repeat(lost, [len(people) for people, _ in pairs]) if pairs else np.zeros(0, dtype=np.int64)
            self._reached[key] = Reached.of(demand, place, len(home))
        return self._reached[key]

    def _together(self, states: Mapping[str, np.ndarray]) -> np.ndarray:
        """All categories of a sentence: covered in all, or a gap in one; a category that is for nobody in a community does not count there."""
        n = len(self.base.found.data.communities)
        home = self.base.ground.demand_points.community
        covered = np.ones(len(home), dtype=bool)
        gap, any_counts = np.zeros(len(home), dtype=bool), np.zeros(len(home), dtype=bool)
        for code, state in states.items():
            people = self.base.people(self.base.standard.category(code))
            assert people is not None
            counts = np.append(sum_by_community(home, people, n) > 0, True)[home]
            covered &= (state == COVERED) | ~counts
            gap |= (state == GAP) & counts
            any_counts |= counts
        return np.where(covered & any_counts, COVERED, np.where(gap, GAP, UNKNOWN)).astype(np.int8)

    def _people(self, code: str) -> Floats:
        points = self.base.ground.demand_points
        people = None if code == ALL else self.base.people(self.base.standard.category(code))
        return points.demand["residents"].to_numpy(dtype=float) if people is None else people

    def _block(self, need: Need, code: str, state: np.ndarray) -> pd.DataFrame:
        n, home, people = len(self.base.found.data.communities), self.base.ground.demand_points.community, self._people(code)
        covered, gap, unknown = counts_by_state(home, people, state, n)
        return pd.DataFrame(
            {
                "community_id": self.base.found.data.communities["community_id"].to_numpy(), "need": need.kind, "category": code,
                "residents": sum_by_community(home, people, n), "covered": covered, "gap": gap, "unknown": unknown,
            }
        )  # fmt: skip

    def _shares(self, state: np.ndarray) -> tuple[Floats, Floats, Floats]:
        n, home, people = len(self.base.found.data.communities), self.base.ground.demand_points.community, self._people(ALL)
        unknown_max = self.base.settings.number("coverage.unknown_max")
        return shares(counts_by_state(home, people, state, n), sum_by_community(home, people, n), unknown_max)


def _table(blocks: list[pd.DataFrame]) -> pd.DataFrame:
    """Blocks of a sentence and category each as one table: by community, then in the order of the blocks."""
    if not blocks:
        return pd.DataFrame({name: [] for name in NEED_COLUMNS})
    table = pd.concat(
        [block.assign(row=range(len(block)), block=number) for number, block in enumerate(blocks)], ignore_index=True
    )
    return table.sort_values(["row", "block"], kind="stable")[list(NEED_COLUMNS)].reset_index(drop=True)
