"""
``check.html``: the data check as one page that works without a network and prints.

Every text of the report is put into the page by a template that escapes it; only our own style sheet and picture go in as they are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from importlib import resources
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup, escape

from xc_gis.files.whole_file import write_whole
from xc_gis.findings import RowGroup
from xc_gis.languages.message import Joined, Message, heading, in_language, msg
from xc_gis.model import Finding
from xc_gis.report.check.network_picture import PICTURE_NAME
from xc_gis.report.check.records import CheckReport, LayerReport
from xc_gis.report.check.rows import island_row, islands_shown, network_figures, network_sentences, reason_rows, unknown_rows
from xc_gis.report.check.streets_rows import doubts, street_rows
from xc_gis.report.themes import style_variables
from xc_gis.version import __version__
from xc_gis.wording.check import HINT_ZH, LEVEL_ZH, OF_LISTS, TOPIC_ZH
from xc_gis.wording.codes import SAMPLE_MARK, map_credit, use_limit

ROWS_SHOWN, QUEUE_SHOWN = 40, 300


def write_check_page(report: CheckReport, path: Path, *, lang: str = "zh") -> None:
    """
    Write the page in a language; an earlier one is replaced in one step.

    Raises ``OutputError`` where it cannot be written.
    """
    content = check_page(report, lang=lang).encode(errors="backslashreplace")  # bytes of a file name that are no text
    write_whole(path, content, hint=msg("请检查路径和写权限"), folder=True)


def check_page(report: CheckReport, *, lang: str = "zh") -> str:
    """Make the page in a language: ``t`` says the sentences of its template, and every message that is filled in is said in it."""
    files = resources.files("xc_gis.report.check")
    environment = jinja2.Environment(
        autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, finalize=lambda value: in_language(value, lang)
    )
    environment.globals |= {
        "t": partial(_shown_in_page, lang),
        "code": Markup("<code>{}</code>").format,
        "head": lambda words: heading(words, lang),
    }
    template = environment.from_string(files.joinpath("page.html").read_text(encoding="utf-8"))
    titles = {layer.table: layer.title for layer in report.layers}
    waiting = report.queue
    queue = waiting[:QUEUE_SHOWN]
    islands = islands_shown(report)
    return template.render(
        lang={"zh": "zh-CN"}.get(lang, lang),
        report=report,
        css=Markup(style_variables() + files.joinpath("page.css").read_text(encoding="utf-8")),  # noqa: S704 - our own file
        svg=Markup(report.network_svg.replace(PICTURE_NAME, in_language(PICTURE_NAME, lang))),  # noqa: S704 - made of numbers alone
        mark=SAMPLE_MARK,
        verdict=_verdict(report),
        figures=_figures(report),
        todo=_todo(report, titles),
        layers=[_layer(layer) for layer in report.layers],
        services=[_finding(finding) for finding in report.findings if finding.topic in OF_LISTS],
        people=[_finding(finding) for finding in report.findings if finding.topic in {"residents", "places"}],
        plausible=[_finding(finding) for finding in report.findings if finding.topic == "plausibility"],
        network_figures=network_figures(report),
        network_sentences=network_sentences(report),
        streets=street_rows(report.streets),
        islands=[island_row(island) for island in islands],
        more_islands=len(report.network.islands) - len(islands) if report.network else 0,
        inventory=[finding.text for finding in report.findings if finding.topic == "inventory"],
        reasons=reason_rows(report),
        unknown=unknown_rows(report),
        queue=queue,
        waiting=len(waiting),
        more_queue=len(waiting) - len(queue),
        internal=use_limit(in_china=report.in_china),
        credit=map_credit(synthetic=report.synthetic),
        version=__version__,
    )


def _shown_in_page(lang: str, template: str, **values: Any) -> Markup:
    """A sentence of the page's template; what is filled in is escaped unless it is markup."""
    sentence = Markup(escape(heading(Message(template, {}), lang)))  # noqa: S704 - escaped
    return sentence.format(**{name: in_language(value, lang) for name, value in values.items()}) if values else sentence


def _verdict(report: CheckReport) -> dict[str, str]:
    findings = [*report.findings, *(finding for layer in report.layers for finding in layer.findings)]
    errors = sum(finding.level == "error" for finding in findings) + sum(layer.fault is not None for layer in report.layers)
    warnings = sum(finding.level == "warning" for finding in findings)
    left_out = sum(group.count for layer in report.layers for group in layer.left_out)
    more = (
        msg("{warnings} 项提醒,{left_out:,} 行未参与分析", warnings=warnings, left_out=left_out)
        if not report.fault
        else msg("请先更正项目文件,再检查一次")
    )
    if report.stops:
        return {"kind": "stop", "words": msg("运行会停止:{errors} 处错误", errors=max(errors, 1)), "more": more}
    if doubt := doubts(report):
        return {
            "kind": "look",
            "words": msg("可以运行，但步行时间可能受影响"),
            "more": msg("{doubt}（见“路网的账目”）。共 {more}", doubt=doubt, more=more),
        }
    if warnings or left_out:
        return {"kind": "look", "words": msg("可以运行;下面的提醒请先看一遍"), "more": more}
    return {"kind": "", "words": msg("可以运行"), "more": more}


_FIGURE_ZH = {
    "subdistricts": msg("街道数"),
    "communities": msg("社区数"),
    "residents": msg("居民"),
    "demand_points": msg("居住点"),
    "facilities": msg("有位置的设施"),
}


def _figures(report: CheckReport) -> list[dict[str, str]]:
    return [{"name": zh, "value": f"{report.totals[key]:,.0f}"} for key, zh in _FIGURE_ZH.items() if key in report.totals]


def _todo(report: CheckReport, titles: Mapping[str, str]) -> list[dict[str, str]]:
    """Errors first, then warnings, in the order of the layers."""
    rows = []
    for layer in report.layers:
        if layer.fault:
            rows.append(_row("error", layer.title, layer.fault.message, "", layer.fault.hint))
        rows += [_task(finding, layer.title) for finding in layer.findings if finding.level != "info" or finding.repair]
    rows += [_task(finding, titles.get(finding.table, msg("全部"))) for finding in report.findings if finding.level != "info"]
    order = {"error": 0, "warning": 1, "info": 2}
    return sorted(rows, key=lambda row: order[row["level"]])


def _task(finding: Finding, layer: str) -> dict[str, str]:
    where = layer if finding.table else TOPIC_ZH.get(finding.topic, layer)
    return _row(finding.level, where, finding.text, _keys(finding), HINT_ZH.get(finding.topic, ""))


def _row(level: str, layer: str, text: str, keys: str, hint: str) -> dict[str, str]:
    word = LEVEL_ZH[level] if level != "info" else msg("推断")  # it runs; the guess may be written down
    return {"level": level, "level_zh": word, "layer": layer, "text": text, "repair": keys, "hint": hint}


def _keys(finding: Finding) -> str:
    """The repair as it would stand in the study file."""
    if not finding.repair:
        return ""
    return ", ".join(f"{key} = {_toml(value)}" for key, value in finding.repair.items())


def _toml(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping):
        return "{ " + ", ".join(f"{key} = {_toml(found)}" for key, found in value.items()) + " }"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_toml(found) for found in value) + "]"
    return f'"{value}"' if isinstance(value, str) else str(value)


def _finding(finding: Finding) -> dict[str, str]:
    return {
        "level": finding.level,
        "level_zh": LEVEL_ZH[finding.level],
        "topic": TOPIC_ZH.get(finding.topic, finding.topic),
        "text": finding.text,
        "repair": _keys(finding),
    }


def _layer(layer: LayerReport) -> dict[str, Any]:
    facts: list[tuple[str, str]] = [
        (word, msg("{count:,} 条道路", count=count) if layer.table == "network" else msg("{count:,} 行", count=count))
        for word, count in ((msg("读入"), layer.rows), (msg("参与分析"), layer.used))
    ]
    facts += [(msg("坐标系"), layer.crs)] if layer.crs else []
    facts += [(msg("编码"), layer.encoding)] if layer.encoding else []
    order = {"error": 0, "warning": 1, "info": 2}
    return {
        "level": layer.level,
        "level_zh": LEVEL_ZH[layer.level],
        "title": layer.title,
        "path": layer.path,
        "fault": layer.fault,
        "facts": facts,
        "findings": [_finding(finding) for finding in sorted(layer.findings, key=lambda finding: order[finding.level])],
        "groups": [_group(group) for group in (*layer.left_out, *layer.changed)],
    }


def _group(group: RowGroup) -> dict[str, Any]:
    return {"reason": group.reason, "action": group.action, "count": f"{group.count:,}", "rows": row_numbers(group.rows)}


def row_numbers(rows: Sequence[int], most: int = ROWS_SHOWN) -> str:
    """Row numbers as people write them: ``3、5–9、12``; of a long list the beginning."""
    runs: list[tuple[int, int]] = []
    for row in rows:
        if runs and row == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], row)
        elif not runs or row > runs[-1][1]:
            runs.append((row, row))
    words = [str(first) if first == last else f"{first}–{last}" for first, last in runs]
    shown = Joined("、", tuple(words[:most]))
    return shown + " …" if len(words) > most else shown
