"""Residents' satisfaction as a third party surveys it: by community and service, how many answered and how content they are."""

from __future__ import annotations

import numpy as np
import pandas as pd

from xc_gis.errors import InputError, nearest_spelling
from xc_gis.languages.message import joined, msg
from xc_gis.model import ALL, SATISFACTION_ANSWER_COLUMNS, InputRecord
from xc_gis.sources.governance.communities import KnownCommunities, communities_of
from xc_gis.sources.governance.numerals import chinese_number
from xc_gis.sources.governance.percentages import SATISFACTION, shares
from xc_gis.sources.governance.public_words import cited
from xc_gis.sources.governance.repeated_words import by_word
from xc_gis.sources.governance.rough_numbers import note_rough
from xc_gis.sources.governance.table_rows import read_rows, require
from xc_gis.sources.governance.ticket_services import plain
from xc_gis.sources.governance.words import ALL_SERVICES, SATISFACTION_HEADINGS
from xc_gis.sources.rows.cells import ROW, is_missing, numbers, texts
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.study.governance_tables import SatisfactionTable
from xc_gis.sources.study.named_files import StudyFiles
from xc_gis.standard import Standard

MOST_POINTS = 10.0
"""Scores up to this and above 1 are points of a scale, not percent: a district of which less than a tenth is content was never surveyed."""


def read_satisfaction(
    files: StudyFiles, table: SatisfactionTable, communities: pd.DataFrame, standard: Standard, notes: Notes
) -> tuple[pd.DataFrame, InputRecord]:
    """
    Read a table (``SATISFACTION_ANSWER_COLUMNS``, sorted by community and category).

    Raises
    ------
    InputError
        A missing column, an unknown community or service, a row twice, a number of answers or a score that is none: with file and row.
    """
    frame = read_rows(files, table.table, SATISFACTION_HEADINGS, notes)
    require(frame, ("n", "score"), SATISFACTION_HEADINGS, notes)
    answers = pd.DataFrame(
        {
            "community_id": communities_of(frame, KnownCommunities(communities), notes),
            "category": _categories(frame, standard, notes),
            "n": _answered(frame, notes),
            "score": _scores(frame, table.scale, notes),
        }
    )
    note_rough(frame, "n", answers["n"], msg("份数"), notes)
    note_rough(frame, "score", answers["score"], SATISFACTION, notes)
    twice = answers.duplicated(["community_id", "category"], keep=False)
    if twice.any():
        community, category = answers.loc[twice, ["community_id", "category"]].iloc[0]
        named = {one.code: one.name for one in standard.categories} | {ALL: msg("总体")}
        mine = (answers["community_id"] == community) & (answers["category"] == category)
        rows = joined("、", (str(int(row)) for row in frame[ROW][mine][:5]))
        raise InputError(
            msg("{shown}:社区 {community} 的 {category} 有几行（第 {rows} 行）", shown=notes.layer, community=community, category=named[category], rows=rows),
            hint=msg("一个表只放一期调查；请合并或更正后重试"),
        )  # fmt: skip
    used = int((answers["n"].notna() & answers["score"].notna()).sum())
    record = InputRecord("satisfaction", notes.layer, files.sha256(table.table.path), len(frame), used, "")
    answers = answers[list(SATISFACTION_ANSWER_COLUMNS)].sort_values(
        ["community_id", "category"], kind="stable", ignore_index=True
    )
    return answers, record


def _categories(frame: pd.DataFrame, standard: Standard, notes: Notes) -> pd.Series:
    """Codes of the standard, ``ALL`` for a row about all services."""
    if "service" not in frame.columns:
        return pd.Series(ALL, index=frame.index, dtype=object)
    known = {plain(name): one.code for one in standard.categories for name in (one.code, one.zh, one.en) if name}
    known |= {plain(word): ALL for word in ALL_SERVICES}
    words = by_word(frame["service"], texts)
    codes = words.map(lambda word: known.get(plain(word)))
    lost = codes.isna()
    if lost.any():
        row, word = int(frame[ROW][lost].iloc[0]), words[lost].iloc[0]
        names = sorted(one.code for one in standard.categories)
        raise InputError(
            msg("{shown} 第 {row} 行:标准中没有服务类别 “{service}”", shown=notes.layer, row=row, service=cited(word)),
            hint=nearest_spelling(word, [one.zh for one in standard.categories])
            or msg("可用:{asked}", asked=joined("、", names)),
        )
    return codes


def _answered(frame: pd.DataFrame, notes: Notes) -> pd.Series:
    found = numbers(frame["n"])
    found = found.fillna(
        texts(frame["n"]).map(lambda word: np.nan if (said := chinese_number(word)) is None else said).astype(float)
    )
    wrong = ~is_missing(frame["n"]) & ~((found >= 0) & (found % 1 == 0))
    if wrong.any():
        raise InputError(
            msg("{shown} 第 {row} 行的份数不是整数（共 {count} 行）", shown=notes.layer, row=int(frame[ROW][wrong].iloc[0]), count=int(wrong.sum())),
            hint=msg("请更正后重试"),
        )  # fmt: skip
    return found


def _scores(frame: pd.DataFrame, scale: float | None, notes: Notes) -> pd.Series:
    """Shares 0-1."""
    plain_numbers = numbers(frame["score"])
    if scale is None:
        most = plain_numbers.max()
        if 1 < most <= MOST_POINTS:
            raise InputError(
                msg("{shown} 的得分最高只有 {most:g}，像是几分制而不是百分数", shown=notes.layer, most=most),
                hint=msg("五分制请在 [satisfaction] 写 scale = 5"),
            )
        return shares(frame, "score", notes)
    found = plain_numbers / scale
    wrong = ~is_missing(frame["score"]) & ~found.between(0, 1)
    if wrong.any():
        raise InputError(
            msg("{shown} 第 {row} 行的得分不在 0 到 {scale:g} 之间（共 {count} 行）", shown=notes.layer, row=int(frame[ROW][wrong].iloc[0]), scale=scale,
                count=int(wrong.sum())),
            hint=msg("请更正后重试"),
        )  # fmt: skip
    return found
