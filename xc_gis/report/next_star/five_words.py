"""A plan for a number of five-star communities in sentences, for the terminal and the window."""

from __future__ import annotations

from collections import Counter

from xc_gis.languages.message import joined, msg
from xc_gis.model.changes import AddFacility
from xc_gis.report.next_star.five_result import FIVE, FiveStarsResult, SharedChange
from xc_gis.wording.gates import gate_code, gate_message
from xc_gis.wording.standard_names import standard_words


def shared_change_words(one: SharedChange, result: FiveStarsResult) -> str:
    """What is done, in a few words."""
    if isinstance(one.change, AddFacility):
        return msg("新增{kind}", kind=result.types.get(one.change.type, one.change.type))
    return msg("补查{category}", category=result.categories.get(one.change.category, one.change.category))


def gates_failing(result: FiveStarsResult) -> list[tuple[str, str, int]]:
    """Code, words and number of communities of each gate that fails though everything were built; most communities first."""
    count: Counter[str] = Counter()
    words: dict[str, str] = {}
    for community in result.communities:
        gates = {gate_code(reason): gate_message(reason, result.categories) for reason in community.lacking}
        count.update(gates.keys())
        words |= gates
    return [(code, words[code], n) for code, n in sorted(count.items(), key=lambda one: (-one[1], one[0]))]


def sentences(result: FiveStarsResult) -> list[str]:
    """What a planner should read first."""
    said: list[str] = [
        *standard_words(result.standard),
        msg("现有五星社区 {have} 个,要达到 {wanted} 个", have=result.five_today, wanted=result.wanted),
    ]
    if result.grades.get(FIVE):
        said.append(msg("五星即{grade}", grade=result.grades[FIVE]))
    if result.status == "none":
        lacking = sum(1 for one in result.communities if one.lacking)
        said.append(msg("达不到:至多 {reachable} 个社区能有五星", reachable=result.reachable))
        said.append(msg("其余 {count} 个社区,即使什么都建、清单都补查,仍有不达标的门槛:", count=lacking))
        said += [msg("{gate}:{count} 个社区", gate=gate, count=count) for _, gate, count in gates_failing(result)]
    elif result.status == "stopped":
        said.append(msg("时限内没有找到方案;请延长时限"))
    elif not result.changes:
        said.append(msg("不需要任何改动"))
    else:
        said += _plan(result)
    return [*said, *result.notes]


def _not_proven(cost: float, bound: float) -> str:
    return msg(
        "时限内未能证明最省：任何方案的费用都不低于 {bound:g}，本方案至多还能省 {spare:g}（{share:.0f}%）；延长时限可缩小差距",
        bound=bound, spare=cost - bound, share=(cost - bound) / cost * 100 if cost > 0 else 0.0,
    )  # fmt: skip


def _plan(result: FiveStarsResult) -> list[str]:
    counted = Counter(shared_change_words(one, result) for one in result.changes)
    done = joined(
        "、", [msg("{what} {count} 处", what=what, count=count) if count > 1 else what for what, count in counted.items()]
    )
    said: list[str] = [
        msg("共 {count} 项改动,费用 {cost:g}:{done}", count=len(result.changes), cost=result.cost, done=done),
        msg("已证明没有更省的方案") if result.status == "optimal" else _not_proven(result.cost or 0.0, result.bound or 0.0),
    ]
    if result.alone is not None and result.cost is not None and result.alone > result.cost:
        said.append(
            msg("这些社区若各办各的共需 {alone:g},设施共用省 {saved:g}", alone=result.alone, saved=result.alone - result.cost)
        )
    if result.confirmed == result.five_after:
        said.append(msg("按方案整套重算核实:五星社区 {count} 个", count=result.confirmed))
    else:
        said.append(msg("按方案整套重算只有 {count} 个五星社区,与方案不符,请报告此问题", count=result.confirmed))
    return said
