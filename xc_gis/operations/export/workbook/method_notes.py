"""Sheet 方法与数据说明: the method in plain sentences, data and their sources, standard, what was left out, warnings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from xc_gis.languages.message import Name, joined, msg
from xc_gis.languages.recorded import recorded
from xc_gis.report.documents.workbook.records import Column, Kind, Row, Sheet
from xc_gis.runs.run_id import run_id
from xc_gis.runs.view import RunView
from xc_gis.shares import percent, threshold_percent
from xc_gis.units import amount
from xc_gis.wording.bases import BASE_ZH, GIVEN
from xc_gis.wording.codes import SAMPLE_MARK, use_limit
from xc_gis.wording.setting_words import setting_name, value_words

SHORT = 12
"""Digits of a checksum that are shown."""

ROLES = {
    "network": msg("路网"), "communities": msg("社区"), "subdistricts": msg("街道"), "residents": msg("居民"), "facilities": msg("设施"),
    "inventory": msg("清单核实情况"), "supply": msg("服务落实数据"), "feedback": msg("群众评价数据"), "corrections": msg("人工更正"),
    "survey_items": msg("服务目录"), "survey": msg("服务落实调查"), "hotline": msg("12345 热线工单"), "hotline_categories": msg("热线类别与服务"), "satisfaction": msg("群众满意度"),
    "entrances": msg("出入口"), "residents_totals": msg("居民总数"), "residents_ages": msg("居民年龄"), "census": msg("资源普查"), "census_kinds": msg("资源类别"),
    "directory": msg("便民服务名录"), "directory_categories": msg("名录类别与服务"), "services": msg("设施与服务的对应"), "indicators": msg("指标数值"), "indicator_list": msg("指标清单"), "values": msg("填报数值"), "candidates": msg("可用地点"), "grids": msg("网格图层"), "compounds": msg("小区图层"), "roles": msg("责任岗位"), "plans": msg("应急预案"),
}  # fmt: skip

ORIGINS = {"default": msg("默认"), "standard": msg("标准"), "study": msg("本项目"), "centre": msg("按项目中心")}

Line = tuple[str, str]


def method_sheet(run: RunView, credits_: tuple[str, ...]) -> Sheet:
    """
    The sheet.

    ``credits_``: whose map data they are, as messages.
    """
    columns = (
        Column(msg("部分"), Kind.TEXT, 14),
        Column(msg("项目"), Kind.TEXT, 30, wrap=True),
        Column(msg("内容"), Kind.TEXT, 96, wrap=True),
    )
    parts = {
        msg("方法"): method_lines(run), msg("评价标准"): standard_lines(run), msg("数据"): data_lines(run, credits_), msg("未计入与提示"): left_out_lines(run.manifest),
        msg("参数"): _settings(run.manifest), msg("版本"): _versions(run),
    }  # fmt: skip
    rows = [Row((part, what, text)) for part, found in parts.items() for what, text in found]
    return Sheet(msg("方法与数据说明"), msg("方法与数据说明"), (), columns, rows, frozen=0)


def method_lines(run: RunView) -> Iterator[Line]:
    """What the figures mean and how they come about."""
    yield (
        msg("步行时间"),
        msg("从住处沿真实步行路网走到设施，逐段计时；路口等候、台阶、大门、围墙、河道和主要道路都计入，不用直线半径。"),
    )
    yield msg("已覆盖"), msg("按规定步行时间能够到达至少一处有效设施")
    yield msg("缺口"), msg("到达不了,且可达范围内该类设施清单已核实完整")
    yield msg("未知"), msg("到达不了,但清单不完整或住处未接入路网:不能算作没有")
    yield (
        msg("覆盖率"),
        msg(
            "已覆盖居民占已知居民的比例。下限把未知算作未覆盖，上限算作已覆盖；未知居民超过 {share} 时只写上下限。没有数据不等于零。",
            share=percent(run.unknown_max),
        ),
    )
    yield msg("街道和全区"), msg("按居民人数合计后计算，不是各社区的平均值。")
    yield msg("一站式满足率"), msg("各必备类别全部达标的居民所占比例。")
    yield msg("百分数"), msg("保留一位小数，只舍不入：达到门槛的才显示为门槛值。")
    yield (
        msg("短板与建议"),
        msg("短板按未覆盖人数排列。建议只取自本次结果（未知人数、超出的分钟、能提供服务的设施类型），不推测位置、费用和先后。"),
    )
    yield msg("排名"), msg("先看星级，再看得分（保留一位小数）；相同的并列。星级为区间的按已知数据排名。")


def standard_lines(run: RunView) -> Iterator[Line]:
    """The standard and what each number of stars asks for."""
    standard = run.standard
    yield msg("标准"), msg("{name}（{id} {version}）", name=standard["name"], id=standard["id"], version=standard["version"])
    if standard.get("note"):
        yield msg("标准说明"), Name(standard["note"], standard.get("note_en") or "")
    for stars in sorted(run.levels, reverse=True):
        yield msg("{n} 星要求", n=stars), joined("；", asked_words(run.levels[stars]))


def asked_words(level: Mapping[str, Any]) -> Iterator[str]:
    """What a level of the standard asks for, as messages."""
    yield msg("得分不低于 {least:g}", least=level["min_score"])
    shares = (
        ("mandatory_each_min", msg("必备类别各不低于 {least}")), ("joint_min", msg("一站式满足率不低于 {least}")),
        ("senior_priority_min", msg("老年人重点类别各不低于 {least}")), ("min_completeness", msg("数据完整度不低于 {least}")),
    )  # fmt: skip
    for key, words in shares:
        if level.get(key) is not None:
            yield words.filled(least=threshold_percent(level[key]))
    for least in level.get("at_least", ()):
        yield msg(
            "{list}至少 {count} 种（共 {of} 种）",
            list=Name(least["zh"], least["en"]),
            count=least["count"],
            of=len(least["categories"]),
        )
    for asked in level.get("values", ()):
        yield msg(
            "{value}不低于 {least}（填报）",
            value=Name(asked["zh"], asked["en"]),
            least=amount(asked["least"], asked["unit"], asked["unit_en"]),
        )
    if {"supply", "feedback"} & set(level.get("components_required", ())):
        yield msg("有服务落实和群众评价数据")


def data_lines(run: RunView, credits_: tuple[str, ...]) -> Iterator[Line]:
    """Layers with rows, system and checksum, and whose map data they are."""
    study = run.manifest["study"]
    yield msg("项目名称"), str(study["name"])
    yield msg("数据日期"), str(study["date"] or msg("未注明"))
    yield msg("数据性质"), SAMPLE_MARK if run.is_synthetic else msg("用户数据")
    for credit in credits_:
        yield msg("资料来源"), credit
    for layer in run.manifest["inputs"]:
        yield (
            ROLES.get(layer["role"], layer["role"]),
            msg(
                "{file}：{rows:,} 行，采用 {used:,} 行；坐标系 {crs}；SHA-256 {digest}…",
                file=layer["path"], rows=layer["rows"], used=layer["used"], crs=layer["crs"] or "—", digest=layer["sha256"][:SHORT],
            ),
        )  # fmt: skip
    yield msg("人口口径"), BASE_ZH.get(run.base, BASE_ZH[GIVEN])
    for finding in run.manifest["findings"]:
        if finding["table"] == "residents" and "method" in finding["evidence"]:
            yield msg("人口"), recorded(finding["text"])
    yield msg("使用限制"), use_limit(in_china=run.in_china)


def left_out_lines(manifest: Mapping[str, Any]) -> Iterator[Line]:
    """What the run did not take in, and its warnings."""
    counts = manifest["counts"]
    facilities, network = counts["facilities"], counts["network"]
    read = sum(layer["rows"] for layer in manifest["inputs"] if layer["role"] == "facilities")
    if read > facilities["rows"]:
        yield (
            msg("设施"),
            msg(
                "清单共 {read:,} 行，其中与他行重复的 {merged:,} 行，得设施 {rows:,} 处",
                read=read, merged=read - facilities["rows"], rows=facilities["rows"],
            ),
        )  # fmt: skip
    closed = facilities["rows"] - facilities["open"] - facilities["without_place"]
    yield (
        msg("设施"),
        msg(
            "设施 {rows:,} 处 = 参与计算 {used:,} 处 + 没有可用位置（没有坐标，或距所有社区太远）{lost:,} 处 + 有位置但不在运营 {closed:,} 处；有位置的设施中，{off:,} 处离道路太远，到不了",
            rows=facilities["rows"], used=facilities["open"], lost=facilities["without_place"], closed=closed, off=facilities["off_network"],
        ),
    )  # fmt: skip
    yield msg("居民"), msg("未接入路网的居民 {count:,.0f} 人，算作未知", count=counts["off_network_residents"])
    yield (
        msg("路网"),
        msg(
            "按标签不供步行的道路 {other:,} 条；没有位置的节点 {lost:,} 个，因此断开或没有读入的线 {cut:,} 条",
            other=network["ways_not_walked"], lost=network["lost_nodes"], cut=network["lost_ways"],
        ),
    )  # fmt: skip
    rows = Counter((row["file"], row["reason"], row["action"]) for row in manifest["problems"])
    for (file, reason, action), count in sorted(rows.items()):
        told = msg(
            "{file}：{count} 行，{reason}；{action}", file=file, count=count, reason=recorded(reason), action=recorded(action)
        )
        yield msg("问题行"), told
    for warning in manifest["warnings"]:
        yield msg("提示"), recorded(warning)


def _settings(manifest: Mapping[str, Any]) -> Iterator[Line]:
    for key, setting in manifest["settings"].items():
        origin = ORIGINS.get(setting["origin"], setting["origin"])
        yield (
            setting_name(key),
            msg("{value}（{origin}）", value=value_words(key, setting["value"], setting["unit"]), origin=origin),
        )


def _versions(run: RunView) -> Iterator[Line]:
    manifest = run.manifest
    yield (
        msg("程序"),
        msg("XC-GIS {version}，方法说明第 {method} 版", version=manifest["tool"]["version"], method=manifest["method"]),
    )
    yield msg("结果编号"), run_id(manifest)
    yield msg("项目文件"), f"{manifest['study']['file']}  SHA-256 {manifest['study']['sha256']}"
    yield msg("标准文件"), f"{run.standard['id']} {run.standard['version']}  SHA-256 {manifest['standard']['sha256']}"
