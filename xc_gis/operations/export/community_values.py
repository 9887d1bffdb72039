"""A table of figures of communities that no run holds: one column a figure, ``community_id`` says whose."""

from __future__ import annotations

import math
from pathlib import Path

from xc_gis.errors import InputError
from xc_gis.languages.message import joined, msg
from xc_gis.runs.view import RunView
from xc_gis.sources.tables.read import ROW, read_table

KEY = "community_id"


def read_community_values(path: Path, run: RunView, columns: tuple[str, ...]) -> dict[str, dict[str, float]]:
    """
    Read figures by community (CSV or workbook, in any encoding that lists come in).

    Parameters
    ----------
    columns
        That are wanted; those that the table does not have are left away.

    Returns
    -------
    dict
        By column the value of each community; a community with an empty cell is absent.

    Raises
    ------
    InputError
        The file cannot be read, has no column ``community_id``, names a community that the run does not have or twice, or a value is no
        number or negative.
    """
    if not path.is_file():
        raise InputError(msg("找不到文件 {path}", path=path.name), hint=msg("请检查 --values"))
    table = read_table(path, path.name)
    if KEY not in table.columns:
        raise InputError(
            msg("{file} 没有列 {key}", file=path.name, key=KEY),
            hint=msg("有这些列：{names}", names=joined("、", [str(name) for name in table.columns if name != ROW])),
        )
    found: dict[str, dict[str, float]] = {name: {} for name in columns if name in table.columns}
    seen: set[str] = set()
    for number, key, *cells in zip(table[ROW], table[KEY], *(table[name] for name in found), strict=True):
        community = "" if key is None else str(key).strip()
        if community not in run.by_id or community in seen:
            raise InputError(
                msg("{file} 第 {row} 行：社区 “{community}” 不存在或写了两次", file=path.name, row=number, community=community),
                hint=msg("编号见 rating.csv"),
            )
        seen.add(community)
        for name, cell in zip(found, cells, strict=True):
            text = "" if cell is None else str(cell).strip()
            if text and text.lower() != "nan":
                found[name][community] = _number(path.name, number, name, text)
    return found


def _number(file: str, row: int, column: str, text: str) -> float:
    try:
        value = float(text.replace(",", ""))
    except ValueError:
        value = math.nan
    if not (math.isfinite(value) and value >= 0):
        raise InputError(
            msg("{file} 第 {row} 行，列 {column}：“{text}” 不是非负的数", file=file, row=row, column=column, text=text),
            hint=msg("请改正该格，未知则留空"),
        )
    return value
