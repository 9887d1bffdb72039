"""``xc-gis export``: what people and programs are told."""

import json

import pypdf
import pytest

from xc_gis.cli import main
from xc_gis.cli.terminal import Bar
from xc_gis.errors import Cancelled


def told(capsys, *words):
    with pytest.raises(SystemExit) as ended:
        main(list(map(str, words)))
    return ended.value.code, capsys.readouterr()


@pytest.mark.parametrize(("lang", "word", "on_page"), [("zh", "1 页", "居民"), ("en", "1 page", "Residents")])
def test_command_writes_pages_in_the_language_asked_for(finished_run, tmp_path, capsys, lang, word, on_page):
    code, said = told(
        capsys, "export", finished_run, "--out", tmp_path, "--atlas", "--only", "C1", "--jobs", "1", "--lang", lang,
        "--title", "{area} · {theme}", "--map-number", "S-1", "--office", "Office",
    )  # fmt: skip
    assert code == 0
    assert word in said.err
    assert said.out.strip() == str(tmp_path / "atlas.pdf")
    (page,) = pypdf.PdfReader(tmp_path / "atlas.pdf").pages
    text = page.extract_text()
    assert on_page in text
    assert "甲街道 西社区 · " in text
    assert "S-1" in text


def test_programs_get_one_object(finished_run, tmp_path, capsys):
    code, said = told(capsys, "export", finished_run, "--out", tmp_path, "--atlas", "--only", "C1", "--jobs", "1", "--json")
    content = json.loads(said.out)
    assert code == 0
    assert content["files"] == ["atlas.pdf"]
    assert content["details"]["atlas.pdf"]["pages"] == 1


def test_nothing_asked_for_is_said(finished_run, tmp_path, capsys):
    code, said = told(capsys, "export", finished_run, "--out", tmp_path)
    assert code == 1
    assert "--atlas" in said.err


@pytest.mark.parametrize(("lang", "word"), [("zh", "8 张表"), ("en", "8 sheets")])
def test_the_workbook_needs_no_atlas(finished_run, tmp_path, capsys, lang, word):
    code, said = told(capsys, "export", finished_run, "--out", tmp_path, "--workbook", "--lang", lang)
    assert code == 0
    assert word in said.err
    assert said.out.strip() == str(tmp_path / "workbook.xlsx")
    assert not list(tmp_path.glob("*.pdf"))


def test_both_are_written_by_one_command(finished_run, tmp_path, capsys):
    code, said = told(
        capsys, "export", finished_run, "--out", tmp_path, "--atlas", "--workbook", "--only", "C1", "--jobs", "1", "--json"
    )
    assert code == 0
    assert json.loads(said.out)["files"] == ["workbook.xlsx", "atlas.pdf"]


def test_layers_and_shapefiles_are_asked_for_by_name(gis_export, tmp_path, capsys):
    run = gis_export.folder.parent / "run"
    code, said = told(
        capsys, "export", run, "--out", tmp_path, "--gis", "--layers", "entrances，legs", "--shapefile", "UTF-8", "--json"
    )
    content = json.loads(said.out)
    assert code == 0
    assert {"gis/study.gpkg", "gis/study.qgz", "gis/geojson/legs.geojson", "gis/shapefile/entrances.dbf"} <= set(content["files"])
    assert "legs" in content["details"]["gis/study.gpkg"]["layers"]
    assert (tmp_path / "gis/shapefile/entrances.cpg").read_text() == "UTF-8"
    code, said = told(capsys, "export", run, "--out", tmp_path / "other", "--gis", "--lang", "en")
    assert code == 0
    assert "7 layers" in said.err
    assert said.out.splitlines() == [str(tmp_path / "other/gis" / name) for name in ("study.gpkg",)]


@pytest.mark.parametrize(
    ("lang", "least", "words"), [("zh", 1, "会从停下的地方接着做"), ("zh", 0, "还没有写出任何内容"), ("en", 1, "goes on where")]
)
def test_a_stopped_export_says_how_it_goes_on(finished_run, tmp_path, capsys, monkeypatch, lang, least, words):
    def step(self, stage, done, total):
        if done >= least:
            raise Cancelled

    command = ["export", str(finished_run), "--out", str(tmp_path / "out"), "--atlas", "--lang", lang]
    with monkeypatch.context() as stopped:
        stopped.setattr(Bar, "step", step)
        with pytest.raises(SystemExit) as ended:
            main(command)
    assert ended.value.code == 3
    assert words in capsys.readouterr().err
