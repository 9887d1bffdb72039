"""The next star in sentences, for the terminal and the window."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

from xc_gis.analysis.planning.next_star.plan import CommunityPlan
from xc_gis.languages.message import Name, joined, msg
from xc_gis.model.changes import AddFacility, AnyChange, CompleteSurvey, OpenGate
from xc_gis.report.next_star.result import NextStarResult
from xc_gis.wording.reasons import reason_message
from xc_gis.wording.standard_names import standard_words


def change_words(change: AnyChange, result: NextStarResult) -> str:
    """What is done, in a few words."""
    match change:
        case AddFacility():
            return msg("新增{kind}", kind=result.types.get(change.type, change.type))
        case CompleteSurvey():
            return msg("补查{category}", category=result.categories.get(change.category, change.category))
        case OpenGate() if change.osm.startswith("way/"):
            return msg("开放内部道路")
        case OpenGate():
            return msg("开放大门")
        case _:
            return change.ZH


def plan_words(plan: CommunityPlan, result: NextStarResult) -> str:
    """One community."""
    name = joined(" ", [plan.community_id, plan.name])
    if plan.status == "top":
        said = (
            msg("{name}:已是五星", name=name)
            if not result.grades
            else msg("{name}:已是{stars}", name=name, stars=stars_words(plan.stars, result.grades))
        )
        return _with_unstated(said, plan, result)
    if plan.status == "stopped":
        return msg("{name}:未能在限定的次数内算清", name=name)
    if plan.status == "none":
        why = joined(";", [reason_message(one, result.categories) for one in plan.lacking])
        return msg("{name}:无论新增什么设施、补查什么清单、开放哪些大门都升不了星({why})", name=name, why=why)
    today = stars_words(plan.stars, result.grades)
    counted = Counter(change_words(one, result) for one in plan.changes)
    done = joined(
        "、", [msg("{what} {count} 处", what=what, count=count) if count > 1 else what for what, count in counted.items()]
    )
    opened = [one.osm for one in plan.changes if isinstance(one, OpenGate)]
    if opened:
        done = msg("{done}（开放 {osm}）", done=done, osm=joined("、", opened))
    grade = result.grades.get(plan.stars_after or 0)
    if grade:
        said = msg(
            "{name}:{today} → {after} 星（{grade}）,费用 {cost:g}:{done}", name=name, today=today, after=plan.stars_after, grade=grade, cost=plan.cost,
            done=done,
        )  # fmt: skip
    else:
        said = msg(
            "{name}:{today} → {after} 星,费用 {cost:g}:{done}",
            name=name,
            today=today,
            after=plan.stars_after,
            cost=plan.cost,
            done=done,
        )
    return _with_unstated(said, plan, result)


def _with_unstated(said: str, plan: CommunityPlan, result: NextStarResult) -> str:
    """What the stars of a plan rest on besides: figures that nobody stated, which no facility gives."""
    if not plan.unstated:
        return said
    values = joined("、", [result.values.get(key, key) for key in plan.unstated])
    return msg(
        "{said}；这一星级还要求 {values}，尚无人填报：填报且达标才算数，新建设施、补查清单都代替不了", said=said, values=values
    )


def stars_words(stars: int | None, grades: Mapping[int, Name]) -> str:
    """Stars with the grade beside them, where the standard names one; below its lowest level there is none."""
    if stars is None:
        return msg("未评级")
    if not grades:
        return msg("{stars} 星", stars=stars)
    return msg("{stars} 星（{grade}）", stars=stars, grade=grades.get(stars) or msg("无等级"))


def sentences(result: NextStarResult) -> list[str]:
    """What a planner should read first."""
    status = Counter(plan.status for plan in result.plans)
    said: list[str] = [
        *standard_words(result.standard),
        msg(
            "{count} 个社区:{found} 个有最省的升星办法,{none} 个无法靠这些改动升星,{top} 个已是五星",
            count=len(result.plans), found=status["found"], none=status["none"], top=status["top"],
        ),
    ]  # fmt: skip
    by_cost = Counter(plan.cost for plan in result.plans if plan.status == "found")
    said += [
        msg("费用 {cost:g}:{count} 个社区", cost=cost, count=count)
        for cost, count in sorted(by_cost.items(), key=lambda one: one[0] or 0.0)
    ]
    unstated = Counter(key for plan in result.plans for key in plan.unstated)
    said += [
        msg(
            "{count} 个社区的星级要等填报“{value}”后才能确定：要的是这个数，不是设施",
            count=count,
            value=result.values.get(key, key),
        )
        for key, count in sorted(unstated.items())
    ]
    if status["stopped"]:
        said.append(msg("{count} 个社区未能在限定的次数内算清", count=status["stopped"]))
    return [*said, *result.notes]


def record(plan: CommunityPlan) -> dict[str, Any]:
    """One community in plain values."""
    return {
        "community_id": plan.community_id, "stars": plan.stars, "target": plan.target, "status": plan.status, "cost": plan.cost,
        "changes": len(plan.changes), "stars_after": plan.stars_after, "gates_settled": plan.gates_settled, "unstated": list(plan.unstated),
    }  # fmt: skip
