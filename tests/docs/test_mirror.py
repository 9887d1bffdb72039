"""
Tests mirror the folders: a module that decides something has ``tests/<its folders>/test_<its name>.py``.

There are no exceptions: a new module that decides comes with its test file. Tests of a whole way through the program stand under the room
where the way ends, with a name of their own.
"""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
FEWEST_DECISIONS = 2
MOST_LINES = 400
DECISIONS = (ast.If, ast.IfExp, ast.For, ast.While, ast.Match, ast.comprehension, ast.Try)


def decides(path):
    """Whether functions of a module branch or loop more than once and it lays out no widgets."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    if any(isinstance(node, ast.ImportFrom) and (node.module or "").startswith("PyQt5") for node in tree.body):
        return False
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    return sum(isinstance(node, DECISIONS) for function in functions for node in ast.walk(function)) >= FEWEST_DECISIONS


def modules():
    return [path.relative_to(ROOT) for path in sorted((ROOT / "xc_gis").rglob("*.py")) if path.name != "__init__.py"]


def mirror_of(module):
    return Path("tests", *module.parts[1:-1], f"test_{module.name}")


def without_a_test():
    return [module.as_posix() for module in modules() if not (ROOT / mirror_of(module)).exists() and decides(ROOT / module)]


def test_each_module_that_decides_has_its_test_file():
    assert without_a_test() == [], "write tests/<the same folders>/test_<module>.py"


def test_a_module_with_branches_decides_and_a_record_does_not():
    assert decides(ROOT / "xc_gis/analysis/rating/levels.py")
    assert not decides(ROOT / "xc_gis/units.py")
    assert not decides(ROOT / "xc_gis/ui/widgets/page_head.py")


def test_no_module_is_longer_than_anybody_reads_in_one_go():
    long = {
        path.as_posix()
        for path in (ROOT / "xc_gis").rglob("*.py")
        if len(path.read_text(encoding="utf-8").splitlines()) > MOST_LINES
    }
    assert long == set()


def test_every_folder_of_tests_is_one_of_the_package_or_says_what_it_is():
    rooms = {room.as_posix() for path in modules() for room in path.relative_to("xc_gis").parents}
    own = {"data", "docs", "fixtures", "golden", "independent", "qgis_plugin"}
    folders = {path.parent.relative_to(ROOT / "tests") for path in (ROOT / "tests").rglob("test_*.py")}
    assert {folder.as_posix() for folder in folders if folder.as_posix() not in rooms and folder.parts[0] not in own} == set()
