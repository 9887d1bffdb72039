"""Values per community from small tables: supply and feedback."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from xc_gis.errors import InputError, nearest_spelling
from xc_gis.languages.message import joined, msg
from xc_gis.model import InputRecord
from xc_gis.sources.people.communities import check_ids
from xc_gis.sources.rows.cells import ROW, is_missing, numbers
from xc_gis.sources.rows.keys import Keys, id_texts
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.study.named_files import StudyFiles
from xc_gis.sources.tables.read import read_table
from xc_gis.sources.tables.role_words import role_word

VALUE_NAMES = {"community_id": (msg("社区编号"),), "value": (msg("数值"),)}
"""What the two columns are called in messages."""


def value_rows(files: StudyFiles, path: str) -> pd.DataFrame:
    """The table as it stands. Raises ``InputError`` where it cannot be read."""
    place = files.resolve(path)
    return files.opened.once("values", place, lambda: read_table(place, path, encoding=None, sheet=None, header_row=1))


def read_values(
    files: StudyFiles, role: str, path: str | None, communities: pd.Series, notes: Notes | None = None
) -> tuple[Mapping[str, float] | None, InputRecord | None]:
    """
    Read ``community_id, value`` (0-1); a community without a row or value has not this component.

    Raises ``InputError`` for an unknown or repeated community and for a value that is no number from 0 to 1.
    """
    if path is None:
        return None, None
    frame = value_rows(files, path)
    for name in ("community_id", "value"):
        if name not in frame.columns:
            found = joined("、", (str(c) for c in frame.columns if c != ROW))
            raise InputError(
                msg(
                    "{shown} 缺少列 {missing}；现有：{found}", shown=path, missing=role_word(name, VALUE_NAMES[name]), found=found
                ),
                hint=msg("需要 community_id 和 value 两列"),
            )
    ids = id_texts(frame["community_id"], frame[ROW], path, msg("社区编号"))
    keys = Keys(communities, msg("社区编号"))
    ids = pd.Series(keys.found(ids.tolist(), frame[ROW].tolist()), index=ids.index, dtype=object)
    if notes is not None:
        keys.tell(notes)
    check_ids(ids, frame[ROW], path, msg("社区编号"))
    stranger = ~ids.isin(communities)
    if stranger.any():
        row, word = int(frame[ROW][stranger].iloc[0]), ids[stranger].iloc[0]
        raise InputError(
            msg("{path} 第 {row} 行:没有社区 “{word}”", path=path, row=row, word=word),
            hint=nearest_spelling(word, communities.tolist()),
        )
    values, missing = numbers(frame["value"]), is_missing(frame["value"])
    wrong = ~missing & ~values.between(0, 1)
    if wrong.any():
        row, value = int(frame[ROW][wrong].iloc[0]), frame["value"][wrong].iloc[0]
        raise InputError(
            msg("{path} 第 {row} 行:value = {value!r} 不是 0 到 1 的数", path=path, row=row, value=value),
            hint=msg("百分数请除以 100"),
        )
    known = {str(i): float(v) for i, v, gone in zip(ids, values, missing, strict=True) if not gone}
    record = InputRecord(role, path, files.sha256(path), len(frame), len(known), "")
    return known, record
