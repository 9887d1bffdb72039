"""Public pieces and web maps know nothing of surveys, complaints and satisfaction: none of their modules reads these tables."""

import ast
from pathlib import Path

import xc_gis

PACKAGE = Path(xc_gis.__file__).parent
PUBLIC = ("operations/export/public", "operations/export/web", "report/map")


def test_no_module_of_public_pieces_reads_voices():
    imported = set()
    for folder in PUBLIC:
        for path in sorted((PACKAGE / folder).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                imported |= {node.module} if isinstance(node, ast.ImportFrom) else set()
    assert imported
    assert not [name for name in imported if name and name.endswith(".voices")]


def test_map_and_view_of_a_run_hold_none_of_it(voiced_run):
    for name in ("map.html", "view.json"):
        text = (voiced_run / name).read_text(encoding="utf-8")
        assert not [word for word in ("per_10k", "quadrant", "gap_silent", "satisfaction", "hot_spot") if word in text]
