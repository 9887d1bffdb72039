"""Words by which lists tell the type of a facility: headings of exports of maps, and what ends the name of a firm."""

from __future__ import annotations

import re

CODE_COLUMNS = (
    "typecode", "type_code", "高德代码", "高德编码", "poi编码", "poi代码", "分类代码", "分类编码", "类型代码", "类型编码", "类别代码",
)  # fmt: skip
WORD_COLUMNS = ("type", "poi类型", "poi分类", "高德分类", "类型", "类别", "分类", "行业分类", "大类")
"""Columns of exports of maps; in them codes of AMap (090100) or its words (医疗保健服务;综合医院;综合医院)."""

FIRM = re.compile(r"公司|集团|事务所$|协会$|基金会$")
"""By its name alone a firm is no public service: 某某文化传媒有限公司."""

INCLUDING = "含"
"""Begins what a name of a type has in brackets."""
