"""
Tickets of the hotline, counted at the door.

Only the columns of the schema are taken (``ticket_rows``); a row with a personal datum in one of them is refused, counted by kind. What leaves this
module are counts by community, service and month: no ticket, no number, no place, no word of one. Every message says rows and kinds, never a cell.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import partial

import geopandas as gpd
import numpy as np
import pandas as pd
import shapely

from xc_gis.errors import CrsError, InputError
from xc_gis.languages.message import joined, msg
from xc_gis.model import ANSWERS, TICKET_COUNT_COLUMNS, HotlineCounts, InputRecord
from xc_gis.sources.crs.conversion import converted
from xc_gis.sources.crs.declared import understood
from xc_gis.sources.governance.communities import KnownCommunities
from xc_gis.sources.governance.personal_data import KIND_WORDS, kinds_of
from xc_gis.sources.governance.repeated_words import by_word
from xc_gis.sources.governance.safe_reading import without_cells_in_faults
from xc_gis.sources.governance.ticket_rows import ticket_rows
from xc_gis.sources.governance.ticket_services import ServiceWords
from xc_gis.sources.governance.words import ANSWERED_NO, ANSWERED_YES, NOT_KNOWN
from xc_gis.sources.rows.cells import ROW, is_missing, numbers
from xc_gis.sources.rows.left_out_reasons import AFTER_STUDY, NO_COMMUNITY, NO_DAY, PERSONAL_DATA, TICKET_TWICE
from xc_gis.sources.rows.left_out_rows import ProblemList
from xc_gis.sources.rows.notes import Notes, listed
from xc_gis.sources.study.governance_tables import TicketsTable
from xc_gis.sources.study.named_files import StudyFiles
from xc_gis.sources.tables.marks import yes_no

DAY = r"^(\d{4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})"


@dataclass(frozen=True)
class Places:
    """What tickets are placed by: ``communities`` (``COMMUNITY_COLUMNS``) in the system ``crs``."""

    communities: gpd.GeoDataFrame
    crs: str


def read_tickets(
    files: StudyFiles, table: TicketsTable, places: Places, services: ServiceWords, problems: ProblemList, notes: Notes,
    until: dt.date | None = None,
) -> tuple[HotlineCounts, InputRecord]:  # fmt: skip
    """
    Count the tickets of a table.

    ``until``: day of the study; what was received later is left out.

    Raises
    ------
    InputError
        Unreadable table, no heading with the needed columns, no usable row. Rows with a fault of their own are left out, listed and counted.
    """
    file = notes.layer
    counts, read, used = without_cells_in_faults(file, lambda: _read(files, table, places, services, problems, notes, until))
    record = InputRecord("hotline", file, files.sha256(table.path), read, used, table.crs or "")
    _tell_left_out(problems, read, notes)
    return HotlineCounts(counts, tuple(sorted(counts["month"].unique())), services.codes), record


def _read(
    files: StudyFiles, table: TicketsTable, places: Places, services: ServiceWords, problems: ProblemList, notes: Notes,
    until: dt.date | None,
) -> tuple[pd.DataFrame, int, int]:  # fmt: skip
    """Counts, rows read, rows used."""
    file = notes.layer
    rows = ticket_rows(files.resolve(table.path), table, notes)
    read = len(rows)
    known = KnownCommunities(places.communities)
    rows = _without_personal_data(rows, known, services, problems, notes)
    rows = _with_month(rows, problems, file, until)
    rows = _each_once(rows, problems, file)
    rows = _placed(rows, known, places, table, problems, notes)
    if len(rows) == 0:
        raise InputError(msg("{shown} 没有一行可用", shown=file), hint=msg("每一行为什么没有使用，见 problems.csv 或数据检查"))
    return _counted(rows, services, notes), read, len(rows)


def _without_personal_data(
    rows: pd.DataFrame, known: KnownCommunities, services: ServiceWords, problems: ProblemList, notes: Notes
) -> pd.DataFrame:
    public = {
        "community": lambda word: known.by_name(word) is not None or known.is_ambiguous(word) or known.by_id(word) is not None,
        "subdistrict": known.is_subdistrict, "category_l1": services.is_known, "category_l2": services.is_known,
    }  # fmt: skip
    kinds = pd.DataFrame(
        {role: kinds_of(rows[role], role, public.get(role, lambda _: False)) for role in rows.columns if role != ROW}
    )
    refused = (kinds != "").any(axis=1).to_numpy()
    count: dict[str, int] = {}
    for row, found in zip(rows[ROW][refused], kinds[refused].itertuples(index=False, name=None), strict=True):
        these = sorted({kind for kind in found if kind})
        for kind in these:
            count[kind] = count.get(kind, 0) + 1
        problems.add(notes.layer, int(row), PERSONAL_DATA.text(kinds=joined("、", (KIND_WORDS[kind] for kind in these))))
    if count:
        each = joined(
            "、", (msg("{kind} {count}", kind=KIND_WORDS[kind], count=count[kind]) for kind in KIND_WORDS if kind in count)
        )
        text = msg("{count} 行的规定各列中含有个人信息，整行没有读取：{each}", count=int(refused.sum()), each=each)
        notes.add("rows", "warning", text, {"refused": dict(sorted(count.items()))})
    return rows[~refused]


def _with_month(rows: pd.DataFrame, problems: ProblemList, file: str, until: dt.date | None) -> pd.DataFrame:
    """Rows with the month in which they were received, as ``2026-06``; none that were received after ``until``."""
    day = by_word(rows["received_at"], _days)
    lost = day.isna()
    problems.add_all(file, rows[ROW][lost], NO_DAY.text())
    rows, day = rows[~lost], day[~lost]
    late = day > until.isoformat() if until is not None else pd.Series(data=False, index=day.index)
    problems.add_all(file, rows[ROW][late], AFTER_STUDY.text())
    return rows.assign(month=day.str.slice(stop=7))[~late]


def _days(words: pd.Series) -> pd.Series:
    """Days, as ``2026-06-30``; missing where none stands."""
    parts = words.astype("str").str.extract(DAY)
    made = [_day(part) for part in parts.itertuples(index=False, name=None)]
    return pd.Series(made, index=words.index, dtype=object)


def _day(parts: tuple[str, str, str]) -> str | None:
    try:
        return dt.date(*map(int, parts)).isoformat()
    except (TypeError, ValueError):
        return None


def _each_once(rows: pd.DataFrame, problems: ProblemList, file: str) -> pd.DataFrame:
    if "ticket_no" not in rows.columns:
        return rows
    twice = rows["ticket_no"].duplicated() & (rows["ticket_no"] != "")
    problems.add_all(file, rows[ROW][twice], TICKET_TWICE.text(), TICKET_TWICE.action)
    return rows[~twice].drop(columns="ticket_no")


def _placed(
    rows: pd.DataFrame, known: KnownCommunities, places: Places, table: TicketsTable, problems: ProblemList, notes: Notes
) -> pd.DataFrame:
    """Rows with their ``community_id``: by name, else by their point."""
    found = pd.Series(None, index=rows.index, dtype=object)
    if "community" in rows.columns:
        streets = rows["subdistrict"] if "subdistrict" in rows.columns else pd.Series("", index=rows.index)
        asked = pd.MultiIndex.from_arrays([rows["community"], streets]).factorize()
        answers = [_community(known, str(word), str(street)) for word, street in asked[1]]
        found = pd.Series(pd.array(answers, dtype=object).take(asked[0]), index=rows.index, dtype=object)
    if {"x", "y"} <= set(rows.columns):
        left = found.isna()
        if table.crs is None and left.any():
            text = msg("{count} 行看不出社区，表中有坐标，但没有写明坐标系，没有使用", count=int(left.sum()))
            notes.add("crs", "warning", text, {"rows": int(left.sum())})
        elif table.crs and left.any():
            found[left] = _by_point(rows[left], places, table.crs, notes.layer)
    lost = found.isna()
    problems.add_all(notes.layer, rows[ROW][lost], NO_COMMUNITY.text())
    return rows.assign(community_id=found)[~lost]


def _community(known: KnownCommunities, word: str, street: str) -> str | None:
    return (known.by_name(word, street) or known.by_name(word) or known.by_id(word)) if word else None


def _by_point(rows: pd.DataFrame, places: Places, system: str, shown: str) -> list[str | None]:
    crs = understood(system)
    if crs is None:
        raise InputError(
            msg("{shown} 的坐标系 “{system}” 不认识", shown=shown, system=system), hint=msg('可用 EPSG 代码、"GCJ-02"、"BD-09"')
        )
    x, y = numbers(rows["x"]).to_numpy(), numbers(rows["y"]).to_numpy()
    usable = np.isfinite(x) & np.isfinite(y) & (x != 0)
    community = np.full(len(rows), None, dtype=object)
    if usable.any():
        try:
            points = converted(gpd.GeoSeries(shapely.points(x[usable], y[usable])), crs, places.crs, shown, confirmed=True)
        except CrsError:  # its words may cite a place
            points = None
        if points is None:
            raise CrsError(
                msg("{shown} 的坐标不在坐标系 “{system}” 的范围内", shown=shown, system=system), hint=msg("请核对 crs")
            )
        tree = shapely.STRtree(places.communities.geometry.to_numpy())
        point, area = tree.query(points.to_numpy(), predicate="intersects")
        first = pd.Series(area, index=point).groupby(level=0).min()
        community[np.flatnonzero(usable)[first.index]] = places.communities["community_id"].to_numpy()[first.to_numpy()]
    return list(community)


def _counted(rows: pd.DataFrame, services: ServiceWords, notes: Notes) -> pd.DataFrame:
    roles = [role for role in ("category_l2", "category_l1") if role in rows.columns]
    asked = (
        pd.MultiIndex.from_arrays([rows[role] for role in roles]).factorize() if len(roles) > 1 else rows[roles[0]].factorize()
    )
    words = [one if isinstance(one, tuple) else (one,) for one in asked[1]]
    codes = pd.array([services.service(*map(str, one)) for one in words], dtype=object).take(asked[0])
    columns: dict[str, object] = {
        "community_id": rows["community_id"].to_numpy(dtype=object),
        "category": codes,
        "month": rows["month"],
        "tickets": 1,
    }
    for name in ANSWERS:
        said = by_word(rows[name], partial(_answers, name=name)) if name in rows.columns else pd.Series(np.nan, index=rows.index)
        columns |= {f"{name}_yes": (said == 1).to_numpy(dtype=np.int64), f"{name}_known": said.notna().to_numpy(dtype=np.int64)}
        _note_strange(rows, name, said, notes)
    table = pd.DataFrame(columns, index=rows.index).groupby(list(TICKET_COUNT_COLUMNS[:3]), as_index=False).sum()
    return table[list(TICKET_COUNT_COLUMNS)]


def _answers(words: pd.Series, *, name: str) -> pd.Series:
    """1 yes, 0 no, NaN unknown, by word."""
    ticks = yes_no(words)
    said = [
        1.0 if tick is True or word in ANSWERED_YES[name] else 0.0 if tick is False or word in ANSWERED_NO[name] else np.nan
        for word, tick in zip(words, ticks, strict=True)
    ]
    return pd.Series(said, index=words.index, dtype=float)


def _note_strange(rows: pd.DataFrame, name: str, said: pd.Series, notes: Notes) -> None:
    """Answers that are none count as unknown, and their rows are said."""
    if name not in rows.columns:
        return
    nothing = by_word(rows[name], lambda words: is_missing(words) | words.isin(NOT_KNOWN))
    strange = said.isna() & ~nothing
    if strange.any():
        numbers_ = [int(row) for row in rows[ROW][strange]]
        text = msg(
            "列 {name} 有 {count} 行不是是或否（第 {rows} 行），按不清楚处理",
            name=name,
            count=len(numbers_),
            rows=listed(numbers_),
        )
        notes.add("rows", "warning", text, {"column": name, "rows": len(numbers_)})


def _tell_left_out(problems: ProblemList, read: int, notes: Notes) -> None:
    left = len(problems.rows)
    if left:
        text = msg(
            "{count:,} / {read:,} 件工单没有使用（逐行原因见 problems.csv），各社区的件数因此是至少这么多", count=left, read=read
        )
        notes.add("rows", "warning", text, {"left_out": left, "read": read})
