"""
Which people a table counts (常住, 户籍, 实有): where it has several columns, the one that the study asks for becomes ``residents``.

Where the study asks for none, the first of ``BASES`` that is there is taken, and it is told which, and which key would settle it.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from xc_gis.errors import InputError
from xc_gis.languages.message import joined, msg
from xc_gis.sources.rows.cells import ROW
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.tables.column_roles import is_called
from xc_gis.sources.tables.column_words import BASES, NAMES
from xc_gis.wording.bases import BASE_ZH, GIVEN

RESIDENTS = "residents"
FIRST = next(iter(BASES))
PLAIN = tuple(name for name in NAMES[RESIDENTS] if not any(name in names for names in BASES.values()))
"""Headings of residents that say no base."""


def with_base(frame: pd.DataFrame, stated: Mapping[str, str], base: str | None, notes: Notes) -> tuple[pd.DataFrame, str | None]:
    """
    Settle the column of residents of a table.

    Parameters
    ----------
    frame
        Columns that the study states have their canonical names.
    stated
        Column by canonical name, as the study states them.
    base
        ``resident``, ``registered``, ``actual``, or None where the study asks for none.

    Returns
    -------
    frame, heading
        With the column as ``residents`` and without those of other bases; its heading in the file, None where no column says its base.

    Raises
    ------
    InputError
        The study asks for one base and the table has only others, or two columns of it, or states a column of another.
    """
    if RESIDENTS in stated:
        said = base_of(stated[RESIDENTS])
        if said and base and said != base:
            raise InputError(
                msg("{shown} 的列 “{column}” 是{said}，项目写的口径是{base}", shown=notes.layer, column=stated[RESIDENTS], said=BASE_ZH[said], base=BASE_ZH[base]),
                hint=msg("请更正 [residents] base 或 columns 中的 residents"),
            )  # fmt: skip
        if said:
            notes.add(
                "residents", "info", msg("列 “{column}” 是{base}", column=stated[RESIDENTS], base=BASE_ZH[said]), {"base": said}
            )
        return frame, None
    by_base: dict[str, list[str]] = {}
    for column in frame.columns:
        if column != ROW and column not in stated and (found := base_of(str(column))):
            by_base.setdefault(found, []).append(str(column))
    if not by_base or RESIDENTS in frame.columns:
        return frame, None
    names = joined("、", (column for code in BASES for column in by_base.get(code, ())))
    plain = next((str(column) for column in frame.columns if column != ROW and is_called(str(column), PLAIN)), None)
    if plain is not None and (base or FIRST) not in by_base:
        if base is None:
            text = msg(
                "列 “{column}” 没有注明口径，按原表使用；表中另有 {names}，要用它们请写 [residents] base",
                column=plain,
                names=names,
            )
            notes.add("residents", "warning", text, {"base": GIVEN, "bases": sorted(by_base)})
        return frame.drop(columns=[one for columns in by_base.values() for one in columns]), None
    taken = base or next(code for code in BASES if code in by_base)
    if taken not in by_base:
        raise InputError(
            msg("{shown} 没有{base}的列，只有 {names}", shown=notes.layer, base=BASE_ZH[taken], names=names),
            hint=msg("请更正 [residents] base，或在 columns 中指明 residents"),
        )
    if len(by_base[taken]) > 1:
        raise InputError(
            msg("{shown} 有几列都是{base}：{names}", shown=notes.layer, base=BASE_ZH[taken], names=joined("、", by_base[taken])),
            hint=msg("请在 columns 中指明 residents"),
        )
    column = by_base[taken][0]
    if base is None and len(by_base) > 1:
        text = msg(
            '人口有几种口径（{names}），没有写明用哪一种，按{base}（列 “{column}”）计算；请写 [residents] base = "{taken}" 或另一种',
            names=names, base=BASE_ZH[taken], column=column, taken=taken,
        )  # fmt: skip
        repair = {"base": taken} if notes.table == RESIDENTS else None
        notes.add("residents", "warning", text, {"base": taken, "bases": sorted(by_base)}, repair)
    else:
        notes.add("residents", "info", msg("列 “{column}” 是{base}", column=column, base=BASE_ZH[taken]), {"base": taken})
    others = [name for code, names_ in by_base.items() for name in names_ if code != taken]
    return frame.drop(columns=others).rename(columns={column: RESIDENTS}), column


def base_of(heading: str) -> str:
    """The base that a heading says; empty where it says none."""
    return next((code for code, names in BASES.items() if is_called(heading, names)), "")
