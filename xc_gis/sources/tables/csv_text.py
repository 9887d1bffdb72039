"""CSV and other text tables: encoding, delimiter, quotes. What is found out is noted; what cannot be known is refused."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from functools import lru_cache

import charset_normalizer

from xc_gis.errors import InputError
from xc_gis.languages.message import msg
from xc_gis.sources.rows.notes import Notes

DELIMITERS = {
    ",": msg("逗号"),
    ";": msg("分号"),
    "\t": msg("制表符"),
    "|": msg("竖线"),
    "\uff0c": msg("全角逗号"),
    "\uff1b": msg("全角分号"),
}
USUAL_ENCODING = "gb18030"
"""Of Chinese tables that are not UTF-8: what is offered where nothing tells."""

LINES_TRIED = 50
SAMPLE = 100_000
"""Characters, or bytes to each side of a fault, by which an encoding is judged."""

LONGEST_CELL = 50_000_000

DOUBTFUL = 0.1
"""Lead of one encoding over the other, in shares of common characters, below which a person should look."""

STRAY_ZEROS = 3
"""So many zeros or fewer are stray ones, however short the file."""

FEW_BROKEN = 0.02
"""A file of which no more than this share is not UTF-8 is a broken UTF-8 file, not one in another encoding."""

PUNCTUATION = "。、—“”《》·" + "".join(chr(c) for c in range(0xFF01, 0xFF5F))
"""Marks and full-width letters that every Chinese text may hold."""

_MARKS = {
    codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF32_LE: "utf-32", codecs.BOM_UTF32_BE: "utf-32",
    codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16",
}  # fmt: skip


def read_text_rows(raw: bytes, notes: Notes, *, encoding: str | None, delimiter: str | None) -> list[list[str]]:
    """
    Split a text table into rows of cells.

    Raises
    ------
    InputError
        Undecodable text, quotes that are not closed, text that is no table.
    """
    text = decoded(raw, notes, encoding)
    if "\0" in text:
        raise InputError(msg("{layer} 不是文本表格(含有空字符)", layer=notes.layer), hint=msg("请另存为 CSV UTF-8"))
    mark = delimiter or _delimiter(text, notes)
    if len(mark) != 1:
        raise InputError(
            msg("{layer}:delimiter = {mark!r} 应为一个字符", layer=notes.layer, mark=mark), hint=msg('如 delimiter = ";"')
        )
    csv.field_size_limit(LONGEST_CELL)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=mark))
    except csv.Error as fault:
        raise InputError(msg("{layer} 不是可读的 CSV", layer=notes.layer), hint=msg("请另存为 CSV UTF-8")) from fault
    _check_quotes(text, rows, mark, notes.layer)
    return rows


def _check_quotes(text: str, rows: list[list[str]], delimiter: str, shown: str) -> None:
    """A quote that is not closed swallows the rows behind it: never read on from there."""
    width = Counter(len(row) for row in rows).most_common(1)[0][0] if rows else 0
    swallowed = [
        number
        for number, row in enumerate(rows, 1)
        for cell in row
        if "\n" in cell and any(line.count(delimiter) >= max(1, width - 2) for line in cell.split("\n")[1:])
    ]
    if not swallowed:
        try:
            for _ in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
                pass
        except csv.Error as fault:
            swallowed = [len(rows)] if "end of data" in str(fault) else []
    if swallowed:
        raise InputError(
            msg("{shown} 第 {swallowed} 行的引号没有成对,后面的行被并入同一格", shown=shown, swallowed=swallowed[0]),
            hint=msg("请更正该行的引号后重试"),
        )


def decoded(raw: bytes, notes: Notes, encoding: str | None) -> str:
    """Decode a text; an encoding that was found out is noted."""
    shown = notes.layer
    if encoding:
        try:
            return raw.decode(encoding).removeprefix("\ufeff")
        except (LookupError, TypeError) as fault:
            raise InputError(
                msg("{layer}:没有名为 “{encoding}” 的编码", layer=shown, encoding=encoding),
                hint=msg("可用:utf-8、gb18030、utf-16、big5"),
            ) from fault
        except (UnicodeDecodeError, UnicodeError) as fault:
            line = raw[: getattr(fault, "start", 0)].count(b"\n") + 1
            raise InputError(
                msg("{shown} 第 {line} 行不是 {encoding} 编码", shown=shown, line=line, encoding=encoding),
                hint=msg("请修正 encoding(如 gb18030)或另存为 UTF-8"),
            ) from fault
    marked = next((name for mark, name in _MARKS.items() if raw.startswith(mark)), None) or _unmarked_utf16(raw)
    if marked:
        try:
            text = raw.decode(marked)
        except UnicodeDecodeError as fault:
            raise InputError(
                msg("{shown} 标为 {marked} 编码,但内容不是或不完整", shown=shown, marked=marked.upper()), hint=msg("请重新导出")
            ) from fault
        if not marked.endswith("sig"):
            notes.add(
                "encoding", "info", msg("文字编码为 {marked}", marked=marked.upper()), {"encoding": marked}, {"encoding": marked}
            )
        return text
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as fault:
        _refuse_broken_utf8(raw, fault, shown)
    return _chinese(raw, notes)


def _unmarked_utf16(raw: bytes) -> str | None:
    """UTF-16 without a mark: every digit and comma has a zero beside it."""
    few = len(raw) // 10
    low, high = raw[1::2].count(0), raw[0::2].count(0)
    if max(low, high) <= max(few, STRAY_ZEROS) or min(low, high) > few // 4:
        return None
    return "utf-16-le" if low > high else "utf-16-be"


def _refuse_broken_utf8(raw: bytes, fault: UnicodeDecodeError, shown: str) -> None:
    near = raw[max(0, fault.start - SAMPLE) : fault.start + SAMPLE]
    lossy = near.decode("utf-8", errors="replace")
    broken, foreign = lossy.count("\ufffd"), sum(ord(c) > 0x7F for c in lossy)  # noqa: PLR2004 - beyond ASCII
    if broken <= max(1, FEW_BROKEN * foreign) and foreign > 10 * broken:
        line = raw[: fault.start].count(b"\n") + 1
        raise InputError(
            msg("{shown} 第 {line} 行有损坏的 UTF-8 字符(共 {broken} 处)", shown=shown, line=line, broken=broken),
            hint=msg("文件可能被截断或拼接过,请重新导出"),
        )


def _chinese(raw: bytes, notes: Notes) -> str:
    """GB18030 or Big5: by charset-normalizer, and by how common the characters are that each of them reads."""
    readings = {name: text for name in ("gb18030", "big5") if (text := _try(raw, name)) is not None}
    if not readings:
        raise InputError(
            msg("{layer} 的文字编码无法识别", layer=notes.layer),
            hint=msg('请写明 encoding,如 encoding = "gb18030"'),
            repairs=[{"encoding": USUAL_ENCODING}],
        )
    common = {name: common_share(text[:SAMPLE], name) for name, text in readings.items()}
    best = max(readings, key=lambda name: common[name])
    sure = len(readings) == 1 or abs(common["gb18030"] - common["big5"]) > DOUBTFUL
    if not sure:
        opinion = charset_normalizer.from_bytes(raw[:SAMPLE], cp_isolation=["gb18030", "big5"]).best()
        best = opinion.encoding if opinion is not None and opinion.encoding in readings else best
    text = msg("文字编码识别为 {best}", best=best.upper()) + ("" if sure else msg(",但把握不大,请核对文字是否正确"))
    notes.add("encoding", "info" if sure else "warning", text, {"encoding": best, "common": common}, {"encoding": best})
    return readings[best]


def _try(raw: bytes, encoding: str) -> str | None:
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError:
        return None


@lru_cache
def _common(encoding: str) -> frozenset[str]:
    """The characters that the encoding's authors put first, because they are common."""
    first, last, tails = (0xB0, 0xD7, range(0xA1, 0xFF)) if encoding == "gb18030" else (0xA4, 0xC6, range(0x40, 0xFF))
    pairs = (bytes((head, tail)) for head in range(first, last + 1) for tail in tails)
    return frozenset(text for pair in pairs if (text := _try(pair, encoding)))


def common_share(text: str, encoding: str) -> float:
    """Share of the characters beyond ASCII that an encoding has among its common ones: near 1 where a text is read rightly."""
    foreign = [c for c in text if ord(c) > 0x7F]  # noqa: PLR2004 - beyond ASCII
    return sum(c in _common(encoding) or c in PUNCTUATION for c in foreign) / max(len(foreign), 1)


def _delimiter(text: str, notes: Notes) -> str:
    """The mark that cuts the lines into the same number of cells, most of all."""
    lines = [line for line in text.splitlines() if line.strip()][:LINES_TRIED]
    scores: dict[str, tuple[float, int]] = {}
    for mark in DELIMITERS:
        widths = Counter(_widths(lines, mark))
        width, count = max(widths.items(), key=lambda item: (item[1] * (item[0] > 1), item[0]), default=(1, 0))
        if width > 1:
            scores[mark] = (count / len(lines), width)
    if not scores:
        return ","
    best = max(scores, key=lambda mark: (round(scores[mark][0], 1), scores[mark][1], mark == ","))
    if scores.get(",", (0, 0))[0] >= 0.8 and scores[best][0] < 1.0:  # noqa: PLR2004 - a comma that cuts nearly all lines alike
        best = ","
    if best != ",":
        notes.add(
            "columns",
            "info",
            msg("各列以{delimiters}分隔", delimiters=DELIMITERS[best]),
            {"delimiter": best},
            {"delimiter": best},
        )
    return best


def _widths(lines: list[str], mark: str) -> list[int]:
    try:
        return [len(row) for row in csv.reader(lines, delimiter=mark)]
    except csv.Error:
        return []
