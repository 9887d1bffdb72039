"""
Markdown of the manual as the HTML that Qt's text browser understands, and as plain text to search in. Knows no Qt.

HTML inside Markdown is off: what is written shows as it is written.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it import MarkdownIt
from markdown_it.token import Token

PICTURE = re.compile(r"^\.\./pictures/([\w-]+\.png)$")
"""Pictures lie beside the folders of the languages."""

PAGE = re.compile(r"^([\w-]+)\.md$")

TABLE = {"border": "1", "cellspacing": "0", "cellpadding": "6"}
"""Qt knows borders of tables as attributes alone."""

_parser = MarkdownIt("commonmark", {"html": False}).enable("table")


def html_of(text: str) -> str:
    """A page as HTML; pictures are links to themselves, so that a click shows them in full size."""
    tokens = _parser.parse(text)
    for n, token in enumerate(tokens):
        if token.type == "table_open":
            token.attrs.update(TABLE)
        if token.children:
            if any(child.type == "image" for child in token.children):
                tokens[n - 1].attrs["style"] = "line-height: 100%"  # else two fifths of a picture's height stay empty below it
            token.children = list(_with_links(token.children))
    return str(_parser.renderer.render(tokens, _parser.options, {}))


def _with_links(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        if token.type == "image" and PICTURE.match(str(token.attrs.get("src", ""))):
            opening = Token("link_open", "a", 1, attrs={"href": token.attrs["src"]})
            yield from (opening, token, Token("link_close", "a", -1))
        else:
            yield token


def plain_text_of(text: str) -> str:
    """What a reader sees of a page: its words without the marks, a block a line."""
    lines = []
    for token in _parser.parse(text):
        if token.children:
            lines.append("".join(child.content for child in token.children if child.type != "image"))
    return "\n".join(lines)


def bold_words(text: str) -> list[str]:
    """Words in bold: those of the window, quoted."""
    words = []
    for token in _parser.parse(text):
        inside = token.children or []
        for n, child in enumerate(inside):
            if child.type == "strong_open":
                end = next(m for m in range(n, len(inside)) if inside[m].type == "strong_close")
                words.append("".join(part.content for part in inside[n:end]))
    return words


def links_of(text: str) -> list[str]:
    """Addresses of all links and pictures."""
    children = [child for token in _parser.parse(text) for child in token.children or []]
    return [str(c.attrs.get("href") or c.attrs.get("src")) for c in children if c.type in {"link_open", "image"}]
