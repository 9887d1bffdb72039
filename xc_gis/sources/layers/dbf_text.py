"""
Text of a shapefile's table: in the encoding that its bytes fit, whatever the .cpg and the table's head say of it.

A shapefile says its encoding twice, in a .cpg beside it and in one byte of the .dbf, and both are often wrong or lacking.
The table is read byte for byte (as ISO 8859-1, which changes none) and decoded here, so that no word is lost on the way.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from xc_gis.errors import InputError
from xc_gis.languages.message import msg
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.tables.csv_text import DOUBTFUL, USUAL_ENCODING, common_share

BYTE_FOR_BYTE = "ISO-8859-1"

CANDIDATES = ("utf-8", "gb18030", "big5")

CHINESE = ("gb18030", "big5")

WESTERN = "latin-1"

MOST_AGAINST = 0.2
"""Share of words that are against every East Asian encoding, above which a table that says it is Western is so."""

SURELY_CHINESE = 0.5
"""Share of common characters above which a table is Chinese although it says that it is Western."""

FEW_BROKEN = 0.02
"""A table of which no more than this share of words does not fit is damaged, not in another encoding."""

_FIELD, _NAME_BYTES, _LDID, _WIDEST = 32, 10, 29, 254

_LANGUAGE_DRIVERS = {
    0x4D: "gb18030",
    0x7A: "gb18030",
    0x4F: "big5",
    0x78: "big5",
    0x13: "cp932",
    0x7B: "cp932",
    0x4E: "cp949",
    0x79: "cp949",
}
"""East Asian code pages by the byte in a .dbf's head (ESRI, dBASE language drivers); the others are Western."""

_CUT = ("incomplete multibyte sequence", "unexpected end of data")
"""What a codec says of a character whose end is missing."""


@dataclass(frozen=True)
class Declared:
    """What a shapefile says of its encoding: the codec (empty where it says a Western one or none), who says it and its own words."""

    codec: str
    where: str
    words: str


def declared_encoding(dbf: Path, cpg: Path | None) -> Declared:
    """What the .cpg says, or the head of the .dbf where there is none."""
    declared = (
        cpg.read_bytes()[:100].decode("ascii", errors="replace").replace("\0", "").strip("\ufeff\ufffd \r\n\t") if cpg else ""
    )
    if declared:
        return Declared(_codec(declared), ".cpg", declared)
    with dbf.open("rb") as handle:
        head = handle.read(_FIELD)
    driver = head[_LDID] if len(head) > _LDID else 0
    return Declared(_LANGUAGE_DRIVERS.get(driver, ""), ".dbf", f"0x{driver:02X}") if driver else Declared("", "", "")


def _codec(words: str) -> str:
    """Codec of a .cpg's words (``UTF-8``, ``936``, ``ANSI 936``, ``GBK`` …); empty for a Western one, ``OEM`` and what nobody knows."""
    bare = re.sub(r"[^a-z0-9]", "", words.lower())
    number = re.sub(r"\D", "", bare)
    if bare in {"utf8", "utf", "65001", "cp65001", "unicodeutf8"}:
        return "utf-8"
    if number in {"936", "54936", "18030", "2312", "20936"} or bare in {"gbk", "gb2312", "gb18030", "gb", "euccn", "eucgb", "hz"}:
        return "gb18030"
    if number in {"950", "951"} or bare.startswith("big5"):
        return "big5"
    try:
        found = codecs.lookup(f"cp{number}" if bare in {number, f"ansi{number}", f"oem{number}", f"cp{number}"} else words).name
    except (LookupError, ValueError):
        return ""
    return found if found in {"cp932", "shift_jis", "cp949", "euc_kr", "euc_jp"} else ""


def decode_table(
    frame: pd.DataFrame, widths: dict[str, int], notes: Notes, *, encoding: str | None, declared: Declared
) -> pd.DataFrame:
    """
    Decode the names and words of a table that was read byte for byte.

    Parameters
    ----------
    widths
        Bytes of each text column, by its name as read: a word that fills it may have lost the end of its last character.
    encoding
        As the study says; None: found out.

    Raises
    ------
    InputError
        Words that are not in the encoding of the study, or in none.
    """
    frame = frame.set_axis(_different(list(frame.columns)), axis=1)
    columns = [name for name in frame.columns if name != "geometry" and frame[name].map(lambda v: isinstance(v, str)).any()]
    words = {name: frame[name].map(lambda v: v.encode(BYTE_FOR_BYTE) if isinstance(v, str) else None) for name in columns}
    cells = [(str(name).encode(BYTE_FOR_BYTE), _NAME_BYTES) for name in frame.columns if name != "geometry"]
    cells += [(raw, widths.get(name, _WIDEST)) for name in columns for raw in words[name].dropna().unique()]
    foreign = [(raw, width) for raw, width in cells if not raw.isascii()]
    codec = _given(encoding, notes) if encoding else _found(foreign, declared, notes)
    texts = {raw: decoded_cell(raw, width, codec) for raw, width in foreign}
    if None in texts.values():
        _refuse(frame, words, texts, codec, notes)
    known = {raw: text for raw, text in texts.items() if text is not None}
    read = frame.copy()
    for name in columns:
        read[name] = [None if raw is None else known.get(raw, raw.decode(BYTE_FOR_BYTE)) for raw in words[name]]
    names = [name if name == "geometry" else known.get(name.encode(BYTE_FOR_BYTE), name) for name in frame.columns]
    return read.set_axis(_different(names), axis=1)


def _different(names: list[str]) -> list[str]:
    """Names of which no two are alike: cut off after ten bytes, they may be."""
    counts = dict.fromkeys(names, 0)
    different = []
    for name in names:
        counts[name] += 1
        different.append(name if counts[name] == 1 else f"{name}_{counts[name]}")
    return different


def decoded_cell(raw: bytes, width: int, codec: str) -> str | None:
    """A word, without a last character that was cut off at the end of its column; None where it is not in that encoding."""
    try:
        return raw.decode(codec)
    except UnicodeDecodeError as fault:
        if len(raw) >= width and fault.end >= len(raw) and any(word in fault.reason for word in _CUT):
            return raw[: fault.start].decode(codec)
    return None


def _given(encoding: str, notes: Notes) -> str:
    try:
        return codecs.lookup(encoding).name
    except (LookupError, ValueError) as fault:
        raise InputError(
            msg("{layer}:没有名为 “{encoding}” 的编码", layer=notes.layer, encoding=encoding),
            hint=msg("可用:utf-8、gb18030、utf-16、big5"),
        ) from fault


def _found(foreign: Iterable[tuple[bytes, int]], declared: Declared, notes: Notes) -> str:
    """The encoding that all words fit; of several the declared one, unless another reads far more common characters."""
    cells = list(foreign)
    if not cells:
        return "utf-8"
    fits: dict[str, float] = {}
    for codec in dict.fromkeys((declared.codec, *CANDIDATES)):
        texts = [decoded_cell(raw, width, codec) for raw, width in cells] if codec else [None]
        if None not in texts:
            fits[codec] = common_share("".join(filter(None, texts)), "big5" if codec == "big5" else "gb18030")
    western = bool(declared.words) and not declared.codec and declared.words.upper() not in {"OEM", "ANSI"}
    if not fits:
        best, against = _nearest(cells, declared)
        return WESTERN if western and against > MOST_AGAINST * len(cells) else best
    best = next(iter(fits))
    for codec, share in fits.items():
        best = codec if share > fits[best] + DOUBTFUL else best
    if western and best in CHINESE and fits[best] < SURELY_CHINESE:
        return WESTERN
    _tell(best, fits, declared, notes)
    return best


def _nearest(cells: list[tuple[bytes, int]], declared: Declared) -> tuple[str, int]:
    """Where no encoding fits all words: the one that the fewest are against, and how many these are."""
    asked = [codec for codec in dict.fromkeys((declared.codec, *CANDIDATES)) if codec]
    against = {codec: sum(decoded_cell(raw, width, codec) is None for raw, width in cells) for codec in asked}
    best = min(against, key=lambda codec: against[codec])
    return best, against[best]


def _tell(best: str, fits: dict[str, float], declared: Declared, notes: Notes) -> None:
    shown = best.upper()
    evidence, repair = {"encoding": best, "common": fits, "declared": declared.words}, {"encoding": best}
    rivals = [codec for codec in CHINESE if codec != best and best in CHINESE and fits.get(codec, -1) > fits[best] - DOUBTFUL]
    if declared.codec == best:
        text = msg("属性表的文字编码为 {shown}（与 {where} 所写相符）", shown=shown, where=declared.where)
        notes.add("encoding", "info", text, evidence, repair)
    elif declared.words:
        text = msg(
            "{where} 写的文字编码是 {words}，属性表的内容却是 {shown}，已按 {shown2} 读取",
            where=declared.where,
            words=declared.words,
            shown=shown,
            shown2=shown,
        )
        notes.add("encoding", "warning" if declared.codec else "info", text, evidence, repair)
    elif rivals:
        notes.add(
            "encoding",
            "warning",
            msg("属性表的文字编码识别为 {shown}，但把握不大，请核对文字是否正确", shown=shown),
            evidence,
            repair,
        )
    else:
        notes.add("encoding", "info", msg("属性表没有注明文字编码，识别为 {shown}", shown=shown), evidence, repair)


def _refuse(frame: pd.DataFrame, words: dict[str, pd.Series], texts: dict[bytes, str | None], codec: str, notes: Notes) -> None:
    wrong = {raw for raw, text in texts.items() if text is None}
    if len(wrong) > max(1, FEW_BROKEN * len(texts)):
        hint = msg('请写明 encoding，如 encoding = "gb18030"，或在 QGIS 中另存为 GeoPackage')
        raise InputError(
            msg("{layer} 的属性表不是 {codec} 编码，文字无法读取", layer=notes.layer, codec=codec.upper()),
            hint=hint,
            repairs=[{"encoding": USUAL_ENCODING}],
        )
    for name, column in words.items():
        rows = [n for n, raw in enumerate(column) if raw in wrong]
        if rows:
            shown = str(frame.columns.get_loc(name) + 1)
            raise InputError(
                msg(
                    "{layer} 第 {rows} 行第 {shown} 列有损坏的文字（不是完整的 {codec}，共 {count} 处）",
                    layer=notes.layer,
                    rows=rows[0] + 2,
                    shown=shown,
                    codec=codec.upper(),
                    count=len(wrong),
                ),
                hint=msg("文件可能被截断或拼接过,请重新导出"),
            )
    raise InputError(
        msg("{layer} 的列名有损坏的文字（不是完整的 {codec}）", layer=notes.layer, codec=codec.upper()), hint=msg("请重新导出")
    )
