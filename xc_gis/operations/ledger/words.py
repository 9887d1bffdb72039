"""The ledgers in sentences, for the terminal."""

from __future__ import annotations

from collections import Counter

from xc_gis.languages.message import joined, msg
from xc_gis.operations.ledger.standing import NEAR, OVERDUE, Ledgers
from xc_gis.wording.ledgers import OUTCOME_ZH

MOST_NAMED = 5


def sentences(found: Ledgers) -> list[str]:
    """What somebody should read first."""
    said: list[str] = [
        msg("需求 {count:,} 项，其中 {unanswered:,} 项还没有项目", count=len(found.needs), unanswered=found.unanswered)
    ]  # fmt: skip
    if not found.measures:
        return [*said, msg("项目文件没有写 [ledger] measures，项目清单为空")]
    said.append(msg("项目 {count} 个", count=len(found.measures)))
    for due, words in ((OVERDUE, msg("已逾期 {count} 个：{ids}")), (NEAR, msg("30 天内到期 {count} 个：{ids}"))):
        ids = [one.measure.measure_id for one in found.measures if one.due == due]
        if ids:
            said.append(words.filled(count=len(ids), ids=_named(ids)))
    if found.day is None:
        said.append(msg("项目文件没有写日期，不能判断时限。"))
    if found.done_and_open:
        ids = [one.measure.measure_id for one in found.done_and_open]
        said.append(msg("{count} 个项目写明已完成，而仍有居民未覆盖：{ids}", count=len(ids), ids=_named(ids)))
    counted = Counter(one.outcome for one in found.measures if one.compared)
    said += [
        msg("{outcome}：{count} 个项目", outcome=OUTCOME_ZH[name], count=counted[name])
        for name in ("closed", "partly", "open", "unknown")
        if counted[name]
    ]
    return said


def _named(ids: list[str]) -> str:
    more = msg("等") if len(ids) > MOST_NAMED else ""
    return joined("", [joined("、", ids[:MOST_NAMED]), more])
