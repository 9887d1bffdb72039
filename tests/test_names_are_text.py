"""Signs of other languages planted in every field are found letter by letter in every output, and nothing of them is run."""

import csv
import json
import re
import subprocess
import sys
from html.parser import HTMLParser

import openpyxl
import pyarrow.parquet as pq
import pyogrio
import pytest

from tests.fixtures.browser import browse, needs_browser
from tests.fixtures.signs import STUDY_SIGN, signs, write_planted_study
from tests.fixtures.studies import ROOT
from xc_gis.files.spreadsheet_text import plain

LIST = "清单 {{ 8*8 }} [i]&lt;.csv"


def program(*words):
    done = subprocess.run(
        [sys.executable, "-m", "xc_gis", *map(str, words)], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done


@pytest.fixture(scope="module")
def planted(tmp_path_factory):
    """Signs, the folder of a run of them, its study, what the run said, and the check as page and as JSON."""
    folder = tmp_path_factory.mktemp("planted")
    found = signs(folder / "canary")
    study = write_planted_study(folder / "study", found)
    out = folder / "out {{ 4*4 }}[u]"
    reported = program("run", study, "--out", out, "--jobs", "1", "--no-outlines")
    report = program("check", study, "--out", folder / "check.html", "--json")
    return {"signs": found, "out": out, "study": study, "reported": reported, "check": folder / "check.html", "report": json.loads(report.stdout),
            "canary": folder / "canary"}  # fmt: skip


def joined(planted, mark):
    return mark + "".join(planted["signs"])


def test_nothing_was_run(planted):
    folder = planted["canary"].parent
    assert sorted(p.name for p in folder.iterdir()) == ["check.html", "out {{ 4*4 }}[u]", "study"]
    assert not (ROOT / "canary").exists()


def test_csv_tables_hold_the_names(planted):
    for name in ("coverage.csv", "rating.csv"):
        with (planted["out"] / name).open(encoding="utf-8-sig", newline="") as handle:
            rows = list(csv.DictReader(handle))
        assert {row["community"] for row in rows} == {joined(planted, "区")}
        assert {row["subdistrict"] for row in rows} == {joined(planted, "街")}
    with (planted["out"] / "problems.csv").open(encoding="utf-8-sig", newline="") as handle:
        assert {row["file"] for row in csv.DictReader(handle)} == {LIST}


def test_workbook_holds_the_names_as_text(planted):
    book = openpyxl.load_workbook(planted["out"] / "report.xlsx")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert {cell.data_type for cell in cells} <= {"s", "inlineStr"}
    values = {cell.value for cell in cells}
    assert {joined(planted, "区"), joined(planted, "街"), STUDY_SIGN, LIST} <= values
    assert any(value.endswith(joined(planted, "类")) for value in values)


def test_geopackage_and_parquet_hold_the_names(planted):
    facilities = pyogrio.read_dataframe(planted["out"] / "study.gpkg", layer="facilities")
    assert set(planted["signs"]) <= set(facilities["name"])
    assert {f"址{sign}" for sign in planted["signs"]} <= set(facilities["address"])
    assert set(pyogrio.read_dataframe(planted["out"] / "study.gpkg", layer="communities")["name"]) == {joined(planted, "区")}
    assert "D{{ 3*3 }}[/]<b>" in pq.read_table(planted["out"] / "demand_points.parquet")["demand_id"].to_pylist()


def test_manifest_and_view_hold_the_names(planted):
    manifest = json.loads((planted["out"] / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["study"]["name"] == STUDY_SIGN
    assert LIST in {each["path"] for each in manifest["inputs"]}
    view = json.loads((planted["out"] / "view.json").read_text(encoding="utf-8"))
    assert {each["name"] for each in view["communities"]} == {joined(planted, "区")}
    assert joined(planted, "类") in {each["zh"] for each in view["categories"]}


def test_terminal_shows_the_names(planted):
    reported = planted["reported"]
    assert reported.stdout == f"{planted['out']}/map.html\n"
    assert STUDY_SIGN in reported.stderr
    assert "\x1b" not in reported.stderr
    column = "".join(line.split("│")[1].strip(" ") for line in reported.stderr.split("\n") if line.count("│") == 5)
    assert re.sub(r"\s", "", joined(planted, "类")) in re.sub(r"\s", "", column)
    walk = program("explain", planted["out"], "--demand", "D{{ 3*3 }}[/]<b>", "--category", "MED")
    assert "居住点 D{{ 3*3 }}[/]<b> → " in walk.stdout


def test_json_of_the_check_holds_the_names(planted):
    waiting = {row["name"] for row in planted["report"]["queue"]}
    assert {f"缺{sign}" for sign in planted["signs"]} <= waiting


class Page(HTMLParser):
    """Text and attributes of a page as a browser has them."""

    def __init__(self, source):
        super().__init__(convert_charrefs=True)
        self.texts, self.tags, self.attributes, self._open = [], [], [], ""
        self.scripts = {}
        self.feed(source)

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [value for _, value in attrs if value]
        self._open = dict(attrs).get("id", "") if tag == "script" else tag

    def handle_data(self, data):
        if self._open == "xc-data":
            self.scripts["xc-data"] = self.scripts.get("xc-data", "") + data
        self.texts.append(data)


@needs_browser
def test_map_in_a_browser_shows_the_names_and_runs_none(planted):
    shown, console = browse(planted["out"] / "map.html", "#theme=MED&community=C1")
    page = Page(shown)
    text = "".join(page.texts)
    assert console == ""
    assert 'data-ready="1"' in shown
    assert f"<title>{STUDY_SIGN.split('<', maxsplit=1)[0]}" in shown
    assert text.count(STUDY_SIGN) >= 2  # as title and as heading
    assert joined(planted, "区") in text
    assert joined(planted, "类") in text
    assert "img" not in page.tags
    data = json.loads(page.scripts["xc-data"])
    names = set(data["facilities"]["name"])
    assert set(planted["signs"]) <= names
    assert set(data["facilities"]["address"]) >= {f"址{sign}" for sign in planted["signs"]}
    near = next(columns["facility"][0] for columns in data["nearest"].values() if columns["facility"][0] is not None)
    assert data["facilities"]["name"][near] in text


@needs_browser
def test_page_of_the_check_shows_the_names_and_runs_none(planted):
    shown, console = browse(planted["check"])
    page = Page(shown)
    text = "".join(page.texts)
    assert console == ""
    assert f"数据检查 · {STUDY_SIGN}" in text
    for sign in planted["signs"]:
        assert f"缺{sign}" in text
        assert f"无{sign}" in text
    assert LIST in text
    assert not {"img", "script"} & set(page.tags)


def test_a_map_has_no_sign_that_could_end_its_data(planted):
    source = (planted["out"] / "map.html").read_text(encoding="utf-8")
    element = re.search(r'<script type="application/json" id="xc-data">(.*?)</script>', source, re.DOTALL)[1]
    assert not set("<&\u2028\u2029") & set(element)


def test_formulas_in_tables_are_told_apart_from_text():
    assert [plain(text) for text in ("=1", "+1", "-1", "@x", "\t=1", "{{ 1 }}")] == [
        "'=1",
        "'+1",
        "'-1",
        "'@x",
        "'\t=1",
        "{{ 1 }}",
    ]
