"""Where a figure of a standard comes from, in words: its letters (``A``, ``M``, ``F``) are for those who edit the file."""

from __future__ import annotations

import re

from xc_gis.languages.message import msg

_TAGS = re.compile(r"^((?:[AMF]\d*[；;，, ]*)+)(?:[：:]\s*)(.+)$", re.DOTALL)


def source_words(source: str) -> str:
    """
    The source of a figure, and how much it is worth: ``A`` is an assumption of this tool, ``M`` is cited from memory.

    >>> source_words("A；M：GB 50180-2018 附录")
    'GB 50180-2018 附录；暂定值，请核对原文后使用'
    >>> source_words("局发〔2026〕3 号"), source_words("")
    ('局发〔2026〕3 号', '未注明来源')
    """
    if not source.strip():
        return msg("未注明来源")
    found = _TAGS.match(source)
    if found is None:
        return source
    return msg("{source}；暂定值，请核对原文后使用", source=found[2]) if set(found[1]) & {"A", "M"} else found[2]
