"""
One facility in several lists becomes one, with all its sources; every merge is reported and can be undone by hand (decision 22).

Who stands: official lists before OSM, then the order of lists in the study file. Its id, name, type, place and status stand; an
address, hours, telephone, places or floor area that it lacks are taken from the next, and it serves the communities of all. The order of rows in a list changes nothing, and merging what was
merged changes nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import geopandas as gpd
import numpy as np
import pandas as pd
from rapidfuzz import fuzz

from xc_gis.errors import InputError
from xc_gis.languages.message import joined, msg
from xc_gis.model import Finding
from xc_gis.settings import Settings
from xc_gis.sources.facilities.contacts import CONTACTS
from xc_gis.sources.facilities.duplicate_pairs import SAME_BRANCH, Pairs, same_pairs
from xc_gis.sources.facilities.openings import OPENINGS
from xc_gis.sources.facilities.room import ROOM
from xc_gis.sources.rows.cells import ROW
from xc_gis.sources.rows.left_out_rows import ProblemList
from xc_gis.standard import Standard

MERGE, REPORT, OFF = "merge", "report", "off"

SHOWN = 200
"""So many merges at most are reported one by one in the finding; problems.csv has all."""


@dataclass
class _Groups:
    """Who stands for whom, by position; grows while pairs are looked at."""

    leader: np.ndarray
    members: dict[int, list[int]] = field(default_factory=dict)
    why: dict[int, tuple[float, float]] = field(default_factory=dict)

    def of(self, leader: int) -> list[int]:
        """The leader and all it stands for."""
        return [leader, *self.members.get(leader, [])]

    def join(self, leader: int, row: int, why: tuple[float, float] | None) -> None:
        """Let ``leader`` stand for ``row`` and for all that ``row`` stood for."""
        gained = [row, *self.members.pop(row, [])]
        self.members.setdefault(leader, []).extend(gained)
        self.leader[gained] = leader
        if why is not None:
            self.why[row] = why


def merged(
    rows: gpd.GeoDataFrame,
    by_hand: Sequence[tuple[int, int, bool]],
    standard: Standard,
    settings: Settings,
    problems: ProblemList,
    *,
    prefixes: Collection[str] = (),
) -> tuple[gpd.GeoDataFrame, list[Finding]]:
    """
    Merge rows that are one facility.

    Parameters
    ----------
    rows
        ``facility_id, type, name, address, status, serves, _file, _layer, _osm``, ``ROW`` and geometry (rows without one are merged
        by hand only), with unique labels and ids.
    by_hand
        Labels of two rows, and whether they are the same facility.
    prefixes
        Names of subdistricts, which say nothing in front of a name.

    Returns
    -------
    rows
        Those that stand, with ``_members``: labels of the rows that each stands for, itself first.
    findings
        What was merged; pairs that nobody can decide.

    Raises
    ------
    InputError
        If pairs decided by hand contradict each other.
    """
    mode = settings.word("duplicates")
    rows = rows.iloc[_order(rows)]
    label = {name: at for at, name in enumerate(rows.index)}
    hand = [(label[a], label[b], same) for a, b, same in by_hand if a in label and b in label]
    groups = _Groups(np.arange(len(rows)))
    apart = _by_hand(groups, hand)
    doubts: list[tuple[int, int]] = []
    if mode != OFF:
        placed = np.flatnonzero(rows.geometry.notna().to_numpy())
        found = same_pairs(rows.iloc[placed], standard, prefixes, settings)
        pairs = Pairs(placed[found.a], placed[found.b], found.score, found.metres,
                      np.where(found.half >= 0, placed[np.maximum(found.half, 0)], -1), found.branch)  # fmt: skip
        found_groups = groups if mode == MERGE else _Groups(groups.leader.copy(), dict(groups.members))
        doubts = _join_alike(found_groups, pairs, rows, apart, standard)
        if mode == REPORT:
            return _report_only(rows, groups, found_groups, doubts)
    _say(rows, groups, doubts, problems)
    return _standing(rows, groups), _findings(rows, groups, doubts)


def _order(rows: gpd.GeoDataFrame) -> np.ndarray:
    """Priority of rows; among rows of one list their contents decide, never their order."""
    where = rows.geometry.bounds.round(3)
    keys = [where["maxy"], where["maxx"], where["miny"], where["minx"], rows["address"], rows["name"], rows["type"]]
    keys += [rows["facility_id"].where(rows["id_given"], ""), rows["_layer"], rows["_osm"]]
    return np.lexsort([pd.factorize(key, sort=True)[0] for key in keys])


def _by_hand(groups: _Groups, hand: Iterable[tuple[int, int, bool]]) -> dict[int, set[int]]:
    """Join what people called the same; returns what they called different, by row."""
    apart: dict[int, set[int]] = {}
    for a, b, same in sorted(hand):
        one, other = sorted((int(groups.leader[a]), int(groups.leader[b])))
        if same and one != other:
            groups.join(one, other, None)
    for a, b, same in hand:
        if not same:
            if groups.leader[a] == groups.leader[b]:
                raise InputError(
                    msg("更正表中的 “合并” 和 “不合并” 互相矛盾:几处设施既是同一处又不是同一处"), hint=msg("请检查这些行")
                )
            apart.setdefault(a, set()).add(b)
            apart.setdefault(b, set()).add(a)
    return apart


def _join_alike(
    groups: _Groups, pairs: Pairs, rows: gpd.GeoDataFrame, apart: Mapping[int, set[int]], standard: Standard
) -> list[tuple[int, int]]:
    """Join pairs until nothing more joins; returns pairs that stay in doubt."""
    kinds = rows["type"].to_numpy()
    offers = {code: frozenset(found.services) for code, found in standard.facility_types.items()}
    doubts: list[tuple[int, int]] = []
    while True:
        leads = (groups.leader[pairs.a] == pairs.a) & (groups.leader[pairs.b] == pairs.b)
        use = np.flatnonzero(leads)
        unclear = _in_doubt(pairs, use)
        doubts = [(int(pairs.a[i]), int(pairs.b[i])) for i in use[unclear]]
        joined = False
        taken: set[int] = set()
        use = use[~unclear]
        # the row that comes first stands; each later row joins the one it is most like
        for i in use[np.lexsort((pairs.a[use], pairs.metres[use], -pairs.score[use], pairs.b[use]))]:
            a, b = int(pairs.a[i]), int(pairs.b[i])
            if b in taken or groups.leader[a] != a:
                continue
            if kinds[a] != kinds[b] and not (offers[kinds[a]] >= offers[kinds[b]] and offers[kinds[b]]):
                continue
            if any(other in apart.get(one, ()) for one in groups.of(b) for other in groups.of(a)):
                continue
            groups.join(a, b, (float(pairs.score[i]), float(pairs.metres[i])))
            taken.add(b)
            joined = True
        if not joined:
            return sorted(doubts)


def _in_doubt(pairs: Pairs, use: np.ndarray) -> np.ndarray:
    """A name without a branch between two branches (物美超市 near 物美超市西直门店 and 物美超市新街口店) belongs to neither for sure."""
    branches: dict[int, list[str]] = {}
    for i in use[pairs.half[use] >= 0]:
        known = branches.setdefault(int(pairs.half[i]), [])
        if all(fuzz.ratio(pairs.branch[i], other) < SAME_BRANCH for other in known):
            known.append(str(pairs.branch[i]))
    unclear = {row for row, known in branches.items() if len(known) > 1}
    return np.array([int(pairs.half[i]) in unclear for i in use], dtype=bool)


def _say(rows: gpd.GeoDataFrame, groups: _Groups, doubts: Sequence[tuple[int, int]], problems: ProblemList) -> None:
    cells = _Cells(rows)
    for leader in sorted(groups.members):
        for row in groups.members[leader]:
            problems.add(
                *cells.place(row),
                msg(
                    "同一处设施:与 {shown} 合并为 {id}{why}{difference}",
                    shown=cells.shown(leader),
                    id=cells.ids[leader],
                    why=_because(groups, row),
                    difference=cells.difference(leader, row),
                ),
                msg("已合并,来源都保留;如不是,请在更正表写 “不合并”"),
            )
    for a, b in doubts:
        problems.add(
            *cells.place(b),
            msg("可能是同一处设施:与 {shown} 同名,分店不明", shown=cells.shown(a)),
            msg("两处都保留;请在更正表写 “合并” 或 “不合并”"),
        )


def _because(groups: _Groups, row: int) -> str:
    if row not in groups.why:
        return msg("(人工更正)")
    score, metres = groups.why[row]
    return msg("(名称相似 {score:.0f}%,相距 {metres:.0f} 米)", score=score, metres=metres)


class _Cells:
    """Columns at hand, by position."""

    def __init__(self, rows: pd.DataFrame) -> None:
        self.ids, self.names = rows["facility_id"].to_numpy(), rows["name"].to_numpy()
        self.files, self.numbers = rows["_file"].to_numpy(), rows[ROW].to_numpy()
        self.status, self.types = rows["status"].to_numpy(), rows["type"].to_numpy()

    def place(self, at: int) -> tuple[str, int]:
        """File and row."""
        return str(self.files[at]), int(self.numbers[at])

    def shown(self, at: int) -> str:
        """For messages."""
        return msg("{file} 第 {row} 行 “{name}”", file=self.files[at], row=self.numbers[at], name=self.names[at])

    def difference(self, leader: int, row: int) -> str:
        """What the two say differently of themselves."""
        differences: list[str] = []
        if self.status[row] != self.status[leader]:
            differences.append(msg(";状态不同({own},按 {other})", own=self.status[row], other=self.status[leader]))
        if self.types[row] != self.types[leader]:
            differences.append(msg(";类型不同({own},按 {other})", own=self.types[row], other=self.types[leader]))
        return joined("", differences)


def _standing(rows: gpd.GeoDataFrame, groups: _Groups) -> gpd.GeoDataFrame:
    labels = rows.index.to_numpy()
    serves = rows["serves"].to_numpy(dtype=object, copy=True)
    told = {
        name: rows[name].to_numpy(dtype=object, copy=True) for name in ("address", *OPENINGS, *CONTACTS) if name in rows.columns
    }
    room = {name: rows[name].to_numpy(dtype=float, copy=True) for name in ROOM if name in rows.columns}
    for leader, members in groups.members.items():
        members.sort()
        every = (leader, *members)
        for words in told.values():
            words[leader] = next((words[at] for at in every if words[at]), "")
        serves[leader] = ";".join(sorted({word for at in every for word in serves[at].split(";")} - {""}))
        for amounts in room.values():
            amounts[leader] = next((amounts[at] for at in every if not np.isnan(amounts[at])), np.nan)
    stands = groups.leader == np.arange(len(rows))
    lists = [[labels[at] for at in groups.of(leader)] for leader in np.flatnonzero(stands).tolist()]
    kept = rows.assign(serves=serves, **told, **room)[stands]
    return kept.assign(_members=pd.Series(lists, index=kept.index, dtype=object))


def _report_only(
    rows: gpd.GeoDataFrame, groups: _Groups, found: _Groups, doubts: Sequence[tuple[int, int]]
) -> tuple[gpd.GeoDataFrame, list[Finding]]:
    findings = _findings(rows, found, doubts, merged=False, level="warning")
    return _standing(rows, groups), findings


def _findings(
    rows: gpd.GeoDataFrame,
    groups: _Groups,
    doubts: Sequence[tuple[int, int]],
    *,
    merged: bool = True,
    level: str = "info",
) -> list[Finding]:
    cells = _Cells(rows)
    findings = []
    count = sum(map(len, groups.members.values()))
    if count:
        shown = [
            {"kept": cells.shown(leader), "merged": cells.shown(row), "why": _because(groups, row)}
            for leader in sorted(groups.members)
            for row in groups.members[leader]
        ]
        lists = sorted({(str(cells.files[a]), str(cells.files[b])) for a in groups.members for b in groups.members[a]})
        evidence = {"rows": count, "facilities": len(groups.members), "lists": lists, "merges": shown[:SHOWN]}
        text = (
            msg(
                "{count} 行与另一份清单(或本清单另一行)的 {others} 处是同一处设施,已合并(见 problems.csv)",
                count=count,
                others=len(groups.members),
            )
            if merged
            else msg(
                "{count} 行与另一份清单(或本清单另一行)的 {others} 处可能是同一处设施,按设置没有合并(见 problems.csv)",
                count=count,
                others=len(groups.members),
            )
        )
        findings.append(Finding("", "", "duplicates", level, text, evidence))
    if doubts:
        shown = [{"one": cells.shown(a), "other": cells.shown(b)} for a, b in doubts[:SHOWN]]
        text = msg("{count} 对设施名称相同而分店不明,可能重复,都保留了", count=len(doubts))
        findings.append(Finding("", "", "duplicates", "warning", text, {"pairs": len(doubts), "doubts": shown}))
    return findings
