"""Words that tell rows of sums and remarks from data, and names of columns without a heading."""

from __future__ import annotations

import re

TOTALS = re.compile(r"^(?:.{0,12}(?:合\s*计|总\s*计|小\s*计)|共\s*计|总\s*和|汇\s*总|total|sub-?total|sum)[:]?$", re.IGNORECASE)
TOTAL_SIGN = "计"
"""Stands in every Chinese word for a sum."""

NOTES = re.compile(
    r"^[(※*【\s]*(?:注\d?[:、.]|注释|备注|说明|数据来源|资料来源|来源:|制表|填表|填报|审核|审批|联系人|联系电话|单位:|截至|截止|以上)"
)
"""First words of remarks; full-width marks are made ordinary before."""

YEAR_NAME = re.compile(r"^(?:19|20)\d\d(?:年|年度)?$")
"""Heading of a column of a year."""

NUMBERED_COLUMN = re.compile(r"第\d+列")


def numbered_column(number: int) -> str:
    """Name of a column without a heading, counted from 1."""
    return f"第{number}列"
