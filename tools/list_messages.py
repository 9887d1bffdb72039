"""
List the Chinese sentences that have no English one yet: ``python tools/list_messages.py``.

Sentences are the texts of our errors (message and hint) and all texts of the window, read from the source itself.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from xc_gis import errors  # noqa: E402
from xc_gis.languages import CHINESE, GAP, catalogue, translated  # noqa: E402

ERRORS = {name for name, kind in vars(errors).items() if isinstance(kind, type) and issubclass(kind, errors.XcGisError)}
ERRORS.add("foreign_reader")  # it raises with the words that it is given


def templates_of(node: ast.expr) -> Iterator[str]:
    """Texts that an expression may give, with ``{}`` for what is filled in."""
    match node:
        case ast.Constant(value=str(text)):
            yield text
        case ast.JoinedStr(values=parts):
            yield "".join(str(p.value) if isinstance(p, ast.Constant) else GAP for p in parts)
        case ast.BinOp(left=left, op=ast.Add(), right=right):
            for a in list(templates_of(left)) or [GAP]:
                for b in list(templates_of(right)) or [GAP]:
                    yield a + b
        case ast.IfExp(body=body, orelse=other):
            yield from templates_of(body)
            yield from templates_of(other)
        case ast.BoolOp(values=values):
            for value in values:
                yield from templates_of(value)
        case _:
            return


def texts_of(path: Path) -> Iterator[str]:
    """Messages and hints of the errors that a module raises."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    constants = {
        target.id: node.value for node in tree.body if isinstance(node, ast.Assign) for target in node.targets if isinstance(target, ast.Name)
    }  # fmt: skip
    for node in ast.walk(tree):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ERRORS):
            continue
        for part in [*node.args, *(k.value for k in node.keywords if k.arg in {"message", "hint"})]:
            named = constants.get(part.id, part) if isinstance(part, ast.Name) else part
            yield from templates_of(named)


def messages(package: Path = ROOT / "xc_gis") -> dict[str, str]:
    """Chinese messages by template, with the module that says each."""
    found: dict[str, str] = {}
    for path in sorted(package.rglob("*.py")):
        for text in texts_of(path):
            template = re.sub(r"(?:\{\})+", GAP, text)
            if CHINESE.search(template):
                found.setdefault(template, path.relative_to(package).as_posix())
    return found


def window_texts(path: Path) -> Iterator[str]:
    """All Chinese texts of a module of the window, with ``{}`` for what is filled in; docstrings are none."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    unsaid = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.JoinedStr):
            unsaid |= {id(part) for part in node.values}
    for node in ast.walk(tree):
        if id(node) not in unsaid and isinstance(node, ast.Constant | ast.JoinedStr):
            yield from (text.strip() for text in templates_of(node) if CHINESE.search(text))


def window_sentences(parts: Iterable[str], window: Path = ROOT / "xc_gis" / "ui") -> dict[str, str]:
    """Chinese texts by template, with the module; ``parts``: folders of the window, ``.`` for its own files."""
    found: dict[str, str] = {}
    for part in parts:
        for path in sorted((window / part).glob("*.py")):
            if path != window / "words.py":  # both languages stand in its table
                found |= {re.sub(r"(?:\{\})+", GAP, text): path.relative_to(window).as_posix() for text in window_texts(path)}
    return found


def stages(package: Path = ROOT / "xc_gis") -> set[str]:
    """Names of the stages that are reported while something runs."""
    calls = (
        node
        for path in package.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    )
    steps = (call for call in calls if isinstance(call.func, ast.Attribute) and call.func.attr == "step" and call.args)
    return {text for call in steps for text in templates_of(call.args[0])}


def left_chinese(template: str) -> bool:
    """Whether a sentence, filled in, still holds Chinese in English."""
    return bool(CHINESE.search(translated(template.replace(GAP, "7"), "en")))


def main() -> None:
    """Print what is missing, as lines for the catalogue."""
    known = catalogue("en")
    every = messages() | window_sentences([".", "results", "map", "work", "study", "standard", "manual"])
    missing = {text: where for text, where in every.items() if text not in known and left_chinese(text)}
    for text, where in sorted(missing.items(), key=lambda row: (row[1], row[0])):
        print(f"# {where}\n{text!r}:")
    print(f"# {len(missing)} of {len(every)} have no English sentence", file=sys.stderr)


if __name__ == "__main__":
    main()
