"""What differs between an archived run and its replay, in sentences."""

from __future__ import annotations

from xc_gis.languages.message import msg
from xc_gis.operations.years.replay import INPUT, PROGRAM, RESULT, Difference

MOST_SHOWN = 200
"""Letters of a value of the manifest; all of it stands in ``replay.json``."""


def difference_sentence(one: Difference) -> str:
    """A difference with its name, and both versions where there are any."""
    if one.kind == PROGRAM:
        return msg("程序版本不同：存档 {before}，现在 {after}", before=one.before, after=one.after)
    if one.kind == INPUT:
        return msg("输入不同：{name}", name=one.name)
    if one.kind == RESULT:
        if not one.after and one.before:
            return msg("结果缺少文件：{name}", name=one.name)
        return msg("结果不同：{name}", name=one.name)
    before, after = (text if len(text) <= MOST_SHOWN else f"{text[: MOST_SHOWN - 1]}…" for text in (one.before, one.after))
    return msg("清单中的 {name} 不同：存档 {before}，现在 {after}", name=one.name, before=before, after=after)
