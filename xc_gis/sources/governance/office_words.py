"""Words of offices and roles, and what a bare name of a person looks like."""

from __future__ import annotations

import re

from xc_gis.sources.governance.personal_words import SURNAMES

OFFICE_WORDS = (
    "局", "委", "办", "科", "处", "所", "站", "室", "组", "队", "部", "院", "街", "社区", "中心", "公司", "集团", "政府", "书记", "主任", "长", "员", "物业", "专班", "协会", "学校", "医院",
)  # fmt: skip
"""A word with one of these is an office or a role, whatever sign it begins with."""

BARE_NAME = re.compile(rf"[{SURNAMES}][\u4e00-\u9fff]{{1,2}}")
"""Two or three signs that begin with a surname."""

NO_SIGNS = re.compile(r"[^\u4e00-\u9fff]+")
"""Between the words of a cell: 民政局（王建国）, 王建国、李梅."""
