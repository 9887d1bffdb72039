"""Every wait of a window test is patience, and names it: a busy machine must not decide. How soon things are done is measured by `benchmarks/`."""

import ast
from pathlib import Path

import pytest

HERE = Path(__file__).parent
WAITS = {"waitUntil", "waitSignal", "waitSignals", "waitActive", "waitExposed", "waitCallback"}
LIMITS = {"WAIT_MS"}
"""As long as it takes."""


def limits(source):
    """Line and names of the limit of each wait; no names where the limit is left to pytest-qt (5 seconds) or is a bare number."""
    for call in ast.walk(ast.parse(source)):
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute) and call.func.attr in WAITS:
            given = next((word.value for word in call.keywords if word.arg == "timeout"), None)
            yield call.lineno, {node.id for node in ast.walk(given) if isinstance(node, ast.Name)} if given else set()


@pytest.mark.parametrize("path", sorted(HERE.rglob("test_*.py")), ids=lambda path: path.relative_to(HERE).as_posix())
def test_every_wait_names_its_limit(path):
    assert [line for line, names in limits(path.read_text(encoding="utf-8")) if not names & LIMITS] == []


def test_a_wait_without_a_limit_or_with_a_bare_number_is_found():
    source = "bot.waitUntil(f)\nbot.waitUntil(f, timeout=5000)\nbot.waitUntil(f, timeout=2 * WAIT_MS)\nwith bot.waitSignal(s, timeout=WAIT_MS): pass"
    assert [line for line, names in limits(source) if not names & LIMITS] == [1, 2]
