"""Read CSV and spreadsheets as text, row by row, with the row numbers that a person sees in them."""

from __future__ import annotations

import io
import unicodedata
import zipfile
from pathlib import Path

import charset_normalizer
import numpy as np
import pandas as pd
import python_calamine

from xc_gis.errors import InputError, nearest_spelling

ROW = "__row__"
"""Column of the row number in the file; the heading of a plain table is row 1."""

ENCODINGS = ("utf_8", "gb18030", "big5", "utf_16")
"""Encodings that office tables in Chinese come in."""

MISSING = frozenset(("", "—", "-", "--", "/", "无", "暂无", "未知", "null", "none", "nan", "n/a", "na"))
"""Words for "not known"; never read as zero."""

MOST_UNPACKED = 500_000_000
MOST_RATIO = 200
"""A spreadsheet that unpacks to more than this is a bomb, not a table."""


def read_table(path: Path, shown: str, *, encoding: str | None, sheet: str | None, header_row: int) -> pd.DataFrame:
    """
    Read a table.

    Returns
    -------
    DataFrame
        All values as text (empty text where nothing stands), columns as the heading names them, and ``ROW``.

    Raises
    ------
    InputError
        Empty file, unreadable format, unknown sheet, no heading, undecodable text.
    """
    if path.stat().st_size == 0:
        raise InputError(f"{shown} 是空文件", hint="请重新导出该表")
    suffix = path.suffix.lower()
    rows = _csv_rows(path, shown, encoding) if suffix in {".csv", ".txt", ".tsv"} else _sheet_rows(path, shown, sheet)
    return _framed(rows, shown, header_row)


def _framed(rows: list[list[str]], shown: str, header_row: int) -> pd.DataFrame:
    if len(rows) < header_row:
        raise InputError(f"{shown} 只有 {len(rows)} 行,没有第 {header_row} 行表头", hint="请修正 header_row")
    heading = [clean(name) for name in rows[header_row - 1]]
    width = max((i + 1 for i, name in enumerate(heading) if name), default=0)
    if width == 0:
        raise InputError(f"{shown} 的第 {header_row} 行没有表头", hint="请用 header_row 指明表头所在行")
    names = heading[:width]
    repeated = sorted({name for name in names if name and names.count(name) > 1})
    if repeated:
        raise InputError(f"{shown} 的表头有重复的列:{'、'.join(repeated)}", hint="请改名后重试")
    body = [(number, row) for number, row in enumerate(rows[header_row:], header_row + 1) if any(cell.strip() for cell in row)]
    frame = pd.DataFrame(
        [[row[i] if i < len(row) else "" for i in range(width)] for _, row in body],
        columns=[name or f"第{i + 1}列" for i, name in enumerate(names)],
        dtype=object,
    )
    frame[ROW] = np.array([number for number, _ in body], dtype=np.int64)
    return frame


def _csv_rows(path: Path, shown: str, encoding: str | None) -> list[list[str]]:
    import csv  # noqa: PLC0415 - next to its only use

    text = _decoded(path.read_bytes(), shown, encoding)
    if "\0" in text:
        raise InputError(f"{shown} 不是文本表格(含有空字符)", hint="请另存为 CSV UTF-8")
    sample = text[:20_000]
    try:
        delimiter = csv.Sniffer().sniff(sample.splitlines()[0], ",;\t|").delimiter if sample.strip() else ","
    except csv.Error:
        delimiter = ","
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as fault:
        raise InputError(f"{shown} 不是可读的 CSV({fault})", hint="请另存为 CSV UTF-8") from fault


def _decoded(raw: bytes, shown: str, encoding: str | None) -> str:
    if encoding:
        try:
            return raw.decode(encoding).removeprefix("\ufeff")
        except LookupError as fault:
            raise InputError(f"{shown}:没有名为 “{encoding}” 的编码", hint="可用:utf-8、gb18030、utf-16") from fault
        except UnicodeDecodeError as fault:
            line = raw[: fault.start].count(b"\n") + 1
            raise InputError(
                f"{shown} 第 {line} 行不是 {encoding} 编码", hint="请修正 encoding(如 gb18030)或另存为 UTF-8"
            ) from fault
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        best = charset_normalizer.from_bytes(raw, cp_isolation=list(ENCODINGS)).best()
    if best is None:
        raise InputError(f"{shown} 的文字编码无法识别", hint='请写明 encoding,如 encoding = "gb18030"')
    return str(best)


def _sheet_rows(path: Path, shown: str, sheet: str | None) -> list[list[str]]:
    _refuse_bombs(path, shown)
    try:
        book = python_calamine.CalamineWorkbook.from_path(str(path))
        names = book.sheet_names
        if sheet is not None and sheet not in names:
            raise InputError(f"{shown} 没有工作表 “{sheet}”(现有:{'、'.join(names)})", hint=nearest_spelling(sheet, names))
        if sheet is None and len(names) > 1:
            raise InputError(f"{shown} 有 {len(names)} 个工作表:{'、'.join(names)}", hint='请写明 sheet = "…"')
        values = book.get_sheet_by_name(sheet or names[0]).to_python(skip_empty_area=False)
    except python_calamine.CalamineError as fault:
        raise InputError(f"{shown} 不是可读的电子表格({fault})", hint="请另存为 .xlsx 或 CSV") from fault
    return [[_cell(value) for value in row] for row in values]


def _refuse_bombs(path: Path, shown: str) -> None:
    if not zipfile.is_zipfile(path):
        return
    try:
        with zipfile.ZipFile(path) as archive:
            unpacked = sum(item.file_size for item in archive.infolist())
    except zipfile.BadZipFile as fault:
        raise InputError(f"{shown} 已损坏,无法打开", hint="请重新导出") from fault
    if unpacked > MOST_UNPACKED or unpacked > MOST_RATIO * max(path.stat().st_size, 10_000):
        raise InputError(f"{shown} 解压后有 {unpacked / 1e6:.0f} MB,不像一张表格,已拒绝读取", hint="请检查文件来源")


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer() and abs(value) < 1e15:  # noqa: PLR2004 - exact as a float
        return str(int(value))  # an id such as 110102001001 comes as a number
    return repr(value) if isinstance(value, float) else str(value)


def clean(text: object) -> str:
    """Text without control characters and outer spaces; full-width letters and digits become ordinary ones."""
    shown = unicodedata.normalize("NFC", str(text))
    return "".join(c for c in shown if unicodedata.category(c)[0] != "C").strip()


def numbers(values: pd.Series) -> pd.Series:
    """
    Read numbers: full-width digits, thousands separators and spaces are understood.

    Returns
    -------
    Series of float
        NaN for a word that means "not known" and for text that is no number; see ``is_missing``.
    """
    return pd.to_numeric(values.map(_number_text), errors="coerce").astype(float)


def _number_text(value: object) -> object:
    if isinstance(value, str):
        text = unicodedata.normalize("NFKC", value).strip().replace(" ", "")
        head, dot, tail = text.partition(".")
        return (head.replace(",", "") if "," not in tail else text) + dot + tail
    return value


def is_missing(values: pd.Series) -> pd.Series:
    """Whether nothing stands there, or a word for "not known"."""
    return values.isna() | values.map(lambda v: isinstance(v, str) and clean(v).lower() in MISSING)


def texts(values: pd.Series) -> pd.Series:
    """Clean text; empty where nothing stands. Numbers lose a needless ``.0``."""
    return values.map(lambda v: "" if v is None or (isinstance(v, float) and np.isnan(v)) or v is pd.NA else clean(_cell(v)))
