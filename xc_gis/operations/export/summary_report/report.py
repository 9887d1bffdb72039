"""The report of a run as a Word file: put together, with maps of the district by the drawing of the atlas."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import asdict, replace
from datetime import date

from xc_gis.errors import InputError
from xc_gis.languages.message import msg
from xc_gis.operations.export.atlas import digest_of, font_digest
from xc_gis.operations.export.atlas_source import BLANK, atlas_source, ground_of_run
from xc_gis.operations.export.atlas_themes import ThemeInputs, theme_on_map
from xc_gis.operations.export.export_request import RunExport, Write
from xc_gis.operations.export.spoken import Say, capital, saying
from xc_gis.operations.export.summary_report.outlook import limit_parts, method_parts, next_star_parts, shortfall_parts
from xc_gis.operations.export.summary_report.programmes import programme_parts
from xc_gis.operations.export.summary_report.results import (
    category_parts,
    old_and_young_parts,
    star_parts,
    subdistrict_parts,
    worst_mandatory,
)
from xc_gis.operations.export.summary_report.voices import voice_parts
from xc_gis.operations.export.theme_choice import GAPS, JOINT, STARS, ThemeChoice
from xc_gis.operations.export.workbook.workbook import credits_of
from xc_gis.progress import Progress
from xc_gis.report.documents.atlas.map_figure import draw_figure, figure_pictures
from xc_gis.report.documents.atlas.records import DISTRICT, AtlasPage
from xc_gis.report.documents.fonts.chinese_fonts import ChineseFonts, find_chinese_fonts
from xc_gis.report.documents.fonts.glyphs import glyphs_of
from xc_gis.report.documents.summary.document import ReportHead, report_file
from xc_gis.report.documents.summary.records import FigureOf, Heading, Part, TableOf
from xc_gis.report.documents.typesetting import templates_digest
from xc_gis.report.documents.word.looks import WIDTH_MM
from xc_gis.runs.export_folder import ExportFolder
from xc_gis.runs.programmes import read_programmes
from xc_gis.runs.run_id import run_id
from xc_gis.runs.voices import read_voices
from xc_gis.version import __version__
from xc_gis.wording.codes import SAMPLE_MARK

NAME = "report.docx"

FORMAT = 5
"""Raised when the same run makes another report."""

WRITING = msg("写评价报告")

FIGURE_MM = (float(WIDTH_MM), 150.0)
"""Width and height of a map without its legend."""


def prepare_report(work: RunExport) -> Write:
    """
    The report; all of it is put together before anything is written.

    Raises
    ------
    InputError
        The run has no map or no communities.
    OutputError
        There is no Chinese font.
    """
    run, request = work.run, work.request
    if not run.communities:
        raise InputError(
            msg("结果 {name} 中没有社区，没有可写的报告", name=run.folder.name), hint=msg("请检查项目文件中的社区图层")
        )
    fonts, say = find_chinese_fonts(request.fonts), saying(request.lang)
    ground_of_run(run, work.page)

    def write(folder: ExportFolder, progress: Progress) -> list[str]:
        inputs = digest_of(
            [folder.run, FORMAT, __version__, templates_digest(), font_digest(fonts), asdict(request.settings), request.lang]
        )
        if folder.is_there(NAME, inputs):
            return [NAME]
        folder.refuse_changed([NAME])
        progress.step(WRITING, 0, 1)
        parts = tuple(report_parts(work, fonts, say))
        count = Counter(type(part) for part in parts)
        folder.put(
            NAME, report_file(report_head(work, say), parts), inputs=inputs, tables=count[TableOf], figures=count[FigureOf]
        )
        progress.step(WRITING, 1, 1)
        return [NAME]

    return write


def report_head(work: RunExport, say: Say) -> ReportHead:
    """Title and what stands below it."""
    run, standard = work.run, work.run.standard
    day = run.manifest["study"]["date"]
    mark = say(SAMPLE_MARK) if run.is_synthetic and say(SAMPLE_MARK) not in run.name else ""
    lines = (
        say(msg("资料日期：{day}", day=day or "—")),
        say(
            msg("评价标准：{name}（{id} {version}）", name=say(standard["name"]), id=standard["id"], version=standard["version"])
        ),
        say(msg("编制单位：{office}    结果编号：{run}", office=work.request.settings.office or BLANK, run=run_id(run.manifest))),
        *((mark,) if mark else ()),
    )
    title = say(msg("{study}评价报告", study=run.name))
    return ReportHead(
        title, lines, capital(say(msg("目录"))), capital(say(msg("表"))), capital(say(msg("图"))), work.request.lang,
        date.fromisoformat(day) if day else None,
    )  # fmt: skip


def report_parts(work: RunExport, fonts: ChineseFonts, say: Say) -> Iterator[Part]:
    """The report, part by part."""
    run = work.run
    figures = _figures(work, fonts, say)
    yield Heading(1, capital(say(msg("总体情况"))))
    yield from star_parts(run, say)
    yield figures["map_stars"]
    yield Heading(1, capital(say(msg("各类服务"))))
    yield from category_parts(run, say)
    if "map_gaps" in figures:
        yield figures["map_gaps"]
    yield Heading(1, capital(say(msg("各街道比较"))))
    yield from subdistrict_parts(run, say)
    yield figures["map_joint"]
    yield Heading(1, capital(say(msg("一老一小"))))
    yield from old_and_young_parts(run, say)
    yield Heading(1, capital(say(msg("主要短板与建议"))))
    yield from shortfall_parts(run, say)
    voices = read_voices(run.folder, run.manifest)
    if voices.has_any:
        yield Heading(1, capital(say(msg("服务与诉求"))))
        yield from voice_parts(run, voices, say)
    yield Heading(1, capital(say(msg("升星条件"))))
    yield from next_star_parts(run, say)
    programmes = read_programmes(run)
    if programmes:
        yield Heading(1, capital(say(msg("其他标准"))))
        yield from programme_parts(programmes, say)
    yield Heading(1, capital(say(msg("方法与数据"))))
    yield from method_parts(run, credits_of(work.page), say)
    yield Heading(1, capital(say(msg("局限"))))
    yield from limit_parts(run, say)


def _figures(work: RunExport, fonts: ChineseFonts, say: Say) -> dict[str, FigureOf]:
    """Maps of the district: stars, joint coverage, people in gap of the mandatory category that has most."""
    run, lang = work.run, work.request.lang
    inputs = ThemeInputs(run, work.page, ground_of_run(run, work.page))
    worst = worst_mandatory(run)
    choices = {"map_stars": ThemeChoice(STARS), "map_joint": ThemeChoice(JOINT)}
    if worst is not None:
        choices["map_gaps"] = ThemeChoice(GAPS, worst.code)
    glyphs, drawn, names = glyphs_of(fonts.sans), [], {}
    for n, (key, choice) in enumerate(choices.items()):
        source = atlas_source(run, work.page, inputs.ground, theme_on_map(inputs, choice, say), work.request.settings, lang)
        notes = (*source.theme.notes, source.page_words.notes[0])
        source = replace(source, theme=replace(source.theme, notes=notes))
        drawn.append(draw_figure(source, AtlasPage(DISTRICT, ""), FIGURE_MM, n, glyphs, text_pt=8.0))
        names[key] = capital(source.theme.name)
    pictures = figure_pictures(drawn, fonts, lang)
    return {
        key: FigureOf(key, names[key], picture, FIGURE_MM[0], figure.record["alt"])
        for (key, figure), picture in zip(zip(names, drawn, strict=True), pictures, strict=True)
    }
