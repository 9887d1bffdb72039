"""The three ledgers as tables of the page: needs, measures, resources. Knows no Qt."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from xc_gis.languages.message import msg
from xc_gis.model.ledger import GROWN_UP
from xc_gis.runs.needs import NeedView
from xc_gis.runs.view import RunView
from xc_gis.ui.presenters.targets.target_tables import NO_FIGURE_HINT, columns_of
from xc_gis.ui.presenters.voices.cells import (
    BAD,
    EVERYWHERE,
    NOTHING,
    PLAIN,
    UNKNOWN,
    Cell,
    RowOf,
    VoiceTable,
    count_cell,
    fixed,
    plain_share_cell,
    words_cell,
)
from xc_gis.wording.ledgers import DUE_ZH, OUTCOME_ZH, SOURCE_ZH, STATE_ZH, STATUS_ZH
from xc_gis.wording.window import joined_words, label_of, name_of, tr

if TYPE_CHECKING:
    from xc_gis.operations.ledger.places import ResourcePlace
    from xc_gis.operations.ledger.standing import MeasureStanding

NEEDS, MEASURES, RESOURCES = "needs", "measures", "resources"
TABLES = ((NEEDS, msg("需求清单")), (MEASURES, msg("项目清单")), (RESOURCES, msg("资源清单")))
DUE_ORDER = {"overdue": 0, "soon": 1, "later": 2, "none": 3, "finished": 4}


def needs_table(run: RunView, needs: Iterable[NeedView], answered: Mapping[str, Sequence[str]] | None) -> VoiceTable:
    """A row for each need, most people first; ``answered``: measures by need, None where they are not known."""
    heads = (
        (msg("街道"), "", False), (msg("社区"), msg("点一行，地图转到该社区"), False), (msg("类别"), "", False), (msg("未覆盖人数"), NO_FIGURE_HINT, True), (msg("其中 60 岁及以上"), NO_FIGURE_HINT, True),
        (msg("未知人数"), msg("不知道走不走得到的居民"), True), (msg("来源"), msg("缺口、热线或调查"), False), (msg("对应项目"), msg("哪些项目答复这项需求"), False), (msg("诉求压力"), msg("0–1，没有热线的为空"), True),
        (msg("可用地点"), msg("社区内腾退空间等的编号"), False), (msg("需求编号"), msg("社区和类别，历次结果相同"), False),
    )  # fmt: skip
    rows = []
    names = {code: words_cell(name_of(category)) for code, category in run.by_code.items()}
    sources = {source: fixed(words) for source, words in SOURCE_ZH.items()}
    for need in sorted(needs, key=lambda need: (need.told is None, -(need.told or 0.0))):
        category = run.by_code.get(need.category)
        of_age = category is not None and category.population in GROWN_UP
        if answered is None:
            measures = Cell(NOTHING, kind=UNKNOWN)
        else:
            measures = words_cell("、".join(answered.get(need.need_id, ())))
        cells = (
            words_cell(need.subdistrict), words_cell(need.community), names.get(need.category) or words_cell(need.category), count_cell(need.told),
            count_cell(need.told_60plus) if of_age else Cell(fixed(msg("不适用"))), count_cell(need.unknown), words_cell(joined_words([sources[one] for one in need.sources], "、")),
            measures, plain_share_cell(need.pressure) if need.pressure is not None else Cell(NOTHING), words_cell("、".join(need.candidates)), words_cell(need.need_id),
        )  # fmt: skip
        rows.append(RowOf(cells, need.community_id, need.category, need.subdistrict))
    foot = tr(msg("缺口：规定时间内走不到的居民；热线：诉求多于其他社区；调查：说没有提供。斜线是未知，不是零。"))
    return VoiceTable(label_of(TABLES[0][1]), *columns_of(heads), tuple(rows), foot)


def measures_table(run: RunView, measures: Sequence[MeasureStanding], day: str) -> VoiceTable:
    """A row for each measure in the order of the office's table."""
    heads = (
        (msg("编号"), "", False), (msg("名称"), msg("点一行，地图显示它所在的社区"), False), (msg("责任单位"), msg("单位或职务，没有个人"), False), (msg("完成时限"), "", False), (msg("时限情况"), msg("按项目日期计算，不按今天"), False),
        (msg("距时限（天）"), msg("已过时限的为负数"), True), (msg("状态"), "", False), (msg("预算（元）"), "", True), (msg("是否解决"), msg("与较早的结果比较，缺口是否消除"), False), (msg("原未覆盖人数"), msg("较早的结果中，所对应需求的缺口"), True),
        (msg("原未知人数"), msg("不知道走不走得到的居民"), True), (msg("现未覆盖人数"), msg("本次结果中，所对应需求的缺口"), True), (msg("现未知人数"), msg("不知道走不走得到的居民"), True), (msg("对应需求"), "", False), (msg("方案"), "", False),
    )  # fmt: skip
    rows = []
    for one in measures:
        measure = one.measure
        compared = one.outcome if one.compared else ""
        outcome = Cell(fixed(OUTCOME_ZH[compared]), compared, BAD if compared == "open" else PLAIN, fixed(OUTCOME_ZH[compared]))
        budget = Cell(fixed(msg("未写明")), kind=UNKNOWN) if measure.budget is None else count_cell(measure.budget)
        left = (
            Cell(NOTHING)
            if one.days_left is None
            else Cell(f"{one.days_left:,}".replace("-", "−"), one.days_left, value=one.days_left)
        )
        cells = (
            words_cell(measure.measure_id), words_cell(measure.title), words_cell(measure.owner),
            words_cell(measure.deadline.isoformat()) if measure.deadline else Cell(fixed(msg("未写明")), kind=UNKNOWN), due_cell(one.due), left,
            words_cell(fixed(STATE_ZH[measure.state])), budget, outcome if one.compared else Cell(fixed(msg("没有比较"))),
            *(count_cell(figure) if one.compared else Cell(NOTHING) for figure in (one.people(after=False), one.unknown(after=False))),
            count_cell(one.people(after=True)), count_cell(one.unknown(after=True)), words_cell("、".join(measure.needs)), words_cell(measure.scenario),
        )  # fmt: skip
        places = communities_of(run, one)
        streets = {run.by_id[place].subdistrict for place in places}
        rows.append(
            RowOf(cells, places[0] if places else "", measure.measure_id, streets.pop() if len(streets) == 1 else EVERYWHERE)
        )
    said = msg("时限按项目日期 {day} 计算，不按今天。", day=day) if day else msg("项目文件没有写日期，不能判断时限。")
    foot = tr(said) if measures else tr(msg("项目清单为空：在项目文件的 [ledger] 一节写 measures，指明表格。"))
    return VoiceTable(label_of(TABLES[1][1]), *columns_of(heads), tuple(rows), foot)


def due_cell(due: str) -> Cell:
    """How a deadline stands; passed is bad news."""
    words = fixed(DUE_ZH[due])
    return Cell(words, DUE_ORDER[due], BAD if due == "overdue" else PLAIN, words)


def resources_table(run: RunView, places: Sequence[ResourcePlace]) -> VoiceTable:
    """A row for each facility that the run read."""
    heads = (
        (msg("街道"), msg("不在任何社区内的为空"), False), (msg("社区"), msg("点一行，地图转到该社区"), False), (msg("名称"), "", False), (msg("类型"), "", False), (msg("地址"), "", False), (msg("状态"), "", False),
        (msg("设施编号"), "", False),
    )  # fmt: skip
    rows = []
    kinds = {one.kind: words_cell(tr(one.kind)) for one in places}
    for one in places:
        c = run.by_id.get(one.community_id)
        street, name = (c.subdistrict, c.name) if c is not None else ("", "")
        status = fixed(STATUS_ZH[one.status]) if one.status in STATUS_ZH else one.status
        cells = (
            words_cell(street), words_cell(name), words_cell(one.name), kinds[one.kind], words_cell(one.address), words_cell(status), words_cell(one.facility_id),
        )  # fmt: skip
        rows.append(RowOf(cells, one.community_id, "", street))
    foot = msg("本次结果读到的全部设施，共 {count:,} 处。资源普查和便民服务名录见“服务与诉求”。", count=len(rows))
    return VoiceTable(label_of(TABLES[2][1]), *columns_of(heads), tuple(rows), tr(foot))


def communities_of(run: RunView, one: MeasureStanding) -> list[str]:
    """Ids of the communities whose needs a measure answers."""
    found = (need.rpartition("-")[0] for need in one.measure.needs)
    return [place for place in dict.fromkeys(found) if place in run.by_id]
