"""``report.xlsx``: the run as a workbook that can be filtered, sorted and handed on."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pandas as pd
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._write_only import WriteOnlyWorksheet

from xc_gis.analysis.result import StudyResult
from xc_gis.report.fixed_zip import FIXED, saved
from xc_gis.report.wording import INTERNAL_ZH, LOCATION_ZH, NOTE_ZH, STATUS_ZH, figures_of, map_credit, reasons_zh, surveys_zh
from xc_gis.settings import SETTINGS
from xc_gis.shares import cut, misses, percent, within
from xc_gis.spreadsheet_text import in_workbook

HEAD = PatternFill("solid", fgColor="1F4E79")
UNKNOWN = PatternFill("lightUp", fgColor="8C8C8C")
STAR_FILLS = {
    n: PatternFill("solid", fgColor=c) for n, c in enumerate(("F4D9D0", "F9E8D2", "FBF6D6", "E3F0DC", "CBE6D3", "A9D8C4"))
}
RAMP = ((0.5, "F2B8A2"), (0.75, "F7D9B5"), (0.9, "FBF3CF"), (1.0, "DDEFD9"), (1.01, "B9DFC6"))
RAMP_FILLS = tuple((limit, PatternFill("solid", fgColor=colour)) for limit, colour in RAMP)

Value = object

SHOWN = 3
"""Decimals of a share in a cell, which reads as percent with one decimal."""


def write_workbook(result: StudyResult, path: Path) -> None:
    """Write the workbook; text never becomes a formula, and two runs give equal bytes."""
    book = Workbook(write_only=True)
    book.properties.creator = "XC-GIS"
    book.properties.created = book.properties.modified = FIXED
    _about(book, result)
    _ratings(book, result)
    _coverage(book, result)
    _gaps(book, result)
    _subdistricts(book, result)
    _problems(book, result)
    _with_fixed_times(saved(book), path)


def _with_fixed_times(raw: io.BytesIO, path: Path) -> None:
    with zipfile.ZipFile(raw) as source, zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name in sorted(source.namelist()):
            content = source.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"(<dcterms:modified[^>]*>)[^<]*", rb"\g<1>2000-01-01T00:00:00Z", content)
            target.writestr(zipfile.ZipInfo(name, FIXED.timetuple()[:6]), content, zipfile.ZIP_DEFLATED)


class _Page:
    """A sheet with a heading row, written row by row."""

    def __init__(self, book: Workbook, title: str, heads: Sequence[str], widths: Sequence[float], *, freeze: str = "A2") -> None:
        self.sheet: WriteOnlyWorksheet = book.create_sheet(title)
        for number, width in enumerate(widths, 1):
            self.sheet.column_dimensions[get_column_letter(number)].width = width
        self.sheet.freeze_panes = freeze
        self.columns = len(heads)
        self.rows = 1
        self.sheet.append([self.cell(head, bold=True, fill=HEAD, colour="FFFFFF", wrap=True) for head in heads])

    def cell(
        self, value: object, *, form: str | None = None, fill: PatternFill | None = None, bold: bool = False,
        colour: str | None = None, wrap: bool = False,
    ) -> Cell:  # fmt: skip
        if isinstance(value, np.generic):
            value = value.item()
        empty = value is None or value is pd.NA or (isinstance(value, float) and np.isnan(value))
        held = in_workbook(value) if isinstance(value, str) else value
        made = WriteOnlyCell(self.sheet, value=None if empty else held)
        if isinstance(value, str):
            made.data_type = "s"  # text stays text, whatever it begins with
        if form:
            made.number_format = form
        if fill:
            made.fill = fill
        if bold or colour:
            made.font = Font(bold=bold, color=colour)
        if wrap:
            made.alignment = Alignment(wrap_text=True, vertical="top")
        return made

    def add(self, cells: Sequence[Value]) -> None:
        self.sheet.append([c if isinstance(c, Cell) else self.cell(c) for c in cells])
        self.rows += 1

    def close(self) -> None:
        self.sheet.auto_filter.ref = f"A1:{get_column_letter(self.columns)}{self.rows}"


def _about(book: Workbook, result: StudyResult) -> None:
    page = _Page(book, "说明", ["项目", "内容", "单位", "来源"], [30, 70, 10, 16])
    standard = result.standard
    rows = [
        ("项目名称", result.name), ("日期", result.date.isoformat() if result.date else ""), ("数据性质", result.mark or "用户数据"),
        ("评价标准", f"{standard.name_zh}({standard.id} {standard.version})"), ("标准说明", standard.disclaimer_zh),
        ("已覆盖", "按规定步行时间能够到达至少一处有效设施"),
        ("缺口", "到达不了,且可达范围内该类设施清单已核实完整"),
        ("未知", "到达不了,但清单不完整或住处未接入路网:不能算作没有"),
        ("覆盖率", "只按已知居民计;下限把未知算作未覆盖,上限算作已覆盖;空白表示未知居民超过规定比例"),
        ("地图数据", map_credit(result.streets.as_of, synthetic=bool(result.mark))), ("使用限制", INTERNAL_ZH),
    ]  # fmt: skip
    for name, text in rows:
        page.add([page.cell(name, bold=True), page.cell(text, wrap=True)])
    for finding in result.data.findings:
        if "method" in finding.evidence:
            page.add([page.cell("人口", bold=True), page.cell(finding.text, wrap=True)])
    for warning in result.warnings:
        page.add([page.cell("提示", bold=True), page.cell(warning, wrap=True)])
    page.add(["", "", "", ""])
    origin = {"default": "默认", "standard": "标准", "study": "本项目", "centre": "按项目中心"}
    for key, setting in SETTINGS.items():
        page.add(
            [
                f"{setting.description_zh}({key})",
                result.settings.values[key],
                setting.unit,
                origin[result.settings.origins[key]],
            ]
        )


def _ratings(book: Workbook, result: StudyResult) -> None:
    heads = ["社区编号", "社区", "街道", "状态", "暂评", "星级", "星级下限", "星级上限", "得分", "得分下限", "得分上限", "数据完整度",
             "必备齐全下限", "必备齐全上限", "距下一星差在", "核实哪些可定星", "社区范围"]  # fmt: skip
    figures = figures_of(result)
    page = _Page(book, "评级", heads, [15, 18, 14, 20, 7, 7, 9, 9, 8, 9, 9, 11, 12, 12, 60, 40, 16], freeze="C2")
    for row, location in zip(result.rating.itertuples(index=False), result.data.communities["location"], strict=True):
        fill = None if row.stars is pd.NA else STAR_FILLS[int(row.stars)]
        page.add([
            row.community_id, row.community, row.subdistrict, STATUS_ZH[row.status], "暂评" if row.provisional else "",
            page.cell(row.stars, fill=fill or UNKNOWN), row.stars_low, row.stars_high,
            *(page.cell(v, form="0.0") for v in (row.score, row.score_low, row.score_high)),
            *(page.cell(cut(v, SHOWN), form="0.0%") for v in (row.completeness, row.joint_low, row.joint_high)),
            ";".join(reasons_zh(row.binding, result.standard, figures[row.community_id])), surveys_zh(row.surveys, result.standard), LOCATION_ZH[location],
        ])  # fmt: skip
    page.close()


def _ramp(page: _Page, share: float) -> Cell:
    fill = next(fill for limit, fill in RAMP_FILLS if misses(share, limit))
    return page.cell(cut(share, SHOWN), form="0.0%", fill=fill)


def _coverage(book: Workbook, result: StudyResult) -> None:
    codes = [c.code for c in result.standard.categories]
    heads = ["社区编号", "社区", "街道", *(f"{c.code} {c.zh}" for c in result.standard.categories)]
    page = _Page(book, "覆盖率", heads, [15, 18, 14, *[10.5] * len(codes)], freeze="D2")
    table = result.coverage
    for start in range(0, len(table), len(codes)):
        part = table.iloc[start : start + len(codes)]
        cells: list[Value] = [
            part["community_id"].iloc[0],
            part["community"].iloc[0],
            part["subdistrict"].iloc[0],
        ]
        for low, share, high, note in zip(
            part["coverage_low"], part["coverage"], part["coverage_high"], part["note"], strict=True
        ):
            if "not_applicable" in note:
                cells.append(page.cell("不适用"))
            elif np.isnan(low):
                cells.append(page.cell(NOTE_ZH["no_location"] if "no_location" in note else "", fill=UNKNOWN))
            elif np.isnan(share):
                cells.append(page.cell(f"未知 {percent(low)[:-1]}–{percent(high)}", fill=UNKNOWN))
            else:
                cells.append(_ramp(page, share))
        page.add(cells)
    page.close()


def _gaps(book: Workbook, result: StudyResult) -> None:
    heads = [
        "街道",
        "社区编号",
        "社区",
        "类别",
        "名称",
        "要求(分钟)",
        "缺口居民",
        "居住点",
        "最近设施(分钟,中位)",
        "超出(分钟,中位)",
    ]
    page = _Page(book, "缺口", heads, [14, 15, 18, 8, 22, 11, 10, 9, 14, 14], freeze="A2")
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
            far = "超出搜索范围"
            page.add([
                row.subdistrict, row.community_id, row.community, row.category, result.standard.category(row.category).zh, row.limit,
                page.cell(row.residents, form="#,##0"), row.points,
                far if np.isnan(row.minutes) else page.cell(row.minutes, form="0.0"),
                "" if np.isnan(row.over) else page.cell(row.over, form="0.0"),
            ])  # fmt: skip
    page.close()


def _subdistricts(book: Workbook, result: StudyResult) -> None:
    """Subdistricts from counts of residents, never from averages of communities."""
    codes = [c.code for c in result.standard.categories]
    heads = [
        "街道",
        "社区数",
        *(f"{n} 星" for n in range(5, -1, -1)),
        "暂不评级",
        *(f"{c.code} {c.zh}" for c in result.standard.categories),
    ]
    page = _Page(book, "街道汇总", heads, [16, 8, *[6] * 6, 10, *[12] * len(codes)], freeze="B2")
    sums = result.coverage.groupby(["subdistrict", "category"])[["residents", "covered", "gap", "unknown"]].sum()
    for name, rating in result.rating.groupby("subdistrict", sort=True):
        stars = rating["stars"].dropna().astype(int)
        cells: list[Value] = [
            name or "(未注明)",
            len(rating),
            *(int((stars == n).sum()) for n in range(5, -1, -1)),
            int(rating["stars"].isna().sum()),
        ]
        for code in codes:
            row = sums.loc[(name, code)]
            if row["residents"] <= 0:
                cells.append(page.cell("", fill=UNKNOWN))
            elif not within(row["unknown"] / row["residents"], result.settings.number("coverage.unknown_max")):
                low, high = row["covered"] / row["residents"], 1 - row["gap"] / row["residents"]
                cells.append(page.cell(f"未知 {percent(low)[:-1]}–{percent(high)}", fill=UNKNOWN))
            else:
                cells.append(_ramp(page, row["covered"] / (row["covered"] + row["gap"])))
        page.add(cells)
    page.close()


def _problems(book: Workbook, result: StudyResult) -> None:
    page = _Page(book, "问题行", ["文件", "行", "原因", "处理"], [40, 8, 50, 40])
    for row in result.data.problems.itertuples(index=False):
        page.add([row.file, row.row, row.reason, row.action])
    page.close()
