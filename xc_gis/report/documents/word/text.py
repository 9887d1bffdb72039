"""Texts of the data as Word can hold them."""

from __future__ import annotations

import re

NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
"""What no XML file may hold, or no reader shows."""

SPACE = re.compile(r"[\s\u2028\u2029]+")


def word_text(text: str) -> str:
    r"""
    A text in one line, without signs that no XML file may hold.

    >>> word_text("a\x07b\n c")
    'ab c'
    """
    return NOT_IN_XML.sub("", SPACE.sub(" ", text))
