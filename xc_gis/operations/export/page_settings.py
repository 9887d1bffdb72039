"""What an office sets for its pages: title, watermark, 审图号, office, fonts."""

from __future__ import annotations

import re
from dataclasses import dataclass

from xc_gis.errors import InputError
from xc_gis.languages.message import joined, msg

GAPS = ("{area}", "{theme}", "{study}", "{date}")
"""What a title may have filled in."""

_GAP = re.compile(r"\{[^{}]*\}")


@dataclass(frozen=True)
class PageSettings:
    """
    Settings of pages.

    Attributes
    ----------
    title, subtitle
        Templates with ``GAPS``; an empty title: area and theme as the language puts them together.
    watermark
        Across every map; None: the one that the ground asks for; empty: none, after the publish checklist of ``docs/documents.md``.
    map_number
        审图号 that the review gave; empty leaves its place free.
    office
        编制单位; empty leaves its place free.
    """

    title: str = ""
    subtitle: str = "{study}  {date}"
    watermark: str | None = None
    map_number: str = ""
    office: str = ""


def check_template(template: str) -> str:
    """
    A title's template as it is.

    Raises
    ------
    InputError
        It asks for something that no page has.
    """
    unknown = [gap for gap in _GAP.findall(template) if gap not in GAPS]
    if unknown:
        raise InputError(msg("标题模板中的 {gap} 不认识", gap=unknown[0]), hint=msg("可用：{names}", names=joined("、", GAPS)))
    return template
