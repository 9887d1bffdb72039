"""
Kinds of resources and of directory entries: tables that the office edits.

The district's list of 39 kinds was not found. What comes with the program (``resource_kinds.csv``) is assumed, says so of each kind, and gives way to the office's own.
"""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pandas as pd

from xc_gis.errors import InputError, nearest_spelling
from xc_gis.languages.message import joined, msg
from xc_gis.model import FACILITY, KIND_COLUMNS, ORGANISATION, InputRecord
from xc_gis.sources.governance.public_words import cited
from xc_gis.sources.governance.table_rows import read_rows, require
from xc_gis.sources.governance.words import DIRECTORY_KIND_HEADINGS, GROUP_WORDS, KIND_HEADINGS
from xc_gis.sources.rows.cells import ROW, texts
from xc_gis.sources.rows.keys import key_of
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.study.named_files import StudyFiles
from xc_gis.sources.study.tables import AreaTable
from xc_gis.standard import Standard

SHIPPED = "resource_kinds.csv"
SEPARATORS = str.maketrans("；、,，/ ", ";;;;;;")


def read_kinds(
    files: StudyFiles, table: AreaTable | None, standard: Standard, notes: Notes
) -> tuple[pd.DataFrame, InputRecord | None]:
    """
    Kinds of resources (``KIND_COLUMNS``); without a table the assumed ones.

    Raises
    ------
    InputError
        A kind without a name, a group that is neither, a kind twice, a facility type that the standard has not: with its row.
    """
    if table is None:
        kinds = _kinds(_shipped(), standard, Notes(SHIPPED, notes.table), known_only=True)
        text = msg(
            "没有写 kinds，按程序自带的 {count} 种资源读取：是软件假设，不是区里的 39 类；换成自己的表请写 [census] kinds",
            count=len(kinds),
        )
        notes.add("columns", "warning", text, {"kinds": len(kinds), "assumed": True})
        return kinds, None
    frame = read_rows(files, table, KIND_HEADINGS, notes)
    require(frame, ("kind", "group"), KIND_HEADINGS, notes)
    kinds = _kinds(frame, standard, notes, known_only=False)
    counts = {group: int((kinds["group"] == group).sum()) for group in (ORGANISATION, FACILITY)}
    text = msg(
        "资源种类 {count} 种：社区社会组织 {organisations}，公共服务设施 {facilities}",
        count=len(kinds), organisations=counts[ORGANISATION], facilities=counts[FACILITY],
    )  # fmt: skip
    notes.add("rows", "info", text, counts)
    return kinds, InputRecord("census_kinds", notes.layer, files.sha256(table.path), len(frame), len(kinds), "")


def _shipped() -> pd.DataFrame:
    with resources.as_file(resources.files("xc_gis.sources.governance") / SHIPPED) as place:
        frame = pd.read_csv(Path(place), dtype=str, keep_default_na=False, encoding="utf-8")
    frame.columns = pd.Index(KIND_HEADINGS)
    return frame.assign(**{ROW: range(2, len(frame) + 2)})


def _kinds(frame: pd.DataFrame, standard: Standard, notes: Notes, *, known_only: bool) -> pd.DataFrame:
    shown, found = notes.layer, []
    seen: dict[str, int] = {}
    columns = {role: texts(frame[role]) if role in frame.columns else pd.Series("", index=frame.index) for role in KIND_COLUMNS}
    for row, kind, group, types, source in zip(frame[ROW], *(columns[role] for role in KIND_COLUMNS), strict=True):
        code = GROUP_WORDS.get(group.casefold())
        if not kind or code is None:
            raise InputError(
                msg("{shown} 第 {row} 行没有种类，或组别 “{group}” 不是两组之一", shown=shown, row=int(row), group=cited(group)),
                hint=msg("组别请写 社区社会组织 或 公共服务设施；合并单元格另存为 CSV 后只有首行有字"),
            )
        if key_of(kind) in seen:
            raise InputError(
                msg("{shown} 的种类 “{kind}” 重复（第 {first}、{row} 行）", shown=shown, kind=cited(kind), first=seen[key_of(kind)], row=int(row)),
                hint=msg("请更正后重试"),
            )  # fmt: skip
        seen[key_of(kind)] = int(row)
        codes = type_codes(types, standard, int(row), notes, known_only=known_only)
        found.append((kind, code, ";".join(codes), source))
    return pd.DataFrame(found, columns=list(KIND_COLUMNS))


def type_codes(written: str, standard: Standard, row: int, notes: Notes, *, known_only: bool = False) -> tuple[str, ...]:
    """Facility types that a cell names by code or Chinese name; one that the standard has not is refused with its row, or left out with ``known_only``."""
    by_name = {found.zh: code for code, found in standard.facility_types.items()}
    codes = []
    for word in written.translate(SEPARATORS).split(";"):
        if not word:
            continue
        code = word if word in standard.facility_types else by_name.get(word)
        if code is None and not known_only:
            raise InputError(
                msg("{shown} 第 {row} 行:标准中没有设施类型 “{word}”", shown=notes.layer, row=row, word=cited(word)),
                hint=nearest_spelling(word, [*standard.facility_types, *by_name])
                or msg("代码见评价标准 facility_types；可以不填"),
            )
        if code is not None:
            codes.append(code)
    return tuple(dict.fromkeys(codes))


def read_directory_kinds(
    files: StudyFiles, table: AreaTable | None, standard: Standard, notes: Notes
) -> tuple[dict[tuple[str, str], tuple[str, ...]] | None, InputRecord | None]:
    """
    Facility types by 大类 and 小类 of the directory; None where there is no table: then any 小类 will do.

    Raises
    ------
    InputError
        A row without a 大类 or 小类, a 小类 twice, a facility type that the standard has not: with its row.
    """
    if table is None:
        return None, None
    frame = read_rows(files, table, DIRECTORY_KIND_HEADINGS, notes)
    require(frame, ("division", "kind"), DIRECTORY_KIND_HEADINGS, notes)
    types = texts(frame["types"]) if "types" in frame.columns else pd.Series("", index=frame.index)
    found: dict[tuple[str, str], tuple[str, ...]] = {}
    for row, division, kind, written in zip(frame[ROW], texts(frame["division"]), texts(frame["kind"]), types, strict=True):
        if not division or not kind or any(key_of(kind) == key_of(known) for _, known in found):
            raise InputError(
                msg("{shown} 第 {row} 行没有大类或小类，或小类 “{kind}” 重复", shown=notes.layer, row=int(row), kind=cited(kind)),
                hint=msg("请每行填写；合并单元格另存为 CSV 后只有首行有字"),
            )
        found[division, kind] = type_codes(written, standard, int(row), notes)
    text = msg("服务名录分类：{divisions} 大类、{kinds} 小类", divisions=len({d for d, _ in found}), kinds=len(found))
    notes.add("rows", "info", text, {"divisions": len({d for d, _ in found}), "kinds": len(found)})
    return found, InputRecord("directory_categories", notes.layer, files.sha256(table.path), len(frame), len(found), "")


def known_kind(words: pd.Series, kinds: list[str], rows: pd.Series, notes: Notes) -> pd.Series:
    """Each word as the kind that it means; one that is none of ``kinds`` is refused with its row. Raises ``InputError``."""
    by_key = {key_of(kind): kind for kind in kinds}
    answers = {word: by_key.get(key_of(word)) for word in words.unique()}
    found = words.map(answers)
    lost = found.isna()
    if lost.any():
        row, word = int(rows[lost].iloc[0]), str(words[lost].iloc[0])
        if not word:
            raise InputError(
                msg("{shown} 第 {row} 行没有种类（共 {count} 行）", shown=notes.layer, row=row, count=int(lost.sum())),
                hint=msg("请补全后重试；合并单元格另存为 CSV 后只有首行有字"),
            )
        raise InputError(
            msg("{shown} 第 {row} 行:没有种类 “{word}”（共 {count} 行）", shown=notes.layer, row=row, word=cited(word), count=int(lost.sum())),
            hint=nearest_spelling(word, kinds) or msg("可用:{asked}", asked=joined("、", kinds[:12])),
        )  # fmt: skip
    return found
