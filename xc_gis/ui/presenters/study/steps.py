"""How a step of a study stands. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass

from xc_gis.languages.message import msg

DONE, LOOK, WRONG, MISSING, BUSY, PLAIN = "done", "look", "wrong", "missing", "busy", "plain"

STATES_ZH = {DONE: msg("可用"), LOOK: msg("请看"), WRONG: msg("不能用"), MISSING: msg("还缺"), BUSY: msg("正在处理"), PLAIN: ""}


@dataclass(frozen=True)
class Step:
    """One entry of the list of steps: what it is, how it stands."""

    key: str
    title: str
    detail: str
    state: str
