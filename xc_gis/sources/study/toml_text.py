"""TOML of a study file as plain values; whatever its parser raises is a message with line and column."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from xc_gis.errors import StudyError
from xc_gis.languages.message import msg

MOST_BYTES = 5_000_000
"""A study file of more than this is none."""

STUDY_FILE = msg("项目文件")

HINT = msg("文字请加引号，表用 [名称]")

AGAIN = msg("请更正该处；示例见 data/sample-study.toml")

_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")
_END = "(at end of document)"
_LONG_NUMBER = re.compile(r"\d{1000}")
_TWICE = re.compile(r"Cannot (?:declare|overwrite|mutate|redefine)|already")


def parsed_toml(raw: bytes, shown: str, kind: str = STUDY_FILE) -> dict[str, Any]:
    """
    Read the bytes of a study file, or of another ``kind`` of file in TOML.

    Raises
    ------
    StudyError
        Not UTF-8, empty, far too large, no TOML: with line and column.
    """
    if len(raw) > MOST_BYTES:
        raise StudyError(
            msg("{kind} {shown} 大于 {most_bytes} MB，不是{kind}", kind=kind, shown=shown, most_bytes=MOST_BYTES // 1000000),
            hint=msg("请检查选用的文件"),
        )
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise StudyError(msg("{kind} {shown} 不是 UTF-8 编码", kind=kind, shown=shown), hint=msg("请另存为 UTF-8")) from fault
    if not text.strip():
        raise StudyError(msg("{kind} {shown} 是空文件", kind=kind, shown=shown), hint=msg("示例见 data/sample-study.toml"))
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise StudyError(
            msg("{kind} {shown} {place}", kind=kind, shown=shown, place=_place(str(fault), text)), hint=_cure(str(fault), text)
        ) from fault
    except RecursionError as fault:
        raise StudyError(msg("{kind} {shown} 的内容嵌套过深", kind=kind, shown=shown), hint=AGAIN) from fault
    except ValueError as fault:  # a number with more digits than Python turns into one, a date that does not exist
        found = _LONG_NUMBER.search(text)
        where = (
            msg("第 {count} 行有一个过长的数字", count=text.count(chr(10), 0, found.start()) + 1)
            if found
            else msg("中有不存在的日期或数字")
        )
        raise StudyError(msg("{kind} {shown} {place}", kind=kind, shown=shown, place=where), hint=AGAIN) from fault


def _place(message: str, text: str) -> str:
    """Where TOML breaks, in our words: its parser's are English."""
    if _END in message:
        return msg("在末尾（第 {count} 行）不完整：引号、括号没有成对，或缺少值", count=len(text.splitlines()))
    found = _PLACE.search(message)
    if found is None:
        return msg("写法有误")
    what = msg("的键或表写了两次") if _TWICE.search(message) else msg("写法有误")
    return msg("第 {line} 行第 {column} 列{what}", line=int(found[1]), column=int(found[2]), what=what)


def _cure(message: str, text: str) -> str:
    """What to do; a path out of the Explorer is the usual slip: in double quotes a backslash begins a sign."""
    found = _PLACE.search(message)
    line = text.split("\n")[int(found[1]) - 1] if found else ""
    if _TWICE.search(message):
        return msg("请删去其中一处，或把两处合成一处")
    if re.search(r'"[^"]*\\', line):
        return msg("双引号中的反斜杠 \\ 有特别的含义：路径请写 / ，或用单引号，如 'C:\\data\\streets.osm'")
    return HINT
