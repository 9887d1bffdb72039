"""The sample that came with the program is written byte for byte, and never over something else."""

from pathlib import Path

import pytest

import xc_gis
from tests.fixtures.commands import command
from tests.fixtures.studies import ROOT
from xc_gis.errors import InputError, OutputError
from xc_gis.operations import sample
from xc_gis.operations.sample import STUDY, sample_files, sample_source, write_sample


@pytest.fixture
def small_sample(tmp_path, monkeypatch):
    """A program whose sample is three files; where the program lies is a folder of the test."""
    source = tmp_path / "program" / "data"
    (source / "osm").mkdir(parents=True)
    (source / STUDY).write_text("study", encoding="utf-8")
    (source / "osm" / "a.pbf").write_bytes(b"\0\1")
    (source / ".hidden").write_text("x", encoding="utf-8")
    (source / "old.result").mkdir()
    (source / "old.result" / "rating.csv").write_text("x", encoding="utf-8")
    monkeypatch.setattr(sample, "__file__", str(tmp_path / "program" / "xc_gis" / "operations" / "sample.py"))
    return source


def test_the_sample_of_the_repository_is_found_whole():
    source = sample_source()
    assert source == ROOT / "data"
    listed = [line.split(maxsplit=1)[1].strip() for line in (source / "SHA256SUMS").read_text(encoding="utf-8").splitlines()]
    assert {path.as_posix() for path in sample_files(source)} >= set(listed) | {STUDY, "README.md"}


def test_the_same_bytes_are_written_and_a_second_call_adds_what_is_missing(small_sample, tmp_path):
    study = xc_gis.sample(str(tmp_path / "new" / "copy"))
    assert study == tmp_path / "new" / "copy" / STUDY
    there = {path.relative_to(study.parent) for path in study.parent.rglob("*") if path.is_file()}
    assert there == {Path(STUDY), Path("osm/a.pbf")}
    assert all((study.parent / name).read_bytes() == (small_sample / name).read_bytes() for name in there)
    study.unlink()
    write_sample(study.parent)
    assert study.read_text(encoding="utf-8") == "study"


def test_nothing_is_written_where_another_file_stands(small_sample, tmp_path):
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / STUDY).write_text("mine", encoding="utf-8")
    with pytest.raises(InputError, match=STUDY):
        write_sample(tmp_path / "mine")
    assert [path.name for path in (tmp_path / "mine").iterdir()] == [STUDY]
    assert (tmp_path / "mine" / STUDY).read_text(encoding="utf-8") == "mine"
    with pytest.raises(OutputError):
        write_sample(tmp_path / "mine" / STUDY / "below")


def test_a_program_without_its_sample_says_so(small_sample, tmp_path):
    (small_sample / STUDY).unlink()
    with pytest.raises(InputError, match="没有找到随程序附带的示例数据"):
        write_sample(tmp_path / "copy")


def test_the_command_says_where_it_lies_and_how_to_go_on(small_sample, tmp_path, capsys):
    ended = command(capsys, "sample", tmp_path / "a folder", "--lang", "en")
    assert ended.code == 0
    assert ended.out.strip() == str(tmp_path / "a folder" / STUDY)
    assert f"xc-gis run '{tmp_path / 'a folder' / STUDY}' --out" in ended.err
    ended = command(capsys, "--json", "sample", tmp_path / "a folder")
    assert (ended.code, STUDY in ended.out, ended.err) == (0, True, "")
