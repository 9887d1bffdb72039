"""Archives laid out in a folder: nothing outside it is written, and what is not as it should be is named."""

import json
import os
import zipfile

import pytest

from xc_gis.errors import InputError
from xc_gis.operations.years.archive_content import is_archive
from xc_gis.operations.years.unpacked import unpack
from xc_gis.sources.study.named_files import StudyFiles

CONTENT = {
    "archive": 1, "tool": {"name": "xc-gis"}, "made": {"tables_only": True, "outlines": False, "lang": "zh"}, "study": {"archived": "study/in/s.toml"}, "variables": ["XC_GIS_TEST_OFFICE"],
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


def test_variables_mean_folders_of_the_archive_for_studies_read_meanwhile_and_the_environment_stays(tmp_path, monkeypatch):
    monkeypatch.setenv("XC_GIS_TEST_OFFICE", "before")
    found = unpack(packed(tmp_path / "a.zip"), tmp_path / "out")
    with found.variables():
        assert os.environ["XC_GIS_TEST_OFFICE"] == "before"
        files = StudyFiles(tmp_path, "s.toml")
    place = tmp_path / "out" / "study" / "variables" / "XC_GIS_TEST_OFFICE" / "a.csv"
    assert files.resolve("${XC_GIS_TEST_OFFICE}/a.csv") == place  # also when it is asked later
    assert StudyFiles(tmp_path, "s.toml").resolve("${XC_GIS_TEST_OFFICE}/a.csv") == tmp_path / "before" / "a.csv"


def test_a_study_file_outside_the_archive_is_none(tmp_path):
    (tmp_path / "s.toml").write_text("x")
    content = {**CONTENT, "study": {"archived": "study/../../s.toml"}, "files": {**CONTENT["files"], "study/../../s.toml": ""}}
    assert unpack(packed(tmp_path / "a.zip", content), tmp_path / "out").study is None


@pytest.mark.parametrize(("at_central", "at_local", "value"), [(8, 6, 1), (10, 8, 99)])
def test_a_locked_entry_and_one_of_an_unknown_method_are_named(tmp_path, at_central, at_local, value):
    raw = bytearray(packed(tmp_path / "a.zip").read_bytes())
    with zipfile.ZipFile(tmp_path / "a.zip") as made:
        local = made.getinfo("study/in/a.dbf").header_offset
    raw[raw.rfind(b"study/in/a.dbf") - 46 + at_central] = raw[local + at_local] = value
    (tmp_path / "b.zip").write_bytes(raw)
    found = unpack(tmp_path / "b.zip", tmp_path / "out")
    assert "a.shp" in found.changed
    assert found.damaged == ("a.shp",)
    with pytest.raises(InputError, match=r"存档 b\.zip 中的 a\.shp 已损坏或加密"):
        found.refuse_damaged("b.zip")


def test_a_damaged_list_of_contents_is_said(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.zip", "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("archive.json", json.dumps(CONTENT))
    raw = bytearray((tmp_path / "a.zip").read_bytes())
    for at in range(30 + len("archive.json"), 80):
        raw[at] ^= 0xFF
    (tmp_path / "a.zip").write_bytes(raw)
    with pytest.raises(InputError, match="不是 xc-gis 的存档"):
        unpack(tmp_path / "a.zip", tmp_path / "out")
    assert not is_archive(tmp_path / "a.zip")


def test_a_bomb_is_not_unpacked(tmp_path):
    with zipfile.ZipFile(packed(tmp_path / "a.zip"), "a", zipfile.ZIP_DEFLATED) as made:
        made.writestr("study/zero.bin", bytes(5_000_000))
    with pytest.raises(InputError, match="已拒绝解压"):
        unpack(tmp_path / "a.zip", tmp_path / "out")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize(
    "content",
    [
        {}, {**CONTENT, "archive": 99}, {**CONTENT, "files": None}, [], {**CONTENT, "made": {}}, {**CONTENT, "variables": ["A=B"]},
        {name: part for name, part in CONTENT.items() if name != "study"}, {**CONTENT, "tool": "xc-gis"},
    ],
)  # fmt: skip
def test_another_zip_is_refused(tmp_path, content):
    with pytest.raises(InputError, match="不是 xc-gis 的存档"):
        unpack(packed(tmp_path / "a.zip", content), tmp_path / "out")


@pytest.mark.parametrize("name", ["run", "run/manifest.json/a", "study/in"])
def test_an_entry_that_is_called_as_a_folder_is_named(tmp_path, name):
    files = {**CONTENT["files"], name: ""}
    assert name in unpack(packed(tmp_path / "a.zip", {**CONTENT, "files": files}, **{name: "x"}), tmp_path / "out").changed
