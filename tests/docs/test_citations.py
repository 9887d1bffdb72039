"""What code, tests and docs cite exists: sections of the method, decisions, files that documents link to."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SECTION = re.compile(r"[Mm]ethod(?:'s)? §(\d+)(?:(?:,| and| or|–|-) ?§?(\d+))?")
DECISION = re.compile(r"\b[Dd]ecisions? (\d{1,4})\b")
LINK = re.compile(r"\]\((?!https?:|#)([^)#]+)")


def texts(*folders):
    """Python files and documents of the project that are its own."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in {".py", ".md", ".js", ".yaml"} and "data" not in path.relative_to(ROOT).parts:
                yield path, path.read_text(encoding="utf-8")


def test_every_cited_section_of_the_method_exists():
    sections = set(re.findall(r"^## (\d+)\. ", (ROOT / "docs/method.md").read_text(encoding="utf-8"), re.MULTILINE))
    cited = [
        (path.relative_to(ROOT), number)
        for path, text in texts("xc_gis", "tests", "docs", "benchmarks", "tools")
        for found in SECTION.finditer(text)
        for number in found.groups()
        if number
    ]
    assert len(cited) > 80
    assert [(str(path), number) for path, number in cited if number not in sections] == []


def test_every_cited_decision_exists():
    written = {int(path.name[:4]) for path in (ROOT / "docs/decisions").glob("[0-9]*.md")}
    cited = [
        (path.relative_to(ROOT), int(number))
        for path, text in texts("xc_gis", "tests", "docs", "benchmarks", "tools")
        for number in DECISION.findall(text)
    ]
    assert [(str(path), number) for path, number in cited if number not in written] == []


def test_index_of_decisions_names_each_of_them():
    index = (ROOT / "docs/decisions/README.md").read_text(encoding="utf-8")
    files = sorted(path.name for path in (ROOT / "docs/decisions").glob("[0-9]*.md"))
    assert [name for name in files if f"]({name})" not in index] == []


@pytest.mark.parametrize(
    "page", sorted(str(p.relative_to(ROOT)) for p in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("data/**/*.md")])
)
def test_every_link_of_a_document_leads_to_a_file(page):
    path = ROOT / page
    lost = [target for target in LINK.findall(path.read_text(encoding="utf-8")) if not (path.parent / target).exists()]
    assert lost == []


MODULE = re.compile(r"`((?:[\w-]+/)*[\w-]+\.(?:py|js|css|html))`")


def test_every_module_that_a_document_names_exists():
    """A file that was moved is found where the page says; outputs of a run (``map.html``) are no modules."""
    here = [
        path.relative_to(ROOT).as_posix()
        for top in ("xc_gis", "tests", "tools", "benchmarks")
        for path in (ROOT / top).rglob("*")
    ]
    named = [
        (path.relative_to(ROOT).as_posix(), name)
        for path in [ROOT / "README.md", ROOT / "ARCHITECTURE.md", *sorted((ROOT / "docs").rglob("*.md"))]
        for name in MODULE.findall(path.read_text(encoding="utf-8"))
        if name.endswith(".py") or "/" in name
    ]
    assert len(named) > 40
    gone = [
        (page, name)
        for page, name in named
        if not (ROOT / name).exists() and not any(f"/{file}".endswith(f"/{name}") for file in here)
    ]
    assert gone == []


def test_every_room_and_module_in_the_table_of_the_architecture_exists():
    names = {path.stem for path in (ROOT / "xc_gis").rglob("*.py")} | {p.name for p in (ROOT / "xc_gis").rglob("*") if p.is_dir()}
    rows = re.findall(r"^\| (?!Room|---)(.*) \|$", (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8"), re.MULTILINE)
    named = {
        part.removesuffix(".py")
        for row in rows
        for code in re.findall(r"`([^`]+)`", row)
        for part in re.split(r"[/, ]+", code)
        if part and "*" not in part and part != "PyQt5"
    }
    assert len(named) > 60
    assert sorted(named - names) == []
