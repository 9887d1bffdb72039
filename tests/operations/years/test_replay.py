"""An archive replays to the same bytes in another folder, or says exactly what differs."""

import hashlib
import json
import shutil
import zipfile

import pytest

from tests.fixtures.small_study import edit
from xc_gis.errors import InputError
from xc_gis.operations.run import explain_walk, open_run
from xc_gis.operations.years.archive import archive_run
from xc_gis.operations.years.compare import compare_into
from xc_gis.operations.years.replay import replay_archive
from xc_gis.report.tables.manifest import checksums


@pytest.fixture(scope="module")
def archived(years, tmp_path_factory):
    path = tmp_path_factory.mktemp("archive") / "2027.zip"
    archive_run(years / "2", path)
    return path


def altered(archive, path, change):
    """The archive with its files changed by ``change(name, bytes)``; None leaves one out."""
    with zipfile.ZipFile(archive) as old, zipfile.ZipFile(path, "w") as new:
        for name in old.namelist():
            content = change(name, old.read(name))
            if content is not None:
                new.writestr(name, content)
    return path


def test_a_run_comes_out_to_the_byte(years, archived, tmp_path):
    found = replay_archive(archived, tmp_path / "elsewhere" / "out")
    assert found.same
    names = [name for name in open_run(years / "2").manifest["outputs"] if name != ".study"]
    assert found.compared == len(names)
    for name in names:
        assert (tmp_path / "elsewhere" / "out" / "run" / name).read_bytes() == (years / "2" / name).read_bytes(), name
    record = json.loads((tmp_path / "elsewhere" / "out" / "replay.json").read_text(encoding="utf-8"))
    assert (record["same"], record["differences"]) == (True, [])
    assert record["outputs"] == checksums(tmp_path / "elsewhere" / "out", list(record["outputs"]))


def test_what_was_replayed_is_a_run_with_its_study(years, archived, tmp_path):
    replay_archive(archived, tmp_path / "out")
    run = open_run(tmp_path / "out" / "run")
    _, walk = explain_walk(run, "D000", "CVS")
    assert walk.seconds > 0


def test_a_run_with_map_and_workbook_comes_out_to_the_byte(finished_run, tmp_path):
    archive_run(finished_run, tmp_path / "whole.zip")
    found = replay_archive(tmp_path / "whole.zip", tmp_path / "out")
    assert found.differences == ()
    assert {"map.html", "report.xlsx", "study.gpkg"} <= {path.name for path in (tmp_path / "out" / "run").iterdir()}


def test_a_changed_byte_of_an_input_is_named_with_the_results_that_follow(archived, tmp_path):
    def change(name, content):
        return content.replace(b",103,", b",903,", 1) if name.endswith("residents.csv") else content

    found = replay_archive(altered(archived, tmp_path / "a.zip", change), tmp_path / "out")
    assert not found.same
    by_kind = {kind: {d.name for d in found.differences if d.kind == kind} for kind in ("input", "result", "program", "manifest")}
    assert by_kind["input"] == {"residents.csv"}
    assert len({(d.kind, d.name) for d in found.differences}) == len(found.differences)  # each is named once, with both checksums
    assert {"coverage.csv", "demand_points.parquet"} <= by_kind["result"]
    assert by_kind["program"] == set()


def test_a_changed_byte_that_bears_on_nothing_is_named_alone(archived, tmp_path):
    found = replay_archive(
        altered(archived, tmp_path / "a.zip", lambda name, content: content + b"\n" if name.endswith("few.yaml") else content),
        tmp_path / "out",
    )
    assert {(d.kind, d.name) for d in found.differences} == {("input", "study/few.yaml"), ("input", "xicheng-ykz-default")}


def test_an_input_that_cannot_be_read_any_more_is_named(archived, tmp_path):
    spoilt = altered(archived, tmp_path / "a.zip", lambda name, content: b"" if name.endswith("facilities.csv") else content)
    with pytest.raises(InputError, match=r"facilities\.csv"):
        replay_archive(spoilt, tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_result_that_was_changed_in_the_archive_is_named(archived, tmp_path):
    spoilt = altered(archived, tmp_path / "a.zip", lambda name, content: content + b" " if name == "run/rating.csv" else content)
    found = replay_archive(spoilt, tmp_path / "out")
    assert [(d.kind, d.name) for d in found.differences] == [("result", "rating.csv")]
    assert found.differences[0].before != found.differences[0].after != ""


def agreeing(archive, path, name, change):
    """The archive with one file changed, and its checksum in ``archive.json`` as well."""
    with zipfile.ZipFile(archive) as packed:
        content = change(packed.read(name))
        listed = json.loads(packed.read("archive.json"))
    listed["files"][name] = hashlib.sha256(content).hexdigest()
    own = {name: content, "archive.json": json.dumps(listed).encode()}
    return altered(archive, path, own.get)


def other_setting(content):
    manifest = json.loads(content)
    manifest["settings"]["walk.speed.wheelchair"]["value"] = 0.5
    return json.dumps(manifest).encode()


def test_files_are_compared_and_not_only_what_the_archive_says_of_them(archived, tmp_path):
    forged = agreeing(archived, tmp_path / "a.zip", "run/rating.csv", lambda content: content + b" ")
    assert [(d.kind, d.name) for d in replay_archive(forged, tmp_path / "out").differences] == [("result", "rating.csv")]


def test_whatever_the_manifest_says_otherwise_is_named_however_far_down_it_stands(archived, tmp_path):
    forged = agreeing(archived, tmp_path / "a.zip", "run/manifest.json", other_setting)
    found = replay_archive(forged, tmp_path / "out").differences
    assert [(d.kind, d.name) for d in found] == [("manifest", "settings")]
    assert json.loads(found[0].before) == {"walk.speed.wheelchair": {"value": 0.5}}
    assert json.loads(found[0].after) == {"walk.speed.wheelchair": {"value": 0.8}}


def test_a_bit_that_fell_over_in_the_file_is_found(archived, tmp_path):
    raw = bytearray(archived.read_bytes())
    with zipfile.ZipFile(archived) as packed:
        entry = packed.getinfo("study/facilities.csv")
    raw[entry.header_offset + 30 + len(entry.filename) + 20] ^= 1
    (tmp_path / "a.zip").write_bytes(raw)
    for read in (replay_archive, lambda path, out: compare_into([path, archived], out)):
        with pytest.raises(InputError, match=r"存档 a\.zip 中的 facilities\.csv 已损坏或加密，不能完整解压"):
            read(tmp_path / "a.zip", tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_another_version_of_the_program_is_named(archived, tmp_path):
    def change(name, content):
        return content.replace(b'"version": "0.1.0"', b'"version": "0.0.9"', 1) if name == "run/manifest.json" else content

    found = replay_archive(altered(archived, tmp_path / "a.zip", change), tmp_path / "out")
    assert ("program", "0.0.9 / 1") in {(d.kind, d.before) for d in found.differences}


def test_an_archive_without_inputs_replays_from_a_study_that_is_the_same(years, tmp_path):
    archive_run(years / "1", tmp_path / "thin.zip", inputs=False)
    with pytest.raises(InputError, match="不含输入"):
        replay_archive(tmp_path / "thin.zip", tmp_path / "out")
    assert replay_archive(tmp_path / "thin.zip", tmp_path / "out", study=years / "study1" / "study.toml").same
    shutil.copytree(years / "study1", tmp_path / "other")
    edit(tmp_path / "other" / "facilities.csv", lambda text: text + "\n")
    other = replay_archive(tmp_path / "thin.zip", tmp_path / "out", study=tmp_path / "other" / "study.toml")
    assert [(d.kind, d.name) for d in other.differences] == [("input", "facilities.csv")]


def test_archives_are_compared_like_folders(years, archived, tmp_path):
    archive_run(years / "1", tmp_path / "2026.zip")
    compare_into([tmp_path / "2026.zip", archived], tmp_path / "a")
    compare_into([years / "1", years / "2"], tmp_path / "b")
    for name in ("changes.csv", "causes.csv", "differences.csv", "series.csv"):
        assert (tmp_path / "a" / name).read_bytes() == (tmp_path / "b" / name).read_bytes()
    spoilt = altered(
        archived, tmp_path / "bad.zip", lambda name, content: content + b"\n" if name.endswith("facilities.csv") else content
    )
    with pytest.raises(InputError, match=r"facilities\.csv"):
        compare_into([tmp_path / "2026.zip", spoilt], tmp_path / "c")


@pytest.mark.parametrize("content", [b"", b"no zip"])
def test_what_is_no_archive_is_refused(tmp_path, content):
    (tmp_path / "a.zip").write_bytes(content)
    with pytest.raises(InputError, match="不是 xc-gis 的存档"):
        replay_archive(tmp_path / "a.zip", tmp_path / "out")
