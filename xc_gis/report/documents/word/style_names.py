"""Names of fonts and styles as Word files have them, and numerals."""

from __future__ import annotations

TITLE, HEADING, BODY, KAI = "方正小标宋简体", "黑体", "仿宋", "楷体"
"""Fonts of GB/T 9704: title, headings of the first level, text, headings of the second level."""

LATIN = "Times New Roman"

INSTEAD = {
    TITLE: "宋体", HEADING: "SimHei", BODY: "仿宋_GB2312", KAI: "楷体_GB2312",
}  # fmt: skip
"""What a reader of the file takes where a font is missing."""

PAGE_NUMBER = "宋体"
"""Of the page number, as in GB/T 9704."""

FILL_IN = "XC-GIS 填写"
"""Name of the style of paragraphs that people fill in: what is written there is theirs."""

NUMERALS, TEN = "〇一二三四五六七八九", "十"
