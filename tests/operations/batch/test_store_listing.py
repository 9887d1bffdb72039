"""Studies of a store: one, those of a pattern, of a folder, of a table; a run of the command over them."""

import json

import pytest

from tests.fixtures.commands import command
from tests.fixtures.s3_server import BUCKET, KEYS
from tests.fixtures.small_study import STUDY, write_small_study
from xc_gis.errors import InputError
from xc_gis.operations.batch.asked import Variant
from xc_gis.operations.batch.grid import axes_of
from xc_gis.operations.batch.listing import asked_studies
from xc_gis.operations.batch.memory import PROCESS_BYTES, MemoryOfStudies, memory_of
from xc_gis.operations.batch.store_url import store_url

ROOT = f"s3://{BUCKET}/quarter"
WRONG_ROW = "study,walk.speed.adult\na/study.toml,fast\n"


@pytest.fixture
def quarter(s3):
    for name in ("a/study.toml", "b/study.toml", "c.toml", "deep/er/study.toml"):
        s3.put(f"quarter/{name}", STUDY)
    s3.put("quarter/a/plan.toml", "[[change]]\n")
    s3.put(
        "quarter/t.csv",
        f"study,name,walk.speed.adult\na/study.toml,,\nc.toml,slow,0.9\n../other/study.toml,,\n{ROOT}/b/study.toml,,\n",
    )
    s3.put("quarter/wrong.csv", WRONG_ROW)
    return s3


def told(*words, axes=()):
    return [(one.name, str(one.source)) for one in asked_studies(words, axes)]


def test_files_patterns_folders_and_tables_are_studies(quarter):
    assert told(f"{ROOT}/a/study.toml", f"{ROOT}/none.toml") == [("a", f"{ROOT}/a/study.toml"), ("none", f"{ROOT}/none.toml")]
    assert told(f"{ROOT}/*/study.toml") == [("a", f"{ROOT}/a/study.toml"), ("b", f"{ROOT}/b/study.toml")]
    assert [name for name, _ in told(ROOT)] == ["a", "b", "c"]
    rows = asked_studies([f"{ROOT}/t.csv"])
    assert [one.name for one in rows] == ["a", "slow", "other", "b"]
    assert str(rows[2].url) == f"s3://{BUCKET}/other/study.toml"
    assert rows[1].variant == Variant(settings=(("walk.speed.adult", 0.9),))


def test_tables_here_name_studies_there_and_grids_and_repetition_work_as_ever(quarter, tmp_path):
    (tmp_path / "t.csv").write_text(f"study,name\n{ROOT}/a/study.toml,x\n", encoding="utf-8")
    assert told(tmp_path / "t.csv", f"{ROOT}/a/study.toml", f"{ROOT}/./a/study.toml") == [
        ("x", f"{ROOT}/a/study.toml"), ("a", f"{ROOT}/a/study.toml"),
    ]  # fmt: skip
    assert [name for name, _ in told(f"{ROOT}/c.toml", axes=axes_of(["legs=reach"]))] == ["c~legs=reach"]
    (tmp_path / "study.toml").write_text(STUDY, encoding="utf-8")
    (found,) = asked_studies([(tmp_path / "study.toml").as_uri()])
    assert (found.url, found.path) == (None, tmp_path / "study.toml")


@pytest.mark.parametrize(
    ("word", "said"),
    [
        (f"{ROOT}/*/x.toml", "没有项目文件"),
        (f"{ROOT}/nowhere", "没有项目文件"),
        (f"{ROOT}/none.csv", rf"找不到 {ROOT}/none\.csv"),
        (f"{ROOT}/wrong.csv", r"wrong\.csv 第 2 行.*walk\.speed\.adult"),
        ("s3://no-such-bucket/folder", "没有桶"),
        ("memory://a/study.toml", "memory://"),
    ],
)
def test_what_is_not_there_is_one_message_before_anything_is_computed(quarter, word, said):
    with pytest.raises(InputError, match=said):
        asked_studies([word])


def test_a_wrong_url_in_a_table_is_told_with_its_row(tmp_path):
    (tmp_path / "t.csv").write_text("study\nmemory://a/study.toml\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"t\.csv 第 2 行：.*memory://"):
        asked_studies([tmp_path / "t.csv"])


def test_memory_is_told_from_the_sizes_that_the_store_says(s3, tmp_path):
    study = write_small_study(tmp_path / "m")
    s3.put_folder(tmp_path / "m", "quarter/m")
    known = MemoryOfStudies()
    assert known.of(store_url(f"{ROOT}/m/study.toml")) == memory_of(study) > PROCESS_BYTES
    assert known.of(store_url(f"{ROOT}/none/study.toml")) == PROCESS_BYTES


def test_the_command_computes_them_with_real_workers_and_keeps_what_holds(s3, capfd, tmp_path, monkeypatch):
    write_small_study(tmp_path / "west")
    s3.put_folder(tmp_path / "west", "quarter/west")
    (tmp_path / "scratch").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "scratch"))
    monkeypatch.setattr("tempfile.tempdir", None)
    words = ["batch", f"{ROOT}/west/study.toml", f"{ROOT}/gone/study.toml", "--out", tmp_path / "out", "--tables-only"]
    ended = command(capfd, *words, "--workers", 1, "--lang", "en")
    assert ended.code == 1
    assert f"gone: {ROOT}/gone/study.toml is not in the store\n  → Please check the URL" in ended.err
    assert KEYS["AWS_SECRET_ACCESS_KEY"] not in ended.err
    assert list((tmp_path / "scratch").rglob("*xc-gis*")) == [], "copies go with the worker"
    said = json.loads((tmp_path / "out/batch.json").read_text())
    assert [(one["study"], one["status"]) for one in said["studies"]] == [("west", "done"), ("gone", "failed")]
    with s3.fetched() as names:
        again = command(capfd, *words, "--workers", 1, "--resume", "--json")
    assert set(names) == {"quarter/west/study.toml"}, "by other processes, which have no copies: the record tells"
    assert json.loads(again.out)["counts"] == {"done": 0, "skipped": 1, "failed": 1}
