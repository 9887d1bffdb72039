"""How a step of a study stands. Knows no Qt."""

from __future__ import annotations

from dataclasses import dataclass

DONE, LOOK, WRONG, MISSING, BUSY, PLAIN = "done", "look", "wrong", "missing", "busy", "plain"

STATES_ZH = {DONE: "可用", LOOK: "请看", WRONG: "不能用", MISSING: "还缺", BUSY: "正在处理", PLAIN: ""}


@dataclass(frozen=True)
class Step:
    """One entry of the list of steps: what it is, how it stands."""

    key: str
    title: str
    detail: str
    state: str
