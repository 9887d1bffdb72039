"""Values per community from small tables: supply and feedback."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from xc_gis.errors import InputError, nearest_spelling
from xc_gis.model import InputRecord
from xc_gis.sources.keys import Keys, id_texts
from xc_gis.sources.notes import Notes
from xc_gis.sources.people.communities import check_ids
from xc_gis.sources.provenance import file_sha256
from xc_gis.sources.study.file import StudyFile
from xc_gis.sources.tables.cells import ROW, is_missing, numbers
from xc_gis.sources.tables.read import read_table


def read_values(
    study: StudyFile, role: str, path: str | None, communities: pd.Series, notes: Notes | None = None
) -> tuple[Mapping[str, float] | None, InputRecord | None]:
    """
    Read ``community_id, value`` (0-1); a community without a row or value has not this component.

    Raises ``InputError`` for an unknown or repeated community and for a value that is no number from 0 to 1.
    """
    if path is None:
        return None, None
    frame = read_table(study.resolve(path), path, encoding=None, sheet=None, header_row=1)
    for name in ("community_id", "value"):
        if name not in frame.columns:
            found = "、".join(str(c) for c in frame.columns if c != ROW)
            raise InputError(f"{path} 缺少列 {name}(现有:{found})", hint="需要 community_id 和 value 两列")
    ids = id_texts(frame["community_id"], frame[ROW], path, "社区编号")
    keys = Keys(communities, "社区编号")
    ids = pd.Series(keys.found(ids.tolist(), frame[ROW].tolist()), index=ids.index, dtype=object)
    if notes is not None:
        keys.tell(notes)
    check_ids(ids, frame[ROW], path, "社区编号")
    stranger = ~ids.isin(communities)
    if stranger.any():
        row, word = int(frame[ROW][stranger].iloc[0]), ids[stranger].iloc[0]
        raise InputError(f"{path} 第 {row} 行:没有社区 “{word}”", hint=nearest_spelling(word, communities.tolist()))
    values, missing = numbers(frame["value"]), is_missing(frame["value"])
    wrong = ~missing & ~values.between(0, 1)
    if wrong.any():
        row, value = int(frame[ROW][wrong].iloc[0]), frame["value"][wrong].iloc[0]
        raise InputError(f"{path} 第 {row} 行:value = {value!r} 不是 0 到 1 的数", hint="百分数请除以 100")
    known = {str(i): float(v) for i, v, gone in zip(ids, values, missing, strict=True) if not gone}
    record = InputRecord(role, path, file_sha256(study.resolve(path)), len(frame), len(known), "")
    return known, record
