"""The census of resources (资源普查): what there is in each community, by kind."""

from __future__ import annotations

import geopandas as gpd
import numpy as np
import pandas as pd

from xc_gis.errors import InputError, StudyError, nearest_spelling
from xc_gis.languages.message import msg
from xc_gis.model import RESOURCE_COLUMNS, Census, InputRecord
from xc_gis.sources.governance.communities import KnownCommunities, communities_of
from xc_gis.sources.governance.numerals import chinese_number
from xc_gis.sources.governance.public_words import cited, nameless, without_personal
from xc_gis.sources.governance.repeated_words import by_word
from xc_gis.sources.governance.resource_kinds import known_kind, read_kinds
from xc_gis.sources.governance.rough_numbers import note_rough
from xc_gis.sources.governance.row_points import points_of
from xc_gis.sources.governance.table_rows import read_rows, require
from xc_gis.sources.governance.words import ALL_KINDS, CENSUS_HEADINGS
from xc_gis.sources.rows.cells import ROW, is_missing, numbers, texts
from xc_gis.sources.rows.keys import id_text, key_of
from xc_gis.sources.rows.left_out_reasons import RESOURCE_TWICE
from xc_gis.sources.rows.left_out_rows import ProblemList
from xc_gis.sources.rows.notes import Notes, listed
from xc_gis.sources.study.governance_tables import CensusTable
from xc_gis.sources.study.named_files import StudyFiles
from xc_gis.standard import Standard


def read_census(
    files: StudyFiles, table: CensusTable, communities: gpd.GeoDataFrame, standard: Standard, problems: ProblemList, kinds_notes: Notes, notes: Notes
) -> tuple[Census, tuple[InputRecord, ...]]:  # fmt: skip
    """
    Read kinds and census.

    A row with a name and no count is one resource; a row with neither says that it is not known. A resource that stands twice is left out and listed.

    Parameters
    ----------
    communities
        ``COMMUNITY_COLUMNS`` in the analysis CRS.

    Raises
    ------
    InputError
        A missing column, an unknown community or kind, a count that is none or negative, two counts of one kind in one community, a count
        beside named resources of the same kind: with file and row.
    """
    kinds, of_kinds = read_kinds(files, table.kinds, standard, kinds_notes)
    frame = read_rows(files, table.table, CENSUS_HEADINGS, notes)
    require(frame, ["kind"], CENSUS_HEADINGS, notes)
    if "count" not in frame.columns:
        require(frame, ["name"], CENSUS_HEADINGS, notes)
    ids = communities_of(frame, KnownCommunities(communities), notes)
    named = known_kind(by_word(frame["kind"], texts), kinds["kind"].tolist(), frame[ROW], notes)
    name, address = _names(frame, notes), _text(frame, "address")
    places = points_of(frame, table.table.crs, str(communities.crs), notes)
    found = pd.DataFrame(
        {
            "row": frame[ROW], "community_id": ids, "kind": named, "name": name, "count": _counts(frame, name, notes),
            "facility_id": _text(frame, "facility_id").map(id_text), "x": places[:, 0], "y": places[:, 1],
        }
    )  # fmt: skip
    read = len(found)
    found = _each_once(found, address, problems, notes)
    _refuse_two_counts(found, notes.layer)
    complete = _complete(table, kinds["kind"].tolist(), files.file_name)
    notes.add(
        "rows", "info", msg("{count} 行资源，{communities} 个社区", count=len(found), communities=found["community_id"].nunique())
    )
    records = (InputRecord("census", notes.layer, files.sha256(table.table.path), read, len(found), table.table.crs or ""),)
    resources = found[list(RESOURCE_COLUMNS)].reset_index(drop=True)
    return Census(kinds, resources, complete), (*records, of_kinds) if of_kinds else records


def _text(frame: pd.DataFrame, role: str) -> pd.Series:
    return texts(frame[role]) if role in frame.columns else pd.Series("", index=frame.index, dtype=object)


def _names(frame: pd.DataFrame, notes: Notes) -> pd.Series:
    """Names of resources; one with personal data is not read, its row stays a resource of its own."""
    written = _text(frame, "name")
    names = without_personal(written, "name", frame, msg("名称"), notes)
    return names.where((written == "") | (names != ""), frame[ROW].map(nameless))


def _counts(frame: pd.DataFrame, name: pd.Series, notes: Notes) -> pd.Series:
    """How many: a number, Chinese or not; 1 for a name without one; NaN where the row says that it is not known."""
    one = pd.Series(np.where(name != "", 1.0, np.nan), index=frame.index)
    if "count" not in frame.columns:
        return one
    words = by_word(frame["count"], texts)
    missing = by_word(words, is_missing)
    found = by_word(words, numbers)
    found = found.fillna(by_word(words, lambda cells: cells.map(lambda word: _none_as_nan(chinese_number(word))).astype(float)))
    wrong = ~missing & ~((found >= 0) & (found % 1 == 0))
    if wrong.any():
        raise InputError(
            msg("{shown} 第 {row} 行的数量 “{word}” 不是 0 或正整数（共 {count} 行）", shown=notes.layer, row=int(frame[ROW][wrong].iloc[0]),
                word=cited(words[wrong].iloc[0]), count=int(wrong.sum())),
            hint=msg("没有请填 0；不清楚请留空"),
        )  # fmt: skip
    note_rough(frame, "count", found, msg("数量"), notes)
    unknown = missing & (name == "")
    if unknown.any():
        rows = [int(row) for row in frame[ROW][unknown]]
        text = msg("{count} 行没有名称也没有数量（第 {rows} 行），按不清楚处理，不算 0", count=len(rows), rows=listed(rows))
        notes.add("rows", "warning", text, {"rows": rows})
    return found.where(~missing, one)


def _none_as_nan(number: float | None) -> float:
    return np.nan if number is None else number


def _each_once(found: pd.DataFrame, address: pd.Series, problems: ProblemList, notes: Notes) -> pd.DataFrame:
    """Leave out rows that repeat a named resource in all that tells one from another."""
    keys = pd.DataFrame(
        {
            "community": found["community_id"], "kind": found["kind"], "name": found["name"].map(key_of), "address": address.map(key_of),
            "id": found["facility_id"], "x": found["x"], "y": found["y"],
        }
    )  # fmt: skip
    twice = keys.duplicated() & (found["name"] != "")
    problems.add_all(notes.layer, found["row"][twice], RESOURCE_TWICE.text(), RESOURCE_TWICE.action)
    if twice.any():
        rows = [int(row) for row in found["row"][twice]]
        text = msg("{count} 行与前面的资源完全相同（第 {rows} 行），没有重复计数", count=len(rows), rows=listed(rows))
        notes.add("rows", "warning", text, {"rows": rows})
    return found[~twice]


def _refuse_two_counts(found: pd.DataFrame, shown: str) -> None:
    """Two counts without names, or a count beside names, of one kind in one community: nobody knows whether they add up."""
    plain = found["name"] == ""
    cells = ["community_id", "kind"]
    several = found[plain].duplicated(cells, keep=False)
    both = found.merge(found.loc[~plain, cells].drop_duplicates(), on=cells, how="left", indicator=True)["_merge"] == "both"
    wrong = found.index[plain & both.to_numpy()].union(several.index[several])
    if len(wrong):
        first = found.loc[wrong[0]]
        mine = found[(found["community_id"] == first["community_id"]) & (found["kind"] == first["kind"])]
        raise InputError(
            msg("{shown}:社区 {community} 的 “{kind}” 有几个数量，或既有数量又有逐个名称（第 {rows} 行）", shown=shown,
                community=first["community_id"], kind=first["kind"], rows=listed([int(row) for row in mine["row"]])),
            hint=msg("每个社区每种只留一个数量，或逐个列出名称"),
        )  # fmt: skip


def _complete(table: CensusTable, kinds: list[str], study: str) -> frozenset[str]:
    if table.complete == ALL_KINDS:
        return frozenset(kinds)
    by_key = {key_of(kind): kind for kind in kinds}
    for word in table.complete:
        if key_of(word) not in by_key:
            raise StudyError(
                msg("{study} [census] complete:没有种类 “{word}”", study=study, word=word), hint=nearest_spelling(word, kinds)
            )
    return frozenset(by_key[key_of(word)] for word in table.complete)
