"""Words of tables of studies and of names of study files, in both languages."""

from __future__ import annotations

import re

from xc_gis.files.kinds import TEXT_SUFFIXES

STUDY_SUFFIX, TABLE_OF_STUDY = ".toml", b"[study]"
"""By which a study file is known: other TOML files (scenarios, ranges) may lie beside."""

TABLES = frozenset({*TEXT_SUFFIXES, ".xlsx", ".xls", ".ods"})
"""Suffixes of tables of studies."""

STUDY, NAME, STANDARD, DATE = "study", "name", "standard", "date"
"""Columns of a table; ``date`` is also what a grid may vary, beside settings."""

HEADINGS = {
    "study": STUDY, "项目": STUDY, "项目文件": STUDY, "name": NAME, "out": NAME, "名称": NAME, "standard": STANDARD, "标准": STANDARD,
    "评价标准": STANDARD, "date": DATE, "日期": DATE,
}  # fmt: skip
"""Columns by what a table may call them."""

DAYS = ("%Y-%m-%d", "%Y%m%d", "%Y年%m月%d日", "%Y.%m.%d")
"""How days are written; a slash is a hyphen."""

YES, NO = frozenset({"true", "yes", "1", "是"}), frozenset({"false", "no", "0", "否"})

PLAIN = frozenset({"study", "项目"})
"""Names of study files that say nothing: their folders' names stand for them."""

BETWEEN_VALUES = re.compile("[,，、]")
"""Between values of a list."""
