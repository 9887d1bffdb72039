"""
Messages without an English sentence, and sentences that nobody says: ``python tools/list_messages.py [--write]``.

Messages are read from the source itself: ``msg("…")`` in Python, ``t("…")`` in the scripts of the map page and in templates of pages. ``--write`` puts those that
are missing into the catalogue of their room with an empty sentence, and takes out those that are not said any more.
"""

from __future__ import annotations

import argparse
import ast
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Any, TypeGuard

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "xc_gis"
CATALOGUES = PACKAGE / "languages" / "en"
CHINESE = re.compile(r"[\u3400-\u9fff]")
CALLED = re.compile(r"\bmsg\s*\(")
IN_SCRIPT = re.compile(r"""\bt\("([^"]*)"|\bdata-say="([^"]*)\"""")
GROUND = "ground"
"""Catalogue of the modules that stand in no room."""
PAGE = "page"
"""Catalogue of the scripts of the map page."""


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    """All calls of ``msg`` in a module."""
    return filter(is_call, ast.walk(tree))


def is_call(node: ast.AST) -> TypeGuard[ast.Call]:
    """Whether a node is a call of ``msg``."""
    return isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "msg"


def modules(looked_for: re.Pattern[str]) -> Iterator[tuple[Path, ast.Module]]:
    """Modules of the package in which something stands, with their syntax."""
    for path in sorted(PACKAGE.rglob("*.py")):
        text = path.read_text(encoding="utf-8")
        if looked_for.search(text):
            yield path, ast.parse(text)


@cache
def message_calls() -> tuple[tuple[Path, ast.Call], ...]:
    """All calls of ``msg`` in the package with their modules; read once."""
    return tuple((path, call) for path, tree in modules(CALLED) for call in calls(tree))


def template_of(call: ast.Call) -> str | None:
    """The template of a message; None where it is no literal."""
    match call.args:
        case [ast.Constant(value=str(template))]:
            return template
    return None


def gaps(template: str) -> set[str]:
    """Names of what a template is filled with."""
    try:
        return {name for _, name, _, _ in Formatter().parse(template) if name is not None}
    except ValueError:  # braces that are text
        return set()


def messages() -> dict[str, list[str]]:
    """Templates of all messages in Python, with the modules that say them."""
    found: dict[str, list[str]] = {}
    for path, call in message_calls():
        if (template := template_of(call)) is not None:
            found.setdefault(template, []).append(path.relative_to(ROOT).as_posix())
    return found


def page_sentences() -> dict[str, list[str]]:
    """Sentences of pages: of their scripts and templates, with the files that say them."""
    found: dict[str, list[str]] = {}
    for path in sorted([*PACKAGE.rglob("*.js"), *PACKAGE.rglob("*.html")]):
        for text in (called or marked for called, marked in IN_SCRIPT.findall(path.read_text(encoding="utf-8"))):
            found.setdefault(text, []).append(path.relative_to(ROOT).as_posix())
    return found


@cache
def loose_texts() -> dict[str, list[str]]:
    """Chinese literals that are no message, by module: words of data, or sentences that no language but Chinese will have."""
    found: dict[str, list[str]] = {}
    for path, tree in modules(CHINESE):
        nodes = list(ast.walk(tree))
        inside = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
        for node in nodes:
            if isinstance(node, ast.JoinedStr):
                inside |= {id(part) for part in node.values}
        for call in filter(is_call, nodes):
            inside |= {id(part) for part in call.args}
        for node in nodes:
            if id(node) in inside:
                continue
            match node:
                case ast.Constant(value=str(words)):
                    text = words
                case ast.JoinedStr(values=parts):
                    text = "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in parts)
                case _:
                    continue
            if CHINESE.search(text):
                found.setdefault(path.relative_to(ROOT).as_posix(), []).append(text)
    return found


def room_of(path: str) -> str:
    """Name of the catalogue for what a file says."""
    if path.endswith(".js"):
        return PAGE
    parts = Path(path).parts
    return parts[1] if len(parts) > 2 else GROUND


def every_sentence() -> dict[str, list[str]]:
    """All that is said, with where."""
    found = dict(messages())
    for text, where in page_sentences().items():
        found.setdefault(text, where)
    return found


def catalogues() -> dict[str, Catalog]:
    """The English catalogues by room."""
    found = {}
    for file in sorted(CATALOGUES.glob("*.po")):
        with file.open("rb") as text:
            found[file.stem] = read_po(text, locale="en")
    return found


@cache
def english() -> dict[str, str | tuple[str, ...]]:
    """All English sentences by their template, those still empty too; two where English tells one from many."""
    return {id_of(entry): entry.string if isinstance(entry.string, str) else tuple(entry.string) for entry in entries()}


def entries() -> Iterator[Any]:
    """All entries of the English catalogues."""
    return (entry for one in catalogues().values() for entry in one if entry.id)


def id_of(entry: Any) -> str:
    """The template of an entry."""
    return entry.id if isinstance(entry.id, str) else entry.id[0]


def write() -> None:
    """Bring the catalogues up to what is said; an entry stands in the room that says it first."""
    known = english()
    rooms: dict[str, Catalog] = {}
    for text, where in sorted(every_sentence().items(), key=lambda row: (row[1][0], row[0])):
        room = rooms.setdefault(room_of(where[0]), Catalog(locale="en", fuzzy=False))
        sentence = known.get(text, "")
        room.add(text if isinstance(sentence, str) else (text, text), sentence, locations=[(where[0], None)])
    for file in CATALOGUES.glob("*.po"):
        if file.stem not in rooms:
            file.unlink()
    for name, catalogue in rooms.items():
        with (CATALOGUES / f"{name}.po").open("wb") as file:
            write_po(file, catalogue, width=0, omit_header=True, include_lineno=False)
    english.cache_clear()


def main() -> None:
    """Print what is missing and what is said no more."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--write", action="store_true", help="bring the catalogues up to date")
    if parser.parse_args().write:
        write()
    known, used = english(), every_sentence()
    missing = {text: where for text, where in used.items() if not known.get(text)}
    for text, where in missing.items():
        print(f"# {where[0]}\n{text!r}")
    unused = [text for text in known if text not in used]
    for text in unused:
        print(f"# not said any more\n{text!r}")
    print(f"# {len(used)} messages, {len(missing)} without an English sentence, {len(unused)} said no more", file=sys.stderr)


if __name__ == "__main__":
    main()
