"""示范点 (demonstration points): which community was named one, at which level, in which year."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from xc_gis.errors import InputError
from xc_gis.files.plain_path import is_file
from xc_gis.languages.message import joined, msg
from xc_gis.sources.facilities.status import read_day
from xc_gis.sources.governance.communities import KnownCommunities, communities_of
from xc_gis.sources.governance.table_rows import read_rows, require
from xc_gis.sources.governance.words import POINT_HEADINGS
from xc_gis.sources.rows.cells import ROW, texts
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.study.named_files import StudyFiles
from xc_gis.sources.study.tables import AreaTable

POINT_COLUMNS = ("community_id", "level", "year", "document")
"""``level``: 市级, 区级 … as the table says it; ``year``: in which it was named; ``document``: empty where the table names none."""


def read_points(path: Path, communities: pd.DataFrame) -> pd.DataFrame:
    """
    Read a table of demonstration points.

    Parameters
    ----------
    path
        Any table that a study may name.
    communities
        ``community_id, name, subdistrict`` of those that are known.

    Returns
    -------
    DataFrame
        ``POINT_COLUMNS``, by community, year and level.

    Raises
    ------
    InputError
        No such file; a missing column; an unknown community, no level, no year, a point twice: with file and row.
    """
    if not is_file(path):
        raise InputError(msg("找不到示范点表 {file}", file=path.name), hint=msg("请检查示范点表的路径"))
    notes = Notes(path.name, "demonstration")
    files, table = StudyFiles(path.parent, path.name), AreaTable(path=path.name)
    frame = read_rows(files, table, POINT_HEADINGS, notes)
    require(frame, ("level", "year"), POINT_HEADINGS, notes)
    found = pd.DataFrame(
        {
            "community_id": communities_of(frame, KnownCommunities(communities), notes),
            "level": texts(frame["level"]).str.strip(),
            "year": [_year(word, int(row), notes) for word, row in zip(texts(frame["year"]), frame[ROW], strict=True)],
            "document": texts(frame["document"]).str.strip() if "document" in frame.columns else "",
        }
    )
    unnamed = found["level"] == ""
    if unnamed.any():
        raise InputError(
            msg("{shown} 第 {row} 行:没有写级别", shown=notes.layer, row=int(frame[ROW][unnamed].iloc[0])),
            hint=msg("如 市级、区级"),
        )
    twice = found.duplicated(["community_id", "level"], keep=False)
    if twice.any():
        community, level = found.loc[twice, ["community_id", "level"]].iloc[0]
        mine = (found["community_id"] == community) & (found["level"] == level)
        rows = joined("、", (str(int(row)) for row in frame[ROW][mine][:5]))
        raise InputError(
            msg("{shown}:社区 {community} 的{level}示范点有几行（第 {rows} 行）", shown=notes.layer, community=community, level=level, rows=rows),
            hint=msg("一个社区的每个级别只写一行，写命名的年份"),
        )  # fmt: skip
    return found[list(POINT_COLUMNS)].sort_values(["community_id", "year", "level"], kind="stable", ignore_index=True)


def _year(word: str, row: int, notes: Notes) -> int:
    day = read_day(word.removesuffix(".0"))
    if day is None:
        raise InputError(
            msg("{shown} 第 {row} 行:看不出年份(读到 “{word}”)", shown=notes.layer, row=row, word=word),
            hint=msg("如 2026 或 2026年"),
        )
    return day.year
