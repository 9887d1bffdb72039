"""TOML of a study file as plain values; whatever its parser raises is a message with line and column."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from xc_gis.errors import StudyError

MOST_BYTES = 5_000_000
"""A study file of more than this is none."""

HINT = "文字请加引号，表用 [名称]"

AGAIN = "请更正该处；示例见 data/sample-study.toml"

_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")
_END = "(at end of document)"
_LONG_NUMBER = re.compile(r"\d{1000}")
_TWICE = re.compile(r"Cannot (?:declare|overwrite|mutate|redefine)|already")


def parsed_toml(raw: bytes, shown: str) -> dict[str, Any]:
    """
    Read the bytes of a study file.

    Raises
    ------
    StudyError
        Not UTF-8, empty, far too large, no TOML: with line and column.
    """
    if len(raw) > MOST_BYTES:
        raise StudyError(f"项目文件 {shown} 大于 {MOST_BYTES // 1_000_000} MB，不是项目文件", hint="请检查选用的文件")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise StudyError(f"项目文件 {shown} 不是 UTF-8 编码", hint="请另存为 UTF-8") from fault
    if not text.strip():
        raise StudyError(f"项目文件 {shown} 是空文件", hint="示例见 data/sample-study.toml")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as fault:
        raise StudyError(f"项目文件 {shown} {_place(str(fault), text)}", hint=_cure(str(fault), text)) from fault
    except RecursionError as fault:
        raise StudyError(f"项目文件 {shown} 的内容嵌套过深", hint=AGAIN) from fault
    except ValueError as fault:  # a number with more digits than Python turns into one, a date that does not exist
        found = _LONG_NUMBER.search(text)
        where = f"第 {text.count(chr(10), 0, found.start()) + 1} 行有一个过长的数字" if found else "中有不存在的日期或数字"
        raise StudyError(f"项目文件 {shown} {where}", hint=AGAIN) from fault


def _place(said: str, text: str) -> str:
    """Where TOML breaks, in our words: its parser's are English."""
    if _END in said:
        return f"在末尾（第 {len(text.splitlines())} 行）不完整：引号、括号没有成对，或缺少值"
    found = _PLACE.search(said)
    if found is None:
        return "写法有误"
    what = "的键或表写了两次" if _TWICE.search(said) else "写法有误"
    return f"第 {found[1]} 行第 {found[2]} 列{what}"


def _cure(said: str, text: str) -> str:
    """What to do; a path out of the Explorer is the usual slip: in double quotes a backslash begins a sign."""
    found = _PLACE.search(said)
    line = text.split("\n")[int(found[1]) - 1] if found else ""
    if _TWICE.search(said):
        return "请删去其中一处，或把两处合成一处"
    if re.search(r'"[^"]*\\', line):
        return r"双引号中的反斜杠 \ 有特别的含义：路径请写 / ，或用单引号，如 'C:\data\streets.osm'"
    return HINT
