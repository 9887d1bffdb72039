"""Headings that number themselves: 一、（一） as Word's own list, 1 and 1.1 in English."""

from __future__ import annotations

from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from xc_gis.report.documents.word.style_names import NUMERALS, TEN

FORMS = {
    "zh": (("chineseCounting", "%1、"), ("chineseCounting", "（%2）")),
    "en": (("decimal", "%1 "), ("decimal", "%1.%2 ")),
}
"""Format and text of the number by level."""

OWN = "90"
"""Id of the list, above those that a template has."""


def number_headings(document: Any, lang: str) -> None:
    """Bind ``Heading 1`` and ``Heading 2`` of a document (``docx.Document``) to one list of two levels."""
    numbering = document.part.numbering_part.element
    levels = "".join(
        f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:pStyle w:val="Heading{n + 1}"/><w:suff w:val="nothing"/>'
        f'<w:lvlText w:val="{text}"/><w:lvlJc w:val="left"/><w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl>'
        for n, (form, text) in enumerate(FORMS[lang])
    )
    form = parse_xml(
        f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{OWN}"><w:multiLevelType w:val="multilevel"/>{levels}</w:abstractNum>'
    )
    number = parse_xml(f'<w:num {nsdecls("w")} w:numId="{OWN}"><w:abstractNumId w:val="{OWN}"/></w:num>')
    first = numbering.find(qn("w:num"))
    numbering.insert(numbering.index(first) if first is not None else len(numbering), form)
    numbering.append(number)
    for n in (0, 1):
        properties = document.styles[f"Heading {n + 1}"].element.get_or_add_pPr()
        entry = properties.get_or_add_numPr()
        entry.get_or_add_numId().val = int(OWN)
        entry.get_or_add_ilvl().val = n


def numbers_of(levels: list[int], lang: str) -> list[str]:
    """
    The numbers as Word will show them, for a table of contents that is there before Word has made it.

    >>> numbers_of([1, 2, 2, 1], "zh"), numbers_of([1, 2, 1], "en")
    (['一、', '（一）', '（二）', '二、'], ['1 ', '1.1 ', '2 '])
    """
    made, first, second = [], 0, 0
    for level in levels:
        first, second = (first + 1, 0) if level == 1 else (first, second + 1)
        if lang == "zh":
            made.append(f"{chinese(first)}、" if level == 1 else f"（{chinese(second)}）")
        else:
            made.append(f"{first} " if level == 1 else f"{first}.{second} ")
    return made


def chinese(number: int) -> str:
    """
    A number below a hundred in Chinese.

    >>> chinese(3), chinese(10), chinese(12), chinese(20), chinese(21)
    ('三', '十', '十二', '二十', '二十一')
    """
    tens, ones = divmod(number, 10)
    if tens == 0:
        return NUMERALS[ones]
    return f"{NUMERALS[tens] if tens > 1 else ''}{TEN}{NUMERALS[ones] if ones else ''}"
