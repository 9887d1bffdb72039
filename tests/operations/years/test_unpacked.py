"""Archives laid out in a folder: nothing outside it is written, and what is not as it should be is named."""

import json
import os
import zipfile

import pytest

from xc_gis.errors import InputError
from xc_gis.operations.years.unpacked import unpack

CONTENT = {
    "archive": 1, "tool": {"name": "xc-gis"}, "study": {"archived": "study/in/s.toml"}, "variables": ["XC_GIS_TEST_OFFICE"],
    "inputs": [{"role": "facilities", "path": "a.shp", "archived": "study/in/a.shp"}],
    "files": {"run/manifest.json": "", "study/in/s.toml": "", "study/in/a.dbf": "", "study/in/lost.csv": ""},
}  # fmt: skip


def packed(path, content=CONTENT, **files):
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("archive.json", json.dumps(content))
        for name in ("run/manifest.json", "study/in/s.toml", "study/in/a.dbf", *files):
            made.writestr(name, files.get(name, "x"))
    return path


def test_files_are_named_as_the_study_does(tmp_path):
    found = unpack(packed(tmp_path / "a.zip", **{"study/more.csv": "x"}), tmp_path / "out")
    assert set(found.changed) == {"run/manifest.json", "study/in/s.toml", "a.shp", "study/in/lost.csv", "study/more.csv"}
    assert found.study == tmp_path / "out" / "study" / "in" / "s.toml"
    assert os.fsdecode((found.run / ".study").read_bytes()) == "../study/in/s.toml"
    assert not (tmp_path / "out" / "study" / "more.csv").exists()


@pytest.mark.parametrize("name", ["study/../../evil.txt", "/evil.txt", "other/evil.txt"])
def test_nothing_is_written_outside(tmp_path, name):
    files = {**CONTENT["files"], name: ""}
    found = unpack(packed(tmp_path / "a.zip", {**CONTENT, "files": files}, **{name: "x"}), tmp_path / "deep" / "out")
    assert name in found.changed
    assert not list(tmp_path.rglob("evil.txt"))


def test_variables_mean_folders_of_the_archive_for_a_while(tmp_path, monkeypatch):
    monkeypatch.delenv("XC_GIS_TEST_OFFICE", raising=False)
    found = unpack(packed(tmp_path / "a.zip"), tmp_path / "out")
    with found.variables():
        assert os.environ["XC_GIS_TEST_OFFICE"] == str(tmp_path / "out" / "study" / "variables" / "XC_GIS_TEST_OFFICE")
    assert "XC_GIS_TEST_OFFICE" not in os.environ
    monkeypatch.setenv("XC_GIS_TEST_OFFICE", "before")
    with found.variables():
        pass
    assert os.environ["XC_GIS_TEST_OFFICE"] == "before"


@pytest.mark.parametrize("content", [{}, {**CONTENT, "archive": 99}, {**CONTENT, "files": None}, []])
def test_another_zip_is_refused(tmp_path, content):
    with pytest.raises(InputError, match="不是 xc-gis 的存档"):
        unpack(packed(tmp_path / "a.zip", content), tmp_path / "out")
