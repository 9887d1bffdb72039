"""A further programme as tables of the page: what each community comes to, how each category is covered. Knows no Qt."""

from __future__ import annotations

from xc_gis.languages.message import joined, msg
from xc_gis.runs.programmes import AskedList, AskedValue, asked_lists, asked_values, grades_of, has_grades, is_offered, offered
from xc_gis.runs.view import CategoryView, CommunityView, CoverageView, RunView
from xc_gis.shares import misses, percent, percent_range, threshold_percent
from xc_gis.ui.presenters.targets.target_tables import NO_FIGURE_HINT, columns_of
from xc_gis.ui.presenters.voices.cells import BAD, EVERYWHERE, NOTHING, PLAIN, UNKNOWN, Cell, RowOf, VoiceTable, words_cell
from xc_gis.units import amount
from xc_gis.wording.reasons import reason_messages, surveys_message
from xc_gis.wording.window import label_of, name_of, tr

COMMUNITIES, CATEGORIES = "communities", "categories"
TABLES = ((COMMUNITIES, msg("各社区")), (CATEGORIES, msg("各类别")))
OFFERED_FROM = 0.5
"""Share of residents from which on a category counts as there, where the standard has no list that says so."""


def communities_table(run: RunView) -> VoiceTable:
    """A row for each community: grade, stars, score, how many of each list, stated figures, what lacks."""
    lists, values = asked_lists(run), asked_values(run)
    heads = (
        (msg("街道"), "", False), (msg("社区"), msg("点一行，地图转到该社区"), False), *(((msg("等级"), "", False),) if has_grades(run) else ()), (msg("星级"), msg("有未知的写范围"), True),
        (msg("得分"), NO_FIGURE_HINT, True), *((joined("", [one.name, msg("（种）")]), msg("{least} 及以上居民走得到才算有；有未知的写范围", least=threshold_percent(one.covered_min)), True) for one in lists),
        *((one.name, msg("填报的数；没有填报是未知，不是零"), True) for one in values), (msg("升下一星尚缺"), "", False), (msg("核实哪些可定星"), "", False),
    )  # fmt: skip
    rows = []
    for c in run.communities:
        cells = (
            words_cell(c.subdistrict), words_cell(c.name), *((grade_cell(run, c),) if has_grades(run) else ()), stars_cell(c), score_cell(c), *(count_cell(c, one) for one in lists),
            *(value_cell(c, one) for one in values), words_cell(lacking_words(c)), words_cell(tr(surveys_message(c.surveys, c.names))),
        )  # fmt: skip
        rows.append(RowOf(cells, c.community_id, "", c.subdistrict))
    title = f"{label_of(TABLES[0][1])} {tr(run.standard['name'])}"
    return VoiceTable(title, *columns_of(heads), tuple(rows), tr(msg("斜线是未知或范围，不是零。点一行，地图转到该社区。")))


def categories_table(run: RunView) -> VoiceTable:
    """A row for each category: list, minutes, people by state, share, how many communities have it."""
    lists = asked_lists(run)
    heads = (
        (msg("类别"), msg("点一行，地图显示它的覆盖率"), False), (msg("清单"), "", False), (msg("时限（分钟）"), "", True), (msg("已覆盖"), msg("人"), True), (msg("缺口"), msg("人"), True), (msg("未知"), msg("人"), True),
        (msg("覆盖率"), NO_FIGURE_HINT, True), (msg("有的社区"), msg("走得到的居民达到清单所定比例的社区；有未知的写范围"), True),
    )  # fmt: skip
    rows = []
    for category in run.categories:
        mine = [c.of(category.code) for c in run.communities]
        of = next((one for one in lists if category.code in one.categories), None)
        sums = run.manifest["counts"]["categories"][category.code]
        whole = run.whole.get(category.code)
        share = Cell(NOTHING, kind=UNKNOWN) if whole is None else Cell(percent(whole), whole, PLAIN, round(whole, 6))
        cells = (
            words_cell(name_of(category)), words_cell(tr(of.name) if of else ""), Cell(f"{category.minutes:g}", category.minutes, value=category.minutes),
            *(Cell(f"{sums[key]:,.0f}", sums[key], value=round(sums[key])) for key in ("covered", "gap", "unknown")), share, _there(mine, of),
        )  # fmt: skip
        rows.append(RowOf(cells, "", category.code, EVERYWHERE))
    title = f"{label_of(TABLES[1][1])} {tr(run.standard['name'])}"
    return VoiceTable(title, *columns_of(heads), tuple(rows), tr(msg("点一行，地图显示该类别的覆盖率。斜线是未知，不是零。")))


def grade_cell(run: RunView, c: CommunityView) -> Cell:
    """The grade, both of a range; none below the lowest."""
    grades = grades_of(run, c)
    if grades is None:
        return Cell(tr(c.status_zh), kind=UNKNOWN)
    low, high = (tr(grade) or tr(msg("无等级")) for grade in grades)
    return words_cell(low) if low == high else Cell(f"{low}–{high}", f"{low}–{high}", UNKNOWN, f"{low}–{high}")


def stars_cell(c: CommunityView) -> Cell:
    """Stars, or their range."""
    if c.stars_low is None or c.stars_high is None:
        return Cell(tr(c.status_zh), kind=UNKNOWN)
    if c.stars_low == c.stars_high:
        return Cell(str(c.stars_low), c.stars_low, value=c.stars_low)
    return Cell(f"{c.stars_low}–{c.stars_high}", c.stars_low, UNKNOWN, f"{c.stars_low}–{c.stars_high}")


def score_cell(c: CommunityView) -> Cell:
    """The score, or its bounds."""
    if c.score_low is None or c.score_high is None:
        return Cell(NOTHING, kind=UNKNOWN)
    if c.score_low == c.score_high:
        return Cell(f"{c.score_low:.1f}", c.score_low, value=c.score_low)
    return Cell(f"{c.score_low:.1f}–{c.score_high:.1f}", c.score_low, UNKNOWN, f"{c.score_low:.1f}–{c.score_high:.1f}")


def count_words(low: int, high: int) -> str:
    """A count, or its bounds."""
    return str(low) if low == high else f"{low}–{high}"


def count_cell(c: CommunityView, one: AskedList) -> Cell:
    """How many of a list a community has; too few for any level is bad news."""
    low, high = offered(c, one.categories, one.covered_min)
    return _bounds(low, high, BAD if high < min(one.least.values()) else PLAIN)


def _bounds(low: int, high: int, kind: str = PLAIN) -> Cell:
    """A count, or its bounds on hatching."""
    if low == high:
        return Cell(str(low), low, kind, low)
    return Cell(count_words(low, high), low, UNKNOWN, count_words(low, high))


def value_cell(c: CommunityView, asked: AskedValue) -> Cell:
    """A figure that somebody stated for a community; not stated is not known."""
    value = c.stated.get(asked.key)
    if value is None:
        return Cell(tr(msg("没有填报")), kind=UNKNOWN)
    return Cell(tr(amount(value, asked.unit, asked.unit_en)), value, BAD if misses(value, asked.least) else PLAIN, value)


def lacking_words(c: CommunityView) -> str:
    """What the next star lacks."""
    if not c.reasons:
        return ""
    lacking = tr(joined("；", reason_messages(c.reasons, c.names)))
    return f"{tr(msg('{n} 星：', n=c.next_star))}{lacking}" if c.next_star is not None else lacking


def share_words(row: CoverageView) -> str:
    """Coverage of a category in a community, in words."""
    if not row.applies:
        return tr(msg("不适用"))
    if row.low is None or row.high is None:
        return tr(msg("未知"))
    return percent(row.share) if row.share is not None and row.low == row.high else percent_range(row.low, row.high)


def lacking_categories(run: RunView, c: CommunityView) -> list[tuple[CategoryView, CoverageView]]:
    """Categories that a community does not have, then those of which nobody knows; of lists first, without those that are for nobody."""
    lists = asked_lists(run)
    least = {code: one.covered_min for one in lists for code in one.categories}
    order = {code: n for n, one in enumerate(lists) for code in one.categories}
    states = [(row, *is_offered(row, least.get(row.category.code, OFFERED_FROM))) for row in c.coverage if row.applies]
    mine = [(may, row) for row, sure, may in states if not sure]
    return [(row.category, row) for _, row in sorted(mine, key=lambda one: (one[0], order.get(one[1].category.code, len(lists))))]


def _there(rows: list[CoverageView], of: AskedList | None) -> Cell:
    states = [is_offered(row, of.covered_min if of else OFFERED_FROM) for row in rows]
    return _bounds(sum(sure for sure, _ in states), sum(may for _, may in states))
