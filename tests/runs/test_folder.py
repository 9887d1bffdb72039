"""A folder that is replaced in one step: what was there before stays until the new one is whole."""

import errno
import json
import os
from pathlib import Path

import pytest

from xc_gis.errors import Cancelled, OutputError, ResourceError
from xc_gis.runs import folder
from xc_gis.runs.folder import replacing


def test_folder_with_other_files_is_refused_and_untouched(tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "letter.txt").write_text("mine")
    with pytest.raises(OutputError, match=r"letter\.txt"), replacing(out):
        pass
    assert (out / "letter.txt").read_text() == "mine"


def test_failed_run_leaves_the_earlier_one(tmp_path):
    out = tmp_path / "out"
    with replacing(out) as stage:
        (stage / "manifest.json").write_text(json.dumps({"tool": {"name": "xc-gis"}, "outputs": {}}))
    with pytest.raises(ZeroDivisionError), replacing(out) as stage:  # noqa: PT012 - it is the block that fails
        (stage / "half.csv").write_text("half")
        raise ZeroDivisionError
    assert [p.name for p in out.iterdir()] == ["manifest.json"]
    assert [p.name for p in tmp_path.iterdir()] == ["out"]


def test_second_run_into_a_folder_in_use_ends_at_once(tmp_path):
    with replacing(tmp_path / "out"), pytest.raises(OutputError, match="正被另一次运行使用"), replacing(tmp_path / "out"):
        pass


def test_output_that_is_a_file_is_refused(tmp_path):
    (tmp_path / "out").write_text("x")
    with pytest.raises(OutputError, match="是一个文件"), replacing(tmp_path / "out"):
        pass


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_folder_without_permission_is_refused(tmp_path):
    tmp_path.chmod(0o500)
    with pytest.raises(OutputError), replacing(tmp_path / "out"):
        pass


def write_run(out, name="table.csv", text="one"):
    with replacing(out) as stage:
        (stage / name).write_text(text)
        (stage / "manifest.json").write_text(json.dumps({"tool": {"name": "xc-gis"}, "outputs": {name: "sha"}}))


def beside(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize("exchanged", [True, False])
def test_a_new_run_takes_the_place_of_the_earlier_one_whole(tmp_path, monkeypatch, exchanged):
    if not exchanged:  # a system without renameat2
        monkeypatch.setattr(folder, "_exchange", lambda _a, _b: False)
    out = tmp_path / "deep" / "out"
    write_run(out, "a.csv")
    write_run(out, "b.csv")
    assert beside(out) == ["b.csv", "manifest.json"]
    assert beside(out.parent) == ["out"]


@pytest.mark.parametrize("exchanged", [True, False])
def test_who_keeps_the_earlier_run_is_given_it_once_the_new_one_stands(tmp_path, monkeypatch, exchanged):
    if not exchanged:
        monkeypatch.setattr(folder, "_exchange", lambda _a, _b: False)
    out, kept = tmp_path / "out", tmp_path / "kept"

    def keep(earlier):
        assert (out / "b.csv").is_file()
        earlier.rename(kept)

    with replacing(out, keep=lambda _: pytest.fail("there is none")) as stage:
        (stage / "manifest.json").write_text(json.dumps({"tool": {"name": "xc-gis"}, "outputs": {}}))
    with replacing(out, keep=keep) as stage:
        (stage / "b.csv").write_text("two")
    assert (beside(out), beside(kept), beside(tmp_path)) == (["b.csv"], ["manifest.json"], ["kept", "out"])


def test_what_a_killed_run_left_is_removed_and_an_earlier_run_brought_back(tmp_path):
    out = tmp_path / "out"
    write_run(out)
    out.rename(tmp_path / ".out.xcgis-old")  # killed between the two renames
    (tmp_path / ".out.xcgis-new").mkdir()
    (tmp_path / ".out.xcgis-new" / "half.csv").write_text("half")
    with pytest.raises(ZeroDivisionError), replacing(out):
        raise ZeroDivisionError
    assert (out / "table.csv").read_text() == "one"
    assert beside(tmp_path) == ["out"]


def test_a_stop_says_which_result_stands(tmp_path):
    out = tmp_path / "out"
    write_run(out)
    with pytest.raises(Cancelled, match="原有结果未改动"), replacing(out):
        raise Cancelled
    assert (out / "table.csv").is_file()

    def stop(_earlier):
        raise Cancelled

    with pytest.raises(Cancelled, match="新的结果已写好"), replacing(out, keep=stop) as stage:
        (stage / "new.csv").write_text("two")
    assert beside(out) == ["new.csv"]
    assert beside(tmp_path) == ["out"]


@pytest.mark.parametrize(
    ("number", "kind"), [(errno.ENOSPC, ResourceError), (errno.EROFS, OutputError), (errno.ENAMETOOLONG, OutputError)]
)
def test_faults_of_the_place_are_told_with_its_name(tmp_path, number, kind):
    with pytest.raises(kind, match="out") as caught, replacing(tmp_path / "out"):
        raise OSError(number, "x")
    assert caught.value.hint
    assert beside(tmp_path) == []


def test_a_fault_of_an_input_file_is_not_laid_on_the_result(tmp_path):
    fault = FileNotFoundError(errno.ENOENT, "gone", str(tmp_path / "data" / "facilities.csv"))
    with pytest.raises(FileNotFoundError) as caught, replacing(tmp_path / "out"):
        raise fault
    assert caught.value is fault
    with pytest.raises(OutputError), replacing(tmp_path / "out") as stage:
        (stage / "none" / "x.csv").write_text("x")


def test_another_tools_manifest_makes_no_file_ours(tmp_path):
    out = tmp_path / "out"
    out.mkdir()
    (out / "manifest.json").write_text(json.dumps({"tool": {"name": "other"}, "outputs": {"a.csv": ""}}))
    for name in ("a.csv", "b.csv", "c.csv", "d.csv"):
        (out / name).write_text("mine")
    with pytest.raises(OutputError, match=r"不是本工具写的文件:a\.csv、b\.csv、c\.csv") as caught, replacing(out):
        pass
    assert "d.csv" not in caught.value.message
    assert len(beside(out)) == 5


def test_the_manifest_may_have_another_name(tmp_path):
    for _ in range(2):
        with replacing(tmp_path / "out", manifest="download.json") as stage:
            (stage / "download.json").write_text(json.dumps({"tool": {"name": "xc-gis"}, "outputs": {"x.osm": ""}}))
            (stage / "x.osm").write_text("x")
    with pytest.raises(OutputError, match=r"download\.json"), replacing(tmp_path / "out"):
        pass


@pytest.mark.parametrize("absolute", [False, True])
def test_a_url_is_no_folder(tmp_path, monkeypatch, absolute):
    monkeypatch.chdir(tmp_path)
    out = Path("s3://bucket/out")
    with pytest.raises(OutputError, match="s3://bucket/out 是网址"), replacing(out.absolute() if absolute else out):
        pass
    assert not list(tmp_path.iterdir())
