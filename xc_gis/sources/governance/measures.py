"""
The office's table of measures (项目清单): what is done about which needs, by whom, until when, for how much.

Who is responsible is an office or a role. A cell that looks like a person, a telephone or an address is refused with its row and never cited.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pandas as pd

from xc_gis.errors import InputError, nearest_spelling
from xc_gis.languages.message import joined, msg
from xc_gis.model.ledger import Measure
from xc_gis.sources.facilities.status import read_last_day
from xc_gis.sources.governance.measure_words import (
    LIST_MARKS,
    MEASURE_HEADINGS,
    STATE_WORDS,
    TEN_THOUSAND,
    WAN,
    YUAN,
)
from xc_gis.sources.governance.offices import refuse_person
from xc_gis.sources.governance.public_words import cited
from xc_gis.sources.governance.table_rows import read_rows, require
from xc_gis.sources.governance.unit_numbers import in_unit, plain_word
from xc_gis.sources.rows.cells import ROW, is_missing, texts
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.study.named_files import StudyFiles
from xc_gis.sources.study.tables import AreaTable


def read_measures(files: StudyFiles, table: AreaTable, knows: Callable[[str], bool], notes: Notes) -> list[Measure]:
    """
    Read the table.

    Parameters
    ----------
    knows
        Whether there can be a need of an id: its community and its category exist.

    Raises
    ------
    InputError
        A missing column, a number that is blank or stands twice, a need that cannot be, a state, day or budget that is none, an owner who is a person: with file and row.
    """
    frame = read_rows(files, table, MEASURE_HEADINGS, notes)
    require(frame, ("measure_id", "needs", "owner", "state"), MEASURE_HEADINGS, notes)
    words = {name: texts(frame[name]) if name in frame.columns else pd.Series("", index=frame.index) for name in MEASURE_HEADINGS}
    found: dict[str, Measure] = {}
    for at, number in zip(frame.index, frame[ROW], strict=True):
        row = int(number)
        cells = {name: str(column[at]) for name, column in words.items()}
        key = cells["measure_id"]
        if not key or key in found:
            why = msg("{shown} 第 {row} 行没有项目编号", shown=notes.layer, row=row)
            twice = msg(
                "{shown} 第 {row} 行：项目编号 {id} 重复（另见第 {other} 行）",
                shown=notes.layer,
                row=row,
                id=cited(key),
                other=found[key].row if key in found else 0,
            )
            raise InputError(twice if key else why, hint=msg("每个项目一个编号；一个项目解决几个需求时，写在同一行"))
        _refuse_personal(cells, row, notes)
        found[key] = Measure(
            key, cells["title"], _needs(cells["needs"], row, knows, notes), cells["owner"], _day(cells["deadline"], row, notes),
            _budget(frame["budget"][at], row, notes) if "budget" in frame.columns else None, _state(cells["state"], row, notes), cells["scenario"], row,
        )  # fmt: skip
    return list(found.values())


def _needs(cell: str, row: int, knows: Callable[[str], bool], notes: Notes) -> tuple[str, ...]:
    ids = tuple(dict.fromkeys(word.strip() for word in LIST_MARKS.split(cell) if word.strip()))
    if not ids:
        raise InputError(
            msg("{shown} 第 {row} 行没有需求编号", shown=notes.layer, row=row), hint=msg("请写 needs.csv 中的 need_id，几个用“;”分隔")
        )  # fmt: skip
    for one in ids:
        if not knows(one):
            raise InputError(
                msg("{shown} 第 {row} 行：没有需求 “{need}”", shown=notes.layer, row=row, need=cited(one)),
                hint=msg("需求编号由社区编号和类别代码组成，如 110102001001-VEG，见 needs.csv"),
            )
    return ids


def _refuse_personal(cells: dict[str, str], row: int, notes: Notes) -> None:
    for name, column in COLUMN_ZH.items():
        refuse_person(cells[name], column, row, notes, PUBLIC_IN[name], is_office=name == "owner")


COLUMN_ZH = {"owner": msg("责任单位"), "title": msg("名称"), "scenario": msg("方案")}
PUBLIC_IN = {"owner": frozenset[str](), "title": frozenset({"door"}), "scenario": frozenset({"door"})}
"""A measure may be named after the house number at which it stands (西四北大街 12 号增设驿站)."""


def _day(cell: str, row: int, notes: Notes) -> date | None:
    if not cell or bool(is_missing(pd.Series([cell]))[0]):
        return None
    day = read_last_day(cell)
    if day is None:
        raise InputError(
            msg("{shown} 第 {row} 行的完成时限 “{word}” 不是日期", shown=notes.layer, row=row, word=cited(cell)), hint=msg("请写成 2026-12-31 这样")
        )  # fmt: skip
    return day


def _budget(cell: object, row: int, notes: Notes) -> float | None:
    """Yuan: 500000, 50万, 50万元, 五十万元."""
    if bool(is_missing(pd.Series([cell]))[0]):
        return None
    word = plain_word(cell).removesuffix(YUAN)
    times = TEN_THOUSAND if word.endswith(WAN) else 1.0
    value = in_unit(word.removesuffix(WAN), "")
    if value is None or value < 0:
        raise InputError(
            msg("{shown} 第 {row} 行的预算 “{word}” 不是不小于零的数", shown=notes.layer, row=row, word=cited(cell)), hint=msg("请按元填写，或写明“万元”，如 50万元")
        )  # fmt: skip
    return value * times


def _state(cell: str, row: int, notes: Notes) -> str:
    plain = plain_word(cell)
    for state, words in STATE_WORDS.items():
        if plain in words:
            return state
    known = [words[1] for words in STATE_WORDS.values()]
    raise InputError(
        msg("{shown} 第 {row} 行的状态 “{word}” 不认识", shown=notes.layer, row=row, word=cited(cell)),
        hint=nearest_spelling(cell, [word for words in STATE_WORDS.values() for word in words if word])
        or msg("可用:{asked}", asked=joined("、", known)),
    )
