"""
A table of studies: a row a study, with what is other than its file says.

Columns ``study``, ``name``, ``standard``, ``date`` and keys of settings, in any order; an empty cell is as the study says.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from xc_gis.errors import InputError, XcGisError, nearest_spelling
from xc_gis.languages.message import msg
from xc_gis.operations.batch.asked import AskedStudy, Variant, refuse_name, stored_study, study_name
from xc_gis.operations.batch.store_url import StoreUrl, is_elsewhere, is_url, path_of, store_url
from xc_gis.operations.batch.values import day_of, setting_of, standard_of
from xc_gis.operations.batch.words import BETWEEN_VALUES, DATE, HEADINGS, NAME, STANDARD, STUDY
from xc_gis.settings import SETTINGS
from xc_gis.sources.tables.read import ROW, read_table
from xc_gis.sources.tables.row_words import NUMBERED_COLUMN


def studies_in_table(path: Path, stored: StoreUrl | None = None) -> list[AskedStudy]:
    """
    Read a table of studies; their paths are relative to it, or URLs. ``stored``: folder of the store that it was copied from.

    Raises
    ------
    InputError
        An unknown column, no column of studies, or a row that is wrong: with file and row.
    """
    frame = read_table(path, path.name)
    columns: dict[str, str] = {}
    for heading in frame.columns.drop(ROW):
        meant = _meant(str(heading), path.name)
        if meant in columns:
            raise InputError(msg("{file}：有两列都是 {column}", file=path.name, column=meant))
        columns[meant] = str(heading)
    if STUDY not in columns:
        raise InputError(
            msg("{file}：缺少 study 列", file=path.name), hint=msg("每行一个项目文件；其余列：name、standard、date 和设置的键")
        )
    found: list[AskedStudy] = []
    seen: dict[str, int] = {}
    for row in frame.to_dict("records"):
        number = int(row[ROW])
        where = msg("{file} 第 {row} 行", file=path.name, row=number)
        cells = {key: str(row[heading]).strip() for key, heading in columns.items()}
        cells = {key: text for key, text in cells.items() if text}
        if not cells:
            continue
        study = _study(path.parent, cells.get(STUDY, ""), where, stored)
        name = cells.get(NAME) or study.name
        refuse_name(name, where)
        if name.casefold() in seen:
            raise InputError(
                msg("{where}：名称 {name} 已用于第 {other} 行", where=where, name=name, other=seen[name.casefold()]),
                hint=msg("请在 name 列写各自的名称：每个项目的结果是一个文件夹"),
            )
        seen[name.casefold()] = number
        found.append(replace(study, name=name, variant=_variant(cells, path.parent, where)))
    if not found:
        raise InputError(msg("{file}：表中没有项目", file=path.name))
    return found


def _meant(heading: str, shown: str) -> str:
    word = heading.strip()
    if NUMBERED_COLUMN.fullmatch(word):  # how a column without a heading is called
        raise InputError(
            msg("{file}：{column}有内容，却没有列名", file=shown, column=msg("第 {number} 列", number=int(word[1:-1]))),
            hint=msg("请补上列名，或删去多出的单元格；有逗号的内容要加引号"),
        )
    meant = HEADINGS.get(word.casefold(), word)
    if meant in {STUDY, NAME, STANDARD, DATE} or meant in SETTINGS:
        return meant
    known = [*dict.fromkeys(HEADINGS), *SETTINGS]
    raise InputError(
        msg("{file}：不认识列 “{column}”", file=shown, column=word),
        hint=nearest_spelling(word, known) or msg("可用：study、name、standard、date 和设置的键（docs/study-file.md）"),
    )


def _study(folder: Path, text: str, where: str, stored: StoreUrl | None) -> AskedStudy:
    if not text:
        raise InputError(msg("{where}：没有写项目文件", where=where))
    here = path_of(text) if is_url(text) else Path(text)
    if here is None or (stored is not None and not is_elsewhere(text)):
        try:
            return stored_study(store_url(text) if here is None or stored is None else stored.joined(text))
        except XcGisError as fault:
            raise InputError(msg("{where}：{fault}", where=where, fault=fault.message), hint=fault.hint) from fault
    path = folder / here
    if not path.is_file():
        try:
            near = nearest_spelling(path.name, [one.name for one in path.parent.iterdir()])
        except OSError:
            near = ""
        raise InputError(
            msg("{where}：找不到项目文件 {study}", where=where, study=text), hint=near or msg("路径相对于这张表所在的文件夹")
        )
    return AskedStudy(study_name(path), path)


def _variant(cells: dict[str, str], folder: Path, where: str) -> Variant:
    names = [word.strip() for word in BETWEEN_VALUES.split(cells.get(STANDARD, "")) if word.strip()]
    try:
        return Variant(
            tuple(standard_of(name, folder, where) for name in names),
            day_of(cells[DATE], where) if DATE in cells else None,
            tuple((key, setting_of(key, text, where)) for key, text in cells.items() if key in SETTINGS),
        )
    except XcGisError as fault:
        raise InputError(fault.message, hint=fault.hint) from fault
