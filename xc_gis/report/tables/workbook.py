"""``report.xlsx``: the run as a workbook that can be filtered, sorted and handed on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from xc_gis.languages.message import heading, in_language, joined, msg
from xc_gis.report.study_result import StudyResult
from xc_gis.report.tables.summary import provisional_words
from xc_gis.report.tables.xlsx import print_footer, workbook_at, write_cell
from xc_gis.report.themes import STARS, THEMES, UNKNOWN_LINE, tint
from xc_gis.settings import SETTINGS
from xc_gis.shares import at_most, cut, misses, percent_range, within
from xc_gis.sources.rows.osm_names import streets_in_china
from xc_gis.wording.bases import BASE_ZH, base_sentence
from xc_gis.wording.codes import LOCATION_ZH, NOTE_ZH, STATUS_ZH, map_credit, use_limit
from xc_gis.wording.reasons import reason_messages, surveys_message

if TYPE_CHECKING:
    from xlsxwriter import Workbook
    from xlsxwriter.format import Format

Fill = tuple[tuple[str, str | int], ...]
"""Colour and pattern of a cell's ground, as XlsxWriter calls them."""


def _solid(colour: str) -> Fill:
    return (("pattern", 1), ("bg_color", colour))


HEAD = _solid("#1F4E79")
UNKNOWN: Fill = (("pattern", 14), ("fg_color", UNKNOWN_LINE))  # thin lines from lower left to upper right
STAR_FILLS = tuple(_solid(tint(colour)) for colour in STARS)
SHARE_FILLS = tuple((c.limit, _solid(tint(c.colour))) for c in THEMES["coverage"].classes)

Value = object

SHOWN = 3
"""Decimals of a share in a cell, which reads as percent with one decimal."""


def write_workbook(result: StudyResult, path: Path, *, lang: str = "zh") -> None:
    """Write the workbook in a language; text never becomes a formula, and two runs give equal bytes."""
    with workbook_at(path) as sheets:
        day = result.date.isoformat() if result.date else ""
        said = [result.name, result.mark, day, result.standard.id, base_sentence(result.data.base)]
        book = _Book(sheets, lang, print_footer([in_language(words, lang) for words in said]))
        _about(book, result)
        _ratings(book, result)
        _coverage(book, result)
        _gaps(book, result)
        _subdistricts(book, result)
        _problems(book, result)


@dataclass(frozen=True)
class _Book:
    """
    A workbook in a language.

    ``foot`` stands on every printed page; ``looks`` keeps the format of each way that a cell may look.
    """

    sheets: Workbook
    lang: str
    foot: str
    looks: dict[tuple[str | None, Fill | None, bool, str | None, bool], Format | None] = field(default_factory=dict)

    def look(self, form: str | None, fill: Fill | None, bold: bool, colour: str | None, wrap: bool) -> Format | None:
        """The format of cells that look alike; None for a plain one."""
        key = (form, fill, bold, colour, wrap)
        if key not in self.looks:
            asked: dict[str, str | int | bool] = dict(fill or ())
            if form:
                asked["num_format"] = form
            if bold:
                asked["bold"] = True
            if colour:
                asked["font_color"] = colour
            if wrap:
                asked |= {"text_wrap": True, "valign": "top"}
            self.looks[key] = self.sheets.add_format(asked) if asked else None
        return self.looks[key]


@dataclass(frozen=True)
class Cell:
    """A value and how it looks."""

    value: object
    look: Format | None


class _Page:
    """A sheet with a heading row, written row by row; ``freeze``: rows and columns that stay in sight."""

    def __init__(
        self, book: _Book, title: str, heads: Sequence[str], widths: Sequence[float], *, freeze: tuple[int, int] = (1, 0)
    ) -> None:
        self.book, self.lang = book, book.lang
        self.sheet = book.sheets.add_worksheet(heading(title, self.lang))
        for number, width in enumerate(widths):
            self.sheet.set_column(number, number, width)
        self.sheet.freeze_panes(*freeze)
        self.sheet.set_footer(book.foot)
        self.columns = len(heads)
        self.rows = 0
        self.add([self.cell(heading(head, self.lang), bold=True, fill=HEAD, colour="#FFFFFF", wrap=True) for head in heads])

    def cell(
        self, value: object, *, form: str | None = None, fill: Fill | None = None, bold: bool = False, colour: str | None = None,
        wrap: bool = False,
    ) -> Cell:  # fmt: skip
        return Cell(value, self.book.look(form, fill, bold, colour, wrap))

    def add(self, cells: Sequence[Value]) -> None:
        for column, cell in enumerate(cells):
            value, look = (cell.value, cell.look) if isinstance(cell, Cell) else (cell, None)
            write_cell(self.sheet, self.rows, column, in_language(value, self.lang), look)
        self.rows += 1

    def close(self) -> None:
        self.sheet.autofilter(0, 0, self.rows - 1, self.columns - 1)


def _about(book: _Book, result: StudyResult) -> None:
    page = _Page(book, msg("说明"), [msg("项目"), msg("内容"), msg("单位"), msg("来源")], [30, 70, 10, 16])
    standard = result.standard
    rows = [
        (msg("项目名称"), result.name), (msg("日期"), result.date.isoformat() if result.date else ""), (msg("数据性质"), result.mark or msg("用户数据")),
        (msg("评价标准"), standard.title + f"({standard.id} {standard.version})"), (msg("标准说明"), standard.disclaimer),
        (msg("已覆盖"), msg("按规定步行时间能够到达至少一处有效设施")),
        (msg("缺口"), msg("到达不了,且可达范围内该类设施清单已核实完整")),
        (msg("未知"), msg("到达不了,但清单不完整或住处未接入路网:不能算作没有")),
        (msg("覆盖率"), msg("只按已知居民计;下限把未知算作未覆盖,上限算作已覆盖;空白表示未知居民超过规定比例")),
        (msg("地图数据"), map_credit(result.streets.as_of, synthetic=bool(result.mark))), (msg("使用限制"), use_limit(in_china=streets_in_china(result.streets))),
    ]  # fmt: skip
    for name, text in rows:
        page.add([page.cell(name, bold=True), page.cell(text, wrap=True)])
    page.add([page.cell(msg("人口口径"), bold=True), page.cell(BASE_ZH[result.data.base], wrap=True)])
    if provisional := provisional_words(result):
        page.add([page.cell(msg("暂评"), bold=True), page.cell(provisional, wrap=True)])
    for finding in result.data.findings:
        if "method" in finding.evidence:
            page.add([page.cell(msg("人口"), bold=True), page.cell(finding.text, wrap=True)])
    for warning in result.warnings:
        page.add([page.cell(msg("提示"), bold=True), page.cell(warning, wrap=True)])
    page.add(["", "", "", ""])
    origin = {"default": msg("默认"), "standard": msg("标准"), "study": msg("本项目"), "centre": msg("按项目中心")}
    for key, setting in SETTINGS.items():
        page.add(
            [
                setting.description_zh + f"({key})",
                result.settings.values[key],
                setting.unit,
                origin[result.settings.origins[key]],
            ]
        )


def _ratings(book: _Book, result: StudyResult) -> None:
    heads = [msg("社区编号"), msg("社区"), msg("街道"), msg("状态"), msg("暂评"), msg("星级"), msg("星级下限"), msg("星级上限"), msg("得分"), msg("得分下限"), msg("得分上限"), msg("数据完整度"),
             msg("一站式满足率下限"), msg("一站式满足率上限"), msg("距下一星差在"), msg("核实哪些可定星"), msg("社区范围")]  # fmt: skip
    names = result.standard.names
    page = _Page(book, msg("评级"), heads, [15, 18, 14, 20, 7, 7, 9, 9, 8, 9, 9, 11, 12, 12, 60, 40, 16], freeze=(1, 2))
    for row, location in zip(result.rating.itertuples(index=False), result.data.communities["location"], strict=True):
        fill = None if row.stars is pd.NA else STAR_FILLS[int(row.stars)]
        page.add([
            row.community_id, row.community, row.subdistrict, STATUS_ZH[row.status], msg("暂评") if row.provisional else "",
            page.cell(row.stars, fill=fill or UNKNOWN), row.stars_low, row.stars_high,
            *(page.cell(v, form="0.0") for v in (row.score, row.score_low, row.score_high)),
            *(page.cell(cut(v, SHOWN), form="0.0%") for v in (row.completeness, row.joint_low)), page.cell(at_most(row.joint_high), form="0.0%"),
            joined(";", reason_messages(row.reasons, names)), surveys_message(row.surveys, names), LOCATION_ZH[location],
        ])  # fmt: skip
    page.close()


def _ramp(page: _Page, share: float) -> Cell:
    fill = next(fill for limit, fill in SHARE_FILLS if misses(share, limit))
    return page.cell(cut(share, SHOWN), form="0.0%", fill=fill)


def _coverage(book: _Book, result: StudyResult) -> None:
    codes = [c.code for c in result.standard.categories]
    heads = [msg("社区编号"), msg("社区"), msg("街道"), *(f"{c.code} " + c.name for c in result.standard.categories)]
    page = _Page(book, msg("覆盖率"), heads, [15, 18, 14, *[10.5] * len(codes)], freeze=(1, 3))
    table = result.coverage
    places = table[["community_id", "community", "subdistrict"]].to_numpy(dtype=object)[:: len(codes)]
    shares = table[["coverage_low", "coverage", "coverage_high", "note"]].to_numpy(dtype=object)
    for place, part in zip(places, shares.reshape(len(places), len(codes), -1), strict=True):
        cells: list[Value] = list(place)
        for low, share, high, note in part:
            if "not_applicable" in note:
                cells.append(page.cell(msg("不适用")))
            elif np.isnan(low):
                cells.append(page.cell(NOTE_ZH["no_location"] if "no_location" in note else "", fill=UNKNOWN))
            elif np.isnan(share):
                cells.append(page.cell(msg("未知 {range}", range=percent_range(low, high)), fill=UNKNOWN))
            else:
                cells.append(_ramp(page, share))
        page.add(cells)
    page.close()


def _gaps(book: _Book, result: StudyResult) -> None:
    heads = [
        msg("街道"),
        msg("社区编号"),
        msg("社区"),
        msg("类别"),
        msg("名称"),
        msg("要求(分钟)"),
        msg("缺口居民"),
        msg("居住点"),
        msg("最近设施(分钟,中位)"),
        msg("超出(分钟,中位)"),
    ]
    page = _Page(book, msg("缺口"), heads, [14, 15, 18, 8, 22, 11, 10, 9, 14, 14])
    gaps = result.gaps
    if len(gaps):
        grouped = pd.DataFrame(gaps.drop(columns="geometry")).groupby(
            ["subdistrict", "community_id", "community", "category"], sort=True
        )
        table = grouped.agg(
            residents=("residents", "sum"), points=("demand_id", "size"), minutes=("minutes", "median"), over=("over_minutes", "median"),
            limit=("limit_minutes", "first"),
        ).reset_index()  # fmt: skip
        for row in table.sort_values(["residents", "community_id", "category"], ascending=[False, True, True]).itertuples(
            index=False
        ):
            far = msg("超出搜索范围")
            page.add([
                row.subdistrict, row.community_id, row.community, row.category, result.standard.category(row.category).name, row.limit,
                page.cell(row.residents, form="#,##0"), row.points,
                far if np.isnan(row.minutes) else page.cell(row.minutes, form="0.0"),
                "" if np.isnan(row.over) else page.cell(row.over, form="0.0"),
            ])  # fmt: skip
    page.close()


def _subdistricts(book: _Book, result: StudyResult) -> None:
    """Subdistricts from counts of residents, never from averages of communities."""
    codes = [c.code for c in result.standard.categories]
    heads = [
        msg("街道"),
        msg("社区数"),
        *(msg("{n} 星", n=n) for n in range(5, -1, -1)),
        msg("暂不评级"),
        *(f"{c.code} " + c.name for c in result.standard.categories),
    ]
    page = _Page(book, msg("街道汇总"), heads, [16, 8, *[6] * 6, 10, *[12] * len(codes)], freeze=(1, 1))
    counted = ["residents", "covered", "gap", "unknown"]
    sums = result.coverage.groupby(["subdistrict", "category"])[counted].sum()
    people = dict(zip(sums.index, sums.to_dict("records"), strict=True))
    for name, rating in result.rating.groupby("subdistrict", sort=True):
        stars = rating["stars"].dropna().astype(int)
        cells: list[Value] = [
            name or msg("(未注明)"),
            len(rating),
            *(int((stars == n).sum()) for n in range(5, -1, -1)),
            int(rating["stars"].isna().sum()),
        ]
        for code in codes:
            row = people[(name, code)]
            if row["residents"] <= 0:
                cells.append(page.cell("", fill=UNKNOWN))
            elif not within(row["unknown"] / row["residents"], result.settings.number("coverage.unknown_max")):
                low, high = row["covered"] / row["residents"], 1 - row["gap"] / row["residents"]
                cells.append(page.cell(msg("未知 {range}", range=percent_range(low, high)), fill=UNKNOWN))
            else:
                cells.append(_ramp(page, row["covered"] / (row["covered"] + row["gap"])))
        page.add(cells)
    page.close()


def _problems(book: _Book, result: StudyResult) -> None:
    page = _Page(book, msg("问题行"), [msg("文件"), msg("行"), msg("原因"), msg("处理")], [40, 8, 50, 40])
    for row in result.data.problems.itertuples(index=False):
        page.add([row.file, row.row, row.reason, row.action])
    page.close()
