"""What the map page says in the window's language: the sentences of its scripts, each with its translation."""

from __future__ import annotations

import json
import re
from functools import cache
from importlib import resources
from itertools import count

from xc_gis.report.wording import GROUP_ZH, INTERNAL_ZH, STATUS_ZH, SYNTHETIC_CREDIT
from xc_gis.ui.words import sentence

SAID = re.compile(r"""\bt\("([^"]*)\"""")
"""A sentence in a script: the page says ``t("{} 分钟", 5)``."""

WINDOW_SCRIPTS = ("channel.js", "found.js", "tools.js")
"""Scripts that the window adds to the page of a run, in this order."""

IN_DATA = (
    STATUS_ZH["insufficient"],
    "{}(数据 {})",
    "标准 {} {}",
    "设施与人口:项目文件所列数据",
    SYNTHETIC_CREDIT,
    INTERNAL_ZH,
    "北",
    *(words for group, words in GROUP_ZH.items() if group != "all"),
    "示例数据（虚构）",
)
"""What comes with the data and the markup of the page."""


def window_script() -> str:
    """The script that tells a page, before its own runs, that it is in the window and in which language."""
    script = resources.files("xc_gis.ui.map").joinpath("window.js").read_text(encoding="utf-8")
    told = {text: _numbered(sentence(text)) for text in page_sentences() if sentence(text) != text}
    return script.replace("(WORDS)", f"({json.dumps(told, ensure_ascii=False)})")


def _numbered(words: str) -> str:
    """Gaps by their number, as the script fills them in."""
    numbers = count()
    return re.sub(r"\{\}", lambda _gap: f"{{{next(numbers)}}}", words)


@cache
def page_sentences() -> tuple[str, ...]:
    """All sentences of the page, ``{}`` for what is filled in."""
    places = (("xc_gis.report", "web_map.js"), *(("xc_gis.ui.map", name) for name in WINDOW_SCRIPTS))
    scripts = [resources.files(package).joinpath(name).read_text(encoding="utf-8") for package, name in places]
    return tuple(sorted({text for script in scripts for text in SAID.findall(script)} | set(IN_DATA)))
