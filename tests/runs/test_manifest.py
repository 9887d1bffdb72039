"""Whether a folder is a run is decided once: for opening, showing, listing and replacing alike."""

import json
import re
import zipfile
from pathlib import Path

import pytest

import xc_gis
from tests.fixtures.small_study import write_small_study
from xc_gis.errors import InputError, OutputError
from xc_gis.operations.run import open_run, run_into
from xc_gis.runs.folder import replacing
from xc_gis.runs.manifest import is_run, read_archived_manifest, read_manifest
from xc_gis.runs.view import read_run_view
from xc_gis.ui.storage.results import results_beside

ROOT = Path(xc_gis.__file__).parent


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    """Folder of a run of the small study."""
    study = write_small_study(tmp_path_factory.mktemp("run") / "study")
    out = study.with_name("kept")
    run_into(study, out, outlines=False)
    return out


NO_RUNS = {
    "nothing": None, "no json": b"{", "no text": b"\xff\xfe\x00", "a list": b"[]", "a number": b"3", "too deep": b"[" * 100_000,
    "no tool": b"{}", "a word as tool": b'{"tool": "xc-gis"}', "no name": b'{"tool": {}}', "a number as name": b'{"tool": {"name": 7}}',
}  # fmt: skip


@pytest.mark.parametrize("content", NO_RUNS.values(), ids=NO_RUNS)
def test_what_is_no_run_is_none_everywhere(tmp_path, content):
    folder = tmp_path / "kept"
    folder.mkdir()
    if content is not None:
        (folder / "manifest.json").write_bytes(content)
    assert not is_run(folder)
    for opened in (open_run, read_run_view):
        with pytest.raises(InputError, match=r"kept 不是运行结果文件夹\(没有可读的 manifest\.json\)") as caught:
            opened(folder)
        assert caught.value.hint
    assert results_beside(tmp_path / "study.toml") == []
    if content is not None:
        with pytest.raises(OutputError, match=r"不是本工具写的文件:manifest\.json"), replacing(folder):
            pass
    assert (folder / "manifest.json").exists() == (content is not None)


def test_a_run_of_another_tool_is_told_apart(tmp_path):
    folder = tmp_path / "kept"
    folder.mkdir()
    (folder / "manifest.json").write_text('{"tool": {"name": "other"}}', encoding="utf-8")
    assert read_manifest(folder) is None
    for opened in (open_run, read_run_view):
        with pytest.raises(InputError, match="kept 不是本工具的运行结果"):
            opened(folder)


@pytest.mark.parametrize(
    "spoil",
    [lambda m: m.pop("study"), lambda m: m["study"].update(file=3), lambda m: m["inputs"][0].pop("sha256"), lambda m: m.update(inputs=1),
     lambda m: m.pop("standard")],
)  # fmt: skip
def test_a_run_that_does_not_say_what_it_was_made_from_is_none(tmp_path, run, spoil):
    content = json.loads((run / "manifest.json").read_text(encoding="utf-8"))
    spoil(content)
    (tmp_path / "manifest.json").write_text(json.dumps(content), encoding="utf-8")
    for opened in (open_run, read_run_view):
        with pytest.raises(InputError, match="不是运行结果文件夹"):
            opened(tmp_path)


def test_a_run_is_one_everywhere(run):
    assert is_run(run)
    assert open_run(run).manifest == read_run_view(run).manifest == read_manifest(run)
    assert results_beside(run.with_name("study.toml")) == [run]


OTHER_TOOLS = {"archive.py", "archive_content.py", "unpacked.py", "words.py"}
"""An archive has a head of its own that names the program; the program is one of the parts that a comparison speaks of."""


def test_nobody_else_asks_for_the_tool_of_a_manifest():
    asking = re.compile(r"==\s*TOOL|!=\s*TOOL|\[\"tool\"\]\[\"name\"\]")
    assert {path.name for path in ROOT.rglob("*.py") if asking.search(path.read_text(encoding="utf-8"))} <= {
        "manifest.py",
        *OTHER_TOOLS,
    }


def test_the_run_in_an_archive_says_what_it_is_and_another_zip_says_nothing(tmp_path, run):
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as packed:
        packed.write(run / "manifest.json", "run/manifest.json")
    assert read_archived_manifest(tmp_path / "a.zip") == read_manifest(run)
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as packed:
        packed.writestr("run/manifest.json", "[]")
    (tmp_path / "c.zip").write_bytes(b"no zip")
    assert [read_archived_manifest(tmp_path / name) for name in ("b.zip", "c.zip", "d.zip")] == [None] * 3
