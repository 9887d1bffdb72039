"""What the next star asks for and what a community lacks, out of the gates and reasons that the run holds."""

from __future__ import annotations

from xc_gis.languages.message import joined, msg
from xc_gis.operations.export.spoken import Say
from xc_gis.operations.export.workbook.method_notes import asked_words
from xc_gis.runs.view import CommunityView, RunView
from xc_gis.wording.reasons import reason_messages, surveys_message

MOST_REASONS = 5
"""Of what is lacking so many are told; how many more there are is told too."""


def next_star_words(c: CommunityView, run: RunView, say: Say) -> list[str]:
    """Sentences, one a line; none is empty."""
    names = {**{category.code: category.name for category in run.categories}, **c.value_names}
    lacking = reason_messages(c.reasons, names)
    shown = joined("；", lacking[:MOST_REASONS])
    if len(lacking) > MOST_REASONS:
        shown = msg("{shown}；另有 {count} 项", shown=shown, count=len(lacking) - MOST_REASONS)
    lines: list[str] = []
    if c.next_star is not None and c.next_star in run.levels:
        lines.append(msg("{n} 星要求：{asked}。", n=c.next_star, asked=joined("；", asked_words(run.levels[c.next_star]))))
    if c.status == "insufficient":
        lines.append(msg("暂不评级，原因：{reasons}。", reasons=shown) if lacking else msg("暂不评级：数据不足。"))
    elif c.next_star is None:
        lines.append(msg("已达最高星级。"))
    elif lacking:
        lines.append(msg("升 {n} 星尚缺：{reasons}。", n=c.next_star, reasons=shown))
    if c.status == "range" and c.surveys:
        lines.append(msg("星级为区间，{surveys}后可以确定。", surveys=surveys_message(c.surveys, names)))
    elif c.status == "range":
        lines.append(msg("星级为区间，未知居民核实后可以确定。"))
    return [say(line) for line in lines]
