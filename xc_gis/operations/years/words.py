"""A split in sentences: how much of the change is the world, the data, the method; and what was counted as which."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from xc_gis.analysis.causes.shapley import DATA, WORLD, Shares
from xc_gis.analysis.causes.study_changes import (
    SETTING,
    STANDARD,
    TOOL,
    PartChange,
)
from xc_gis.languages.message import Message, Name, joined, msg
from xc_gis.operations.years.figures_text import mixed, people
from xc_gis.operations.years.recorded import STARS
from xc_gis.operations.years.split import HIGH, LOW, Split
from xc_gis.operations.years.tables import whats
from xc_gis.wording.setting_words import setting_name
from xc_gis.wording.years import CAUSE_ZH, PART_ZH, REASON_ZH, WHAT_ZH


def split_sentences(split: Split, names: Mapping[str, Name]) -> list[str]:
    """All of it: what counts as which cause, the shares of the stars, then of each category's people; ``names`` of categories by code."""
    lines = [*evidence_sentences(split), *_in_one_run(split)]
    lines.extend(_nothing(split))
    for what in whats(split):
        lines.extend(_sums(split, what, names))
    open_rows = sum(row.shares is None for row in split.rows)
    if open_rows:
        lines.append(msg("{count} 项变化不能分解（只有一次有数，或中间的组合数据不足），不计入以上合计", count=open_rows))
    return lines


def evidence_sentences(split: Split) -> Iterator[str]:
    """Facilities counted by cause and reason, then the other parts."""
    counted = Counter((one.cause, one.what, one.reason) for one in (split.between.facilities if split.between else ()))
    for (cause, what, reason), count in sorted(counted.items()):
        yield msg(
            "{cause}：设施{what} {count} 处（{reason}）",
            cause=CAUSE_ZH[cause],
            what=WHAT_ZH[what],
            count=count,
            reason=REASON_ZH[reason],
        )
    for part in split.parts:
        yield part_sentence(part)


def part_sentence(part: PartChange) -> str:
    """A part that changed, with why it counts as its cause."""
    cause = CAUSE_ZH[part.cause]
    if part.part == SETTING:
        return msg(
            "{cause}：{setting} {before} → {after}",
            cause=cause,
            setting=setting_name(part.name),
            before=part.before,
            after=part.after,
        )
    if part.part == STANDARD:
        return msg("{cause}：评价标准 {before} → {after}", cause=cause, before=part.before, after=part.after)
    if part.part == TOOL:
        return msg(
            "{cause}：结果由程序版本 {before} 计算，现为 {after}；重新计算的差别计入方法",
            cause=cause,
            before=part.before,
            after=part.after,
        )
    shown = PART_ZH[part.part]
    if part.count:
        return msg(
            "{cause}：{part} {count} 处不同（{reason}）", cause=cause, part=shown, count=part.count, reason=REASON_ZH[part.reason]
        )
    return msg("{cause}：{part}（{reason}）", cause=cause, part=shown, reason=REASON_ZH[part.reason])


def split_json(split: Split) -> dict[str, Any]:
    """The same for a program: fractions as text, ``7/3``."""
    sums = {}
    for what in whats(split):
        of_what = {}
        for bound in (LOW, HIGH):
            _, shares, left = split.total(what, bound)
            of_what[bound] = {"change": str(shares.total), **{k: str(v) for k, v in shares._asdict().items()}, "not_split": left}
        sums[what] = of_what
    return {
        "changed": split.changed._asdict(),
        "parts": [{"part": p.part, "cause": p.cause, "reason": p.reason, "name": p.name, "count": p.count} for p in split.parts],
        "facilities": {
            cause: dict(Counter(one.reason for one in (split.between.facilities if split.between else ()) if one.cause == cause))
            for cause in (WORLD, DATA)
        },
        "sums": sums,
        "changes": len(split.rows),
        "not_split": sum(row.shares is None for row in split.rows),
        "assessed": split.assessed,
    }


def _in_one_run(split: Split) -> Iterator[str]:
    """Communities that only one of the runs has, by their ids."""
    gone, new = (
        len(one.names.keys() - other.names.keys()) for one, other in ((split.before, split.after), (split.after, split.before))
    )
    if gone or new:
        yield msg("只在前一次结果中的社区 {gone} 个，只在后一次的 {new} 个（按社区编号）：它们的变化不分解", gone=gone, new=new)


def _nothing(split: Split) -> Iterator[str]:
    if not any(split.changed):
        yield msg("两次结果的数据、标准和参数没有影响结果的改动")


def _sums(split: Split, what: str, names: Mapping[str, Name]) -> Iterator[str]:
    low, high = (split.total(what, bound)[1] for bound in (LOW, HIGH))
    if not any(low) and not any(high):
        return
    if what == STARS:
        yield _line(msg("星级合计"), low, mixed) if low == high else _line(msg("星级合计（至少）"), low, mixed)
        if low != high:
            yield _line(msg("星级合计（至多）"), high, mixed)
        return
    yield _line(msg("{category}确定覆盖的人数", category=names.get(what, what)), low, people)
    if low != high:
        yield _line(msg("{category}连同未知的人数", category=names.get(what, what)), high, people)


def _line(title: Message, shares: Shares, shown: Any) -> str:
    words = joined(
        "，", (msg("{cause} {share}", cause=CAUSE_ZH[cause], share=shown(share)) for cause, share in shares._asdict().items())
    )
    total: Fraction = shares.total
    return msg("{title} {total}：{words}", title=title, total=shown(total), words=words)
