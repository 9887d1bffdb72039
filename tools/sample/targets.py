"""
Yearly values of the plan's indicators, as an office keeps them: one row an indicator, one column a year. Invented like all of the sample.

They belong to the second study of the sample (``sample-governance.toml``). What each row is for stands beside it.
"""

from __future__ import annotations

from pathlib import Path

from tools.sample import truths
from tools.sample.writers import write_csv

YEARS = ("2021年", "2022年", "2023年", "2024年", "2025年")

REACHED = 1
"""Reached in every year."""
IN_PEOPLE = 9
"""Stated in persons where the plan counts 万人."""
JUST_MISSED = 11
"""The plan says "less than 8 minutes": 8.0 is behind."""
FELL_ONCE = 13
"""Has to stay at 99 or above in every year, and was 98.7 in one."""
ONE_PART_SHORT = 16
"""Of two targets one is reached, the other misses by a tenth."""
ON_ITS_WAY = 21
"""Not there yet; the line through its years says it will not be by the target year."""
UNKNOWN_AT_THE_END = 24
"""No value for the last year: where it stands is what was known last."""
WITHOUT_VALUES = 14
"""Nobody stated anything: no data, which is not 0."""

VALUES: tuple[tuple[int, str, tuple[str, ...]], ...] = (
    (REACHED, "", ("100", "100", "100", "100", "100")),
    (2, "", ("91.2", "93.5", "95.8", "97.4", "98.6")),
    (3, "", ("96", "98", "99.5", "100", "100")),
    (4, "", ("88", "92", "95", "97", "100")),
    (6, "", ("93.1", "95.0", "97.2", "98.8", "100")),
    (7, "", ("28", "30", "33", "36", "38")),
    (IN_PEOPLE, "", ("5900人", "6300人", "6600人", "6900人", "7200人")),
    (JUST_MISSED, "", ("9.6", "9.1", "8.6", "8.2", "8.0")),
    (12, "", ("96.1", "", "96.8", "97.2", "97.3")),
    (FELL_ONCE, "", ("99.2", "98.7", "99.3", "99.5", "99.4")),
    (ONE_PART_SHORT, "平安街道", ("66.7", "73.3", "80", "86.7", "86.7")),
    (ONE_PART_SHORT, "平安社区", ("81.0", "84.4", "87.1", "88.6", "89.9")),
    (17, "", ("", "87.2", "87.2", "87.2", "87.2")),
    (18, "", ("41", "43", "46", "48", "51")),
    (20, "", ("22", "29", "37", "42", "47")),
    (ON_ITS_WAY, "", ("18.9", "19.4", "20.1", "20.3", "")),
    (22, "", ("11.2", "12.0", "13.1", "14.2", "15.3")),
    (23, "", ("72", "80", "86", "91", "95")),
    (UNKNOWN_AT_THE_END, "", ("75.1", "76.0", "76.8", "77.9", "")),
    (103, "", ("8", "14", "19", "25", "31")),
    (104, "", ("60", "101", "139", "168", "196")),
    (105, "", ("2", "3", "4", "5", "6")),
    (111, "", ("31", "36", "40", "43", "45")),
)
"""Number, part, and a value a year; empty where nobody counted."""

TABLES = """
[[indicators]]                      # 规划 24 项指标与任务数,数值为虚构
list = "xicheng-plan-2021-2025"
table = "governance/指标数值.csv"

[[indicators]]                      # 七有五性,由本次分析算出
list = "qiyou-wuxing"
"""


POINTS = (
    (truths.FIVE_STARS, "市级", "2024"),
    (truths.FIVE_STARS, "区级", "2022"),
    (truths.BEHIND_THE_WALL, "区级", "2023"),
    (truths.NO_CLINIC, "街道级", "2026"),
)
"""Demonstration points (示范点) for a comparison of years, which names the table: where, level, year. One has two levels; one lacks a clinic."""


def write_targets(folder: Path) -> None:
    """The table of ``TABLES`` and ``示范点.csv`` in ``folder``."""
    named = [(truths.community_at(place).community_id, level, year, "示例文件（虚构）") for place, level, year in POINTS]
    write_csv([("社区编号", "级别", "年份", "文号"), *named], folder / "示范点.csv", "utf-8-sig")
    rows = [(number, part, *values, "示例数据（虚构）") for number, part, values in VALUES]
    write_csv([("编号", "分项", *YEARS, "来源"), *rows], folder / "指标数值.csv", "utf-8-sig")
