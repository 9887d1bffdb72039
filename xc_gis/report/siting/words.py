"""The answer in sentences, for the terminal and the page."""

from __future__ import annotations

import math

from xc_gis.languages.message import joined, msg
from xc_gis.report.siting.result import SitingResult
from xc_gis.report.siting.summary import star_changes
from xc_gis.shares import percent

MODEL_NAMES = {
    "mclp": msg("覆盖居民最多"), "lscp": msg("以最少的点覆盖全部"), "pmedian": msg("步行总时间最少"), "pcentre": msg("最远步行最短"),
    "equity": msg("最差的社区优先"),
}  # fmt: skip
"""Models as people call them."""


def measure_words(model: str, value: float, *, several: bool = False) -> str:
    """A value in the measure of a model, with its unit; ``several`` categories add up with their weights."""
    if not math.isfinite(value):
        return msg("无")
    match model:
        case "mclp" if several:
            return msg("各类别加权合计 {people:,.0f} 人次", people=value)
        case "mclp":
            return msg("{people:,.0f} 人", people=value)
        case "lscp":
            return msg("{count:,.0f} 处", count=value)
        case "equity":
            return msg("社区未覆盖比例均方根 {share:.2f}%", share=value)
        case _:
            return msg("{minutes:.2f} 分钟", minutes=value)


def gap_words(result: SitingResult) -> str:
    """How good the set is, in words."""
    plan = result.plan
    match plan.answer.status:
        case "optimal":
            return msg("已证明最优：没有更好的方案")
        case "infeasible":
            return msg("没有可行的方案")
        case _ if math.isfinite(plan.gap):
            return msg("时限内未证完：任何方案至多再好 {gap:.2f}%", gap=100 * plan.gap)
        case _:
            return msg("时限内没有找到方案")


def sentences(result: SitingResult) -> list[str]:
    """What a planner should read first."""
    plan = result.plan
    names = joined("、", result.categories.values())
    said: list[str] = [
        msg(
            "{names}（{model}）：候选 {candidates:,} 处，选出 {count} 处",
            names=names, model=MODEL_NAMES[plan.model], candidates=len(result.candidates), count=len(plan.steps),
        ),
        msg(
            "现有设施覆盖 {before:,.0f} 人，建成后 {after:,.0f} 人，共 {people:,.0f} 人",
            before=plan.covered_today, after=plan.covered_then, people=plan.people,
        ),
    ]  # fmt: skip
    if plan.steps and math.isfinite(plan.objective):
        said.append(
            msg(
                "{value}；{gap}",
                value=measure_words(plan.model, plan.objective, several=len(result.categories) > 1),
                gap=gap_words(result),
            )
        )
    else:
        said.append(gap_words(result))
    ids, named = result.candidates["site_id"].to_numpy(), result.candidates["name"].to_numpy()
    for rank, step in enumerate(plan.steps, 1):
        label = ids[step.site] + (f" {named[step.site]}" if named[step.site] else "")
        said.append(
            msg(
                "{rank}. {site}：新增覆盖 {new:,.0f} 人，累计 {total:,.0f} 人；少建这一处少覆盖 {worth:,.0f} 人",
                rank=rank, site=label, new=step.newly_covered, total=step.cumulative, worth=step.worth_people,
            )
        )  # fmt: skip
    said += [
        msg(
            "备选方案 {n}：新增覆盖 {people:,.0f} 人，与首选相同 {common} 处",
            n=n,
            people=other.newly_covered,
            common=other.common,
        )
        for n, other in enumerate(plan.others, 1)
    ]
    return [*said, *_more(result), *plan.reasons, *result.notes]


def _more(result: SitingResult) -> list[str]:
    said: list[str] = []
    for code, found in result.relocation.items():
        if found.count and found.uncovered_today > 0:
            said.append(
                msg(
                    "{name}：现有 {count} 处若任意重新布局，未覆盖居民可由 {today:,.0f} 人降到 {best:,.0f} 人："
                    "缺口中 {distribution} 是分布问题，其余是数量不足",
                    name=result.categories[code], count=found.count, today=found.uncovered_today, best=found.uncovered_best,
                    distribution=percent(found.distribution),
                )
            )  # fmt: skip
    stars = star_changes(result)
    if stars is not None:
        said.append(
            msg(
                "建成后 {rise} 个社区升星，已评级社区星级合计 {before} → {after}",
                rise=stars["rise"],
                before=stars["before"],
                after=stars["after"],
            )
        )
    return said
