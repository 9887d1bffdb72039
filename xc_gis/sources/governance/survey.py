"""The survey of the service catalogue: the catalogue (大类, 项, 小项; as many as it has) and what was found in each community."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from xc_gis.errors import InputError, nearest_spelling
from xc_gis.languages.message import joined, msg
from xc_gis.model import CATALOGUE_COLUMNS, NO, SURVEY_ANSWER_COLUMNS, UNKNOWN, YES, InputRecord, ServiceSurvey
from xc_gis.sources.governance.communities import KnownCommunities, communities_of
from xc_gis.sources.governance.percentages import SATISFACTION, shares
from xc_gis.sources.governance.public_words import cited
from xc_gis.sources.governance.repeated_words import by_word
from xc_gis.sources.governance.rough_numbers import note_rough
from xc_gis.sources.governance.table_rows import HEADINGS, plain_headings, read_rows, require
from xc_gis.sources.governance.words import CATALOGUE_HEADINGS, NOT_KNOWN, NOT_PROVIDED, PROVIDED, SURVEY_HEADINGS
from xc_gis.sources.rows.cells import ROW, is_missing, texts
from xc_gis.sources.rows.keys import Keys, id_text, key_of
from xc_gis.sources.rows.notes import Notes, listed
from xc_gis.sources.study.governance_tables import SurveyTable
from xc_gis.sources.study.named_files import StudyFiles, shown_path
from xc_gis.sources.tables.marks import yes_no
from xc_gis.sources.tables.role_words import role_word

LEVELS = ("division", "item", "subitem")


def read_survey(
    files: StudyFiles, table: SurveyTable, communities: pd.DataFrame, items_notes: Notes, notes: Notes
) -> tuple[ServiceSurvey, tuple[InputRecord, InputRecord]]:
    """
    Read catalogue and survey.

    Parameters
    ----------
    communities
        ``community_id, name, subdistrict``.
    items_notes, notes
        Take what was found out about either file.

    Raises
    ------
    InputError
        A column that is missing; an unknown community or 小项, a row twice, an answer that is none, a satisfaction that is none: with file and row.
    """
    catalogue = read_catalogue(files, table, items_notes)
    frame = read_rows(files, table.table, SURVEY_HEADINGS, notes)
    if "provided" not in frame.columns:
        _refuse_wide(frame.attrs[HEADINGS], catalogue, notes)
    if "code" not in frame.columns:
        require(frame, ["subitem"], SURVEY_HEADINGS, notes)
    require(frame, ["provided"], SURVEY_HEADINGS, notes)
    ids = communities_of(frame, KnownCommunities(communities), notes)
    codes = _codes(frame, catalogue, notes)
    answers = pd.DataFrame({"community_id": ids, "code": codes, "provided": _provided(frame, notes)})
    answers["satisfaction"] = shares(frame, "satisfaction", notes) if "satisfaction" in frame.columns else float("nan")
    if "satisfaction" in frame.columns:
        note_rough(frame, "satisfaction", answers["satisfaction"], SATISFACTION, notes)
    _refuse_twice(answers, frame, notes.layer)
    _note_contradictions(answers, frame, notes)
    answers = answers[list(SURVEY_ANSWER_COLUMNS)].sort_values(["community_id", "code"], kind="stable", ignore_index=True)
    records = (
        InputRecord("survey_items", items_notes.layer, files.sha256(table.items.path), len(catalogue), len(catalogue), ""),
        InputRecord("survey", notes.layer, files.sha256(table.table.path), len(frame), len(answers), ""),
    )
    return ServiceSurvey(table.base, catalogue, answers), records


def survey_notes(table: SurveyTable) -> tuple[Notes, Notes]:
    """Where findings on the catalogue and on the survey are collected."""
    return Notes(shown_path(table.items.path), "survey.items"), Notes(shown_path(table.table.path), "survey")


def read_catalogue(files: StudyFiles, table: SurveyTable, notes: Notes) -> pd.DataFrame:
    """The catalogue (``CATALOGUE_COLUMNS``); a 小项 without a code has its name for one. Raises ``InputError`` with the row."""
    frame = read_rows(files, table.items, CATALOGUE_HEADINGS, notes)
    require(frame, LEVELS, CATALOGUE_HEADINGS, notes)
    found = pd.DataFrame({level: texts(frame[level]) for level in LEVELS})
    for level in LEVELS:
        blank = found[level] == ""
        if blank.any():
            raise InputError(
                msg("{shown} 第 {row} 行没有 {level}（共 {count} 行）", shown=notes.layer, row=int(frame[ROW][blank].iloc[0]), level=role_word(level, CATALOGUE_HEADINGS[level]),
                    count=int(blank.sum())),
                hint=msg("请每行填写；合并单元格另存为 CSV 后只有首行有字"),
            )  # fmt: skip
    found["code"] = texts(frame["code"]).map(id_text) if "code" in frame.columns else found["subitem"]
    blank = found["code"] == ""
    if blank.any():
        raise InputError(
            msg("{shown} 第 {row} 行没有小项编号（共 {count} 行）", shown=notes.layer, row=int(frame[ROW][blank].iloc[0]), count=int(blank.sum())),
            hint=msg("请补全后重试"),
        )  # fmt: skip
    twice = found["code"].map(key_of).duplicated(keep=False)
    if twice.any():
        rows = joined("、", (str(int(row)) for row in frame[ROW][twice][:5]))
        raise InputError(
            msg("{shown} 的小项 “{code}” 重复（第 {rows} 行）", shown=notes.layer, code=found["code"][twice].iloc[0], rows=rows),
            hint=msg("小项名称相同的请加编号列，或更正后重试"),
        )
    counts = [found.drop_duplicates(list(LEVELS[: n + 1])).shape[0] for n in range(3)]
    text = msg(
        "服务目录：{divisions} 大类、{items} 项、{subitems} 小项", divisions=counts[0], items=counts[1], subitems=counts[2]
    )
    notes.add("rows", "info", text, dict(zip(("divisions", "items", "subitems"), counts, strict=True)))
    return found[list(CATALOGUE_COLUMNS)].reset_index(drop=True)


def _refuse_wide(headings: Sequence[str], catalogue: pd.DataFrame, notes: Notes) -> None:
    """Stop where two columns or more are headed by a 小项, by its name or code: an answer is a row here."""
    known = {word for name in ("code", "subitem") for cell in catalogue[name] for word in plain_headings(str(cell))}
    items = [heading for heading in headings if not known.isdisjoint(plain_headings(heading))]
    if len(items) > 1:
        raise InputError(
            msg("{shown} 是每个小项占一列（{items} 等 {count} 列），读不了", shown=notes.layer, items=joined("、", map(cited, items[:2])), count=len(items)),
            hint=msg("请改成每个社区和小项一行：社区、小项、是否提供、满意度（在表格软件中可用“逆透视列”）"),
        )  # fmt: skip


def _codes(frame: pd.DataFrame, catalogue: pd.DataFrame, notes: Notes) -> pd.Series:
    """Code of the 小项 of each row; by its name where the table has no codes."""
    column = "code" if "code" in frame.columns else "subitem"
    words = by_word(frame[column], lambda cells: texts(cells).map(id_text))
    known = Keys(catalogue[column], msg("小项"))
    name_of = dict(zip(catalogue[column], catalogue["code"], strict=True))
    doubtful = set(catalogue["subitem"][catalogue["subitem"].duplicated()]) if column == "subitem" else set()
    answers = {word: known.find(word) for word in words.unique()}
    codes = words.map(lambda word: None if (found := answers[word]) is None or found in doubtful else name_of[found])
    lost = codes.isna()
    if lost.any():
        row, word = int(frame[ROW][lost].iloc[0]), words[lost].iloc[0]
        raise InputError(
            msg("{shown} 第 {row} 行:目录中没有小项 “{word}”，或有几个同名（共 {count} 行）", shown=notes.layer, row=row, word=cited(word),
                count=int(lost.sum())),
            hint=nearest_spelling(word, [str(one) for one in catalogue[column]]) or msg("请核对小项编号或名称"),
        )  # fmt: skip
    return codes


def _provided(frame: pd.DataFrame, notes: Notes) -> pd.Series:
    """Yes, no or unknown; an empty cell is unknown, never no."""
    words = by_word(frame["provided"], texts)
    each = pd.Series(words.unique(), dtype=object)
    ticks, blank = yes_no(each), is_missing(each)
    answers = {
        word: YES if tick is True or word in PROVIDED else NO if tick is False or word in NOT_PROVIDED
        else UNKNOWN if empty or word.casefold() in NOT_KNOWN else None
        for word, tick, empty in zip(each, ticks, blank, strict=True)
    }  # fmt: skip
    found = words.map(answers)
    lost = found.isna()
    if lost.any():
        raise InputError(
            msg("{shown} 第 {row} 行:看不出是否提供（“{word}”，共 {count} 行）", shown=notes.layer, row=int(frame[ROW][lost].iloc[0]),
                word=cited(words[lost].iloc[0]), count=int(lost.sum())),
            hint=msg("请写 是、否 或 不清楚"),
        )  # fmt: skip
    empty = words == ""
    if empty.any():
        rows = [int(row) for row in frame[ROW][empty]]
        text = msg("{count} 行没有填是否提供（第 {rows} 行），按不清楚处理，不算“否”", count=len(rows), rows=listed(rows))
        notes.add("rows", "warning", text, {"rows": rows})
    return found


def _refuse_twice(answers: pd.DataFrame, frame: pd.DataFrame, shown: str) -> None:
    twice = answers.duplicated(["community_id", "code"], keep=False)
    if twice.any():
        community, code = answers.loc[twice, ["community_id", "code"]].iloc[0]
        mine = (answers["community_id"] == community) & (answers["code"] == code)
        rows = joined("、", (str(int(row)) for row in frame[ROW][mine][:5]))
        raise InputError(
            msg(
                "{shown}:社区 {community} 的小项 {code} 有几行（第 {rows} 行）",
                shown=shown,
                community=community,
                code=code,
                rows=rows,
            ),
            hint=msg("请合并或更正后重试"),
        )


def _note_contradictions(answers: pd.DataFrame, frame: pd.DataFrame, notes: Notes) -> None:
    """Satisfaction with what is not provided says nothing: it is not used."""
    odd = (answers["provided"] == NO) & answers["satisfaction"].notna()
    if odd.any():
        rows = [int(row) for row in frame[ROW][odd]]
        text = msg("{count} 行没有提供却填了满意度（第 {rows} 行），满意度没有使用", count=len(rows), rows=listed(rows))
        notes.add("rows", "warning", text, {"rows": rows})
        answers.loc[odd, "satisfaction"] = float("nan")
