"""Years as tables of the page: changes by community, sums by cause, what the runs do not agree on, a figure run by run. Knows no Qt."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from fractions import Fraction

from xc_gis.languages.message import msg
from xc_gis.operations.years.figures_text import mixed
from xc_gis.runs.years import ChangeRow, ComparedRun, PairOfRuns, Point, Years
from xc_gis.shares import percent, percent_range
from xc_gis.ui.presenters.targets.target_tables import NO_FIGURE_HINT, columns_of
from xc_gis.ui.presenters.voices.cells import BAD, EVERYWHERE, NOTHING, PLAIN, UNKNOWN, Cell, RowOf, VoiceTable, fixed, words_cell
from xc_gis.wording.window import joined_words, label_of, tr
from xc_gis.wording.years import CAUSE_ZH, PART_ZH, REASON_ZH, WHAT_ZH

CHANGES, SUMS, EVIDENCE, SERIES = "changes", "sums", "evidence", "series"
TABLES = (
    (CHANGES, msg("各社区的变化")),
    (SUMS, msg("按原因合计")),
    (EVIDENCE, msg("两次的不同之处")),
    (SERIES, msg("历次数值")),
)
STARS = "stars"
OPEN_SIXTH = 6
BOUND_ZH = {"exact": "", "low": msg("至少"), "high": msg("至多")}
WHOLE_ZH = {"exact": msg("全区{title}"), "low": msg("全区{title}（至少）"), "high": msg("全区{title}（至多）")}
PART_OF_ZH = {
    "exact": msg("已分解的社区{title}"),
    "low": msg("已分解的社区{title}（至少）"),
    "high": msg("已分解的社区{title}（至多）"),
}
"""Of what a sum is: of the whole district, or of the communities whose change is split."""
NOTE_ZH = {
    "": "",
    "became_known": msg("原来未知，现在已知"),
    "became_unknown": msg("原来已知，现在未知"),
    "only_before": msg("只有前一次有"),
    "only_after": msg("只有后一次有"),
    "no_figure": msg("一次没有数"),
    "open_between": msg("中间的组合数据不足"),
}
OF_SHARES = (
    (msg("世界变化"), msg("设施开业、停业、搬迁，道路，居民"), True),
    (msg("数据变化"), msg("补登、更正、重新调查"), True),
    (msg("方法变化"), msg("标准、参数、程序"), True),
)


def signed(value: float | None, what: str) -> str:
    """A change with its sign: stars as whole numbers and sixths, people whole."""
    if value is None:
        return NOTHING
    if what == STARS:
        shown = mixed(Fraction(round(value * OPEN_SIXTH), OPEN_SIXTH))
        return shown.replace("-", "−")
    return f"{value:+,.0f}".replace("-", "−") if round(value) else "0"


def change_cell(value: float | None, what: str) -> Cell:
    """A change; a loss is bad news."""
    if value is None:
        return Cell(NOTHING, kind=UNKNOWN)
    return Cell(signed(value, what), value, BAD if value < 0 else PLAIN, round(value, 6))


def figure_cell(value: float | None) -> Cell:
    """A figure of one run."""
    return Cell(NOTHING, kind=UNKNOWN) if value is None else Cell(f"{value:,.0f}", value, value=value)


def changes_table(pair: PairOfRuns, what: str, title: str) -> VoiceTable:
    """A row for each community whose figure changed, or a bound of it."""
    heads = (
        (msg("街道"), "", False), (msg("社区"), msg("点一行，地图转到该社区，右边画出历次的数"), False), (msg("界"), msg("有未知的，按至少和至多各分解一次"), False), (msg("原来"), NO_FIGURE_HINT, True),
        (msg("现在"), NO_FIGURE_HINT, True), (msg("变化"), "", True), *OF_SHARES, (msg("说明"), msg("没有分解的写明原因"), False),
    )  # fmt: skip
    rows = []
    for row in (row for row in pair.changes if row.what == what):
        shares = row.shares or (None, None, None)
        cells = (
            words_cell(row.subdistrict), words_cell(row.community), words_cell(fixed(BOUND_ZH[row.bound])), figure_cell(row.before), figure_cell(row.after),
            change_cell(moved(row), what), *(change_cell(share, what) for share in shares), words_cell(fixed(NOTE_ZH.get(row.note, row.note))),
        )  # fmt: skip
        rows.append(RowOf(cells, row.community_id, "", row.subdistrict))
    foot = msg("三项相加等于变化。斜线是没有数或没有分解，不是零。") if rows else msg("这一项没有变化的社区。")
    return VoiceTable(title, *columns_of(heads), tuple(rows), tr(foot))


def moved(row: ChangeRow) -> float | None:
    """How much a figure changed; None where a run has none."""
    return None if row.before is None or row.after is None else row.after - row.before


def sums_table(pair: PairOfRuns, names: Mapping[str, str]) -> VoiceTable:
    """A row for stars and each category, at each bound where they differ."""
    heads = (
        (msg("内容"), msg("点一行，地图和表显示这一项"), False), (msg("界"), "", False), (msg("变化的社区"), "", True), (msg("没有分解"), msg("不在合计内的社区"), True), (msg("变化"), "", True), *OF_SHARES,
    )  # fmt: skip
    rows = []
    for one in pair.causes:
        twin = next((other for other in pair.causes if other.what == one.what and other.bound != one.bound), None)
        same = twin is not None and (twin.change, twin.shares, twin.communities) == (one.change, one.shares, one.communities)
        if same and one.bound == "high":
            continue
        bound = "" if same else fixed(BOUND_ZH[one.bound])
        cells = (
            words_cell(names.get(one.what, one.what)), words_cell(bound), Cell(str(one.communities), one.communities, value=one.communities), Cell(str(one.not_split), one.not_split, value=one.not_split),
            *(change_cell(value if one.communities or not one.not_split else None, one.what) for value in (one.change, *one.shares)),
        )  # fmt: skip
        rows.append(RowOf(cells, "", one.what, EVERYWHERE))
    foot = tr(msg("星级为颗数，其余为覆盖的人数。点一行，地图和表显示这一项。"))
    return VoiceTable(label_of(TABLES[1][1]), *columns_of(heads), tuple(rows), foot)


def sum_lines(pair: PairOfRuns, what: str, name: str) -> list[str]:
    """Sum over the district and its causes in a sentence; two where its bounds differ, and one for what is not split."""
    mine = [one for one in pair.causes if one.what == what]
    same = len({(one.change, one.shares) for one in mine}) == 1
    lines = []
    for one in mine[:1] if same else mine:
        if not one.communities and one.not_split:
            continue  # a sum of nothing says nothing
        of_what = (PART_OF_ZH if one.not_split else WHOLE_ZH)["exact" if same else one.bound]
        causes = [f"{tr(words)} {signed(share, what)}" for words, share in zip(CAUSE_ZH.values(), one.shares, strict=True)]
        change, shared = signed(one.change, what), joined_words(causes)
        lines.append(tr(msg("{of_what} {change}：{causes}", of_what=of_what.filled(title=name), change=change, causes=shared)))
    left = max((one.not_split for one in mine), default=0)
    if left:
        lines.append(tr(msg("{count} 个社区没有分解，不在合计内", count=left)))
    return lines


def evidence_table(pair: PairOfRuns) -> VoiceTable:
    """A row for each facility and part on which the runs do not agree."""
    heads = (
        (msg("原因"), msg("世界、数据或方法"), False), (msg("内容"), "", False), (msg("名称"), "", False), (msg("不同"), "", False), (msg("怎样判定"), msg("见 docs/years.md 的判定表"), False), (msg("日期"), "", False),
        (msg("原来"), "", False), (msg("现在"), "", False), (msg("处数"), "", True),
    )  # fmt: skip
    rows = []
    for one in pair.differences:
        part = fixed(PART_ZH[one.part]) if one.part in PART_ZH else fixed(msg("设施"))
        count = Cell("") if one.count is None else Cell(f"{one.count:,.0f}", one.count, value=one.count)
        cells = (
            words_cell(fixed(CAUSE_ZH[one.cause])), words_cell(part), words_cell(one.name), words_cell(fixed(WHAT_ZH[one.change]) if one.change in WHAT_ZH else ""),
            words_cell(fixed(REASON_ZH[one.reason]) if one.reason in REASON_ZH else ""), words_cell(one.day), words_cell(one.before), words_cell(one.after), count,
        )  # fmt: skip
        rows.append(RowOf(cells, "", "", EVERYWHERE))
    return VoiceTable(label_of(TABLES[2][1]), *columns_of(heads), tuple(rows), tr(msg("每一处不同算作哪个原因，为什么。")))


def run_titles(runs: Sequence[ComparedRun]) -> list[str]:
    """
    What runs are called: the day of the study, with the name of the folder and a number where that is not enough.

    >>> run_titles([ComparedRun("a", "2025-06-30"), ComparedRun("b", "2026-06-30"), ComparedRun("c", "2026-06-30"), ComparedRun("c", "2026-06-30")])
    ['2025-06-30', '2026-06-30 b', '2026-06-30 c', '2026-06-30 c (4)']
    """
    days = Counter(one.date for one in runs)
    titles: list[str] = []
    for n, one in enumerate(runs, 1):
        title = one.date if one.date and days[one.date] == 1 else f"{one.date} {one.shown}".strip()
        titles.append(f"{title} ({n})" if title in titles else title)
    return titles


def series_table(years: Years, what: str, title: str) -> VoiceTable:
    """A row for each community, a column for each run."""
    heads = (
        (msg("街道"), "", False),
        (msg("社区"), msg("点一行，右边画出历次的数"), False),
        *((title, "", True) for title in run_titles(years.runs)),
    )
    rows = []
    for community, (name, street) in years.names.items():
        points = years.series.get((community, what))
        if points is not None:
            rows.append(
                RowOf((words_cell(street), words_cell(name), *(point_cell(one, what) for one in points)), community, "", street)
            )
    return VoiceTable(title, *columns_of(heads), tuple(rows), tr(msg("斜线是没有数或只有范围，不是零。")))


def point_cell(point: Point, what: str) -> Cell:
    """A figure of a run; a range where it is open."""
    low, value, high = point
    text = point_words(point, what)
    if value is not None and low == high:
        return Cell(text, value, value=value)
    return Cell(text, low, UNKNOWN if value is None else PLAIN, value if value is not None else text)


def point_words(point: Point, what: str) -> str:
    """The same in words."""
    low, value, high = point
    if low is None or high is None:
        return tr(msg("没有数"))
    if what in {STARS, "score"}:
        return f"{low:g}" if low == high else f"{low:g}–{high:g}"
    return percent(value) if value is not None and low == high else percent_range(low, high)
