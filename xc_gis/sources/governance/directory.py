"""The directory of services (便民服务名录): who offers what, where, and whether it can be booked online."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd

from xc_gis.errors import InputError
from xc_gis.languages.message import msg
from xc_gis.model import ENTRY_COLUMNS, Directory, InputRecord
from xc_gis.sources.governance.communities import KnownCommunities, communities_of
from xc_gis.sources.governance.public_words import nameless, without_personal
from xc_gis.sources.governance.repeated_words import by_word
from xc_gis.sources.governance.resource_kinds import known_kind, read_directory_kinds
from xc_gis.sources.governance.row_points import communities_around, points_of
from xc_gis.sources.governance.table_rows import read_rows, require
from xc_gis.sources.governance.words import DIRECTORY_HEADINGS
from xc_gis.sources.rows.cells import ROW, is_missing, texts
from xc_gis.sources.rows.keys import id_text, key_of
from xc_gis.sources.rows.left_out_reasons import ENTRY_TWICE
from xc_gis.sources.rows.left_out_rows import ProblemList
from xc_gis.sources.rows.notes import Notes, listed
from xc_gis.sources.study.governance_tables import DirectoryTable
from xc_gis.sources.study.named_files import StudyFiles
from xc_gis.sources.tables.marks import yes_no
from xc_gis.standard import Standard

SAYS = {"address": msg("地址"), "phone": msg("电话"), "hours": msg("营业时间"), "url": msg("网址")}
"""Columns that are taken as they are written, and what they are called."""


def read_directory(
    files: StudyFiles, table: DirectoryTable, communities: gpd.GeoDataFrame, standard: Standard, problems: ProblemList, kinds_notes: Notes, notes: Notes
) -> tuple[Directory, tuple[InputRecord, ...]]:  # fmt: skip
    """
    Read categories and directory.

    An entry belongs to the community that it names, else to the one in which its place lies, else to none: then it counts for the district alone. An
    entry that stands twice is left out and listed.

    Parameters
    ----------
    communities
        ``COMMUNITY_COLUMNS`` in the analysis CRS.

    Raises
    ------
    InputError
        A missing column, an entry without a name, an unknown community or 小类, a booking that is neither yes nor no: with file and row.
    """
    categories, of_kinds = read_directory_kinds(files, table.categories, standard, kinds_notes)
    frame = read_rows(files, table.table, DIRECTORY_HEADINGS, notes)
    require(frame, ("kind", "name"), DIRECTORY_HEADINGS, notes)
    if categories is None:
        require(frame, ["division"], DIRECTORY_HEADINGS, notes)
    name = texts(frame["name"])
    _refuse(name == "", frame, notes, msg("没有名称"))
    clean = without_personal(name, "name", frame, msg("名称"), notes)
    name = clean.where(clean != "", frame[ROW].map(nameless))
    places = points_of(frame, table.table.crs, str(communities.crs), notes)
    division, kind = _kinds(frame, categories, notes)
    found = pd.DataFrame(
        {
            "row": frame[ROW], "community_id": _communities(frame, communities, places, notes), "division": division, "kind": kind, "name": name,
            **{role: without_personal(_said(frame, role), role, frame, words, notes) for role, words in SAYS.items()}, "booking": _bookings(frame, notes),
            "facility_id": _said(frame, "facility_id").map(id_text), "x": places[:, 0], "y": places[:, 1],
        }
    )  # fmt: skip
    read = len(found)
    found = _each_once(found, problems, notes)
    text = msg(
        "服务名录：{divisions} 大类、{kinds} 小类、{entries} 家，{phones} 家有电话，{bookable} 家可在线预约",
        divisions=found["division"].nunique(), kinds=len(found.drop_duplicates(["division", "kind"])), entries=len(found),
        phones=int((found["phone"] != "").sum()), bookable=int((found["booking"] == "yes").sum()),
    )  # fmt: skip
    notes.add("rows", "info", text, {"entries": len(found)})
    record = InputRecord("directory", notes.layer, files.sha256(table.table.path), read, len(found), table.table.crs or "")
    types = {kind: codes for (_, kind), codes in (categories or {}).items() if codes}
    entries = found[list(ENTRY_COLUMNS)].reset_index(drop=True)
    return Directory(entries, types, tuple(categories or ())), (record, of_kinds) if of_kinds else (record,)


def _said(frame: pd.DataFrame, role: str) -> pd.Series:
    if role not in frame.columns:
        return pd.Series("", index=frame.index, dtype=object)
    return texts(frame[role]).mask(is_missing(frame[role]), "")


def _refuse(wrong: pd.Series, frame: pd.DataFrame, notes: Notes, why: str) -> None:
    if wrong.any():
        row = int(frame[ROW][wrong].iloc[0])
        raise InputError(
            msg("{shown} 第 {row} 行{why}（共 {count} 行）", shown=notes.layer, row=row, why=why, count=int(wrong.sum())),
            hint=msg("请补全后重试；合并单元格另存为 CSV 后只有首行有字"),
        )


def _kinds(
    frame: pd.DataFrame, categories: dict[tuple[str, str], tuple[str, ...]] | None, notes: Notes
) -> tuple[pd.Series, pd.Series]:
    """大类 and 小类 of each entry, as the table of categories writes them."""
    kind = by_word(frame["kind"], texts)
    if categories is None:
        division = by_word(frame["division"], texts)
        _refuse((kind == "") | (division == ""), frame, notes, msg("没有大类或小类"))
        return division, kind
    kind = known_kind(kind, [one for _, one in categories], frame[ROW], notes)
    return kind.map({one: division for division, one in categories}), kind


def _communities(frame: pd.DataFrame, communities: gpd.GeoDataFrame, places: np.ndarray, notes: Notes) -> pd.Series:
    found = pd.Series(communities_around(places, communities), index=frame.index, dtype=object)
    role = next((role for role in ("community_id", "community") if role in frame.columns), None)
    if role is not None:
        said = by_word(frame[role], texts) != ""
        if said.any():
            found[said] = communities_of(frame[said], KnownCommunities(communities), notes)
    lost = int(found.isna().sum())
    if lost:
        notes.add("places", "info", msg("{count} 家没有写社区，也不在任何社区内，只计入全区", count=lost), {"rows": lost})
    return found.where(found.notna(), None)


def _bookings(frame: pd.DataFrame, notes: Notes) -> pd.Series:
    if "booking" not in frame.columns:
        return pd.Series("", index=frame.index, dtype=object)
    ticks = by_word(frame["booking"], yes_no)
    blank = by_word(frame["booking"], is_missing) & ticks.isna()
    wrong = ~blank & ticks.isna()
    if wrong.any():
        rows = [int(row) for row in frame[ROW][wrong]]
        text = msg("{count} 行看不出能否在线预约（第 {rows} 行），按不清楚处理", count=len(rows), rows=listed(rows))
        notes.add("rows", "warning", text, {"rows": rows})
    return ticks.map({True: "yes", False: "no"}).where(~blank & ~wrong, "").fillna("")


def _each_once(found: pd.DataFrame, problems: ProblemList, notes: Notes) -> pd.DataFrame:
    """Leave out entries that repeat one in community, 小类, name, address and place."""
    keys = found[["community_id", "kind", "facility_id", "x", "y"]].assign(
        name=found["name"].map(key_of), address=found["address"].map(key_of)
    )
    twice = keys.duplicated()
    problems.add_all(notes.layer, found["row"][twice], ENTRY_TWICE.text(), ENTRY_TWICE.action)
    if twice.any():
        rows = [int(row) for row in found["row"][twice]]
        text = msg("{count} 行与前面的条目完全相同（第 {rows} 行），没有重复计数", count=len(rows), rows=listed(rows))
        notes.add("rows", "warning", text, {"rows": rows})
    return found[~twice]
