"""A study in a store is computed from copies of its files, to the bytes of a run in place; what is not changed there is not fetched again."""

import json
import pickle
import re
import shutil

import pytest

from tests.fixtures.s3_server import BUCKET, KEYS, cut_line
from tests.fixtures.small_study import STUDY, write_small_study
from xc_gis.operations.batch.asked import AS_IT_STANDS, Variant, stored_study
from xc_gis.operations.batch.computing import _COPIES, forget
from xc_gis.operations.batch.store_url import store_url
from xc_gis.operations.batch.work import Order, compute
from xc_gis.operations.run import run_into
from xc_gis.runs.how_made import HowMade

TABLES = HowMade(tables_only=True, outlines=False, lang="zh")
FILES = {"study.toml", "communities.geojson", "facilities.csv", "residents.csv"}


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A study whose streets lie in another folder, as files and as objects."""
    folder = tmp_path_factory.mktemp("place")
    write_small_study(folder / "west", study=STUDY.replace('"streets.osm"', '"../common/streets.osm"'))
    (folder / "common").mkdir()
    (folder / "west" / "streets.osm").rename(folder / "common" / "streets.osm")
    return folder


@pytest.fixture
def stored(place, s3, tmp_path):
    s3.put_folder(place, "data")
    forget()
    _COPIES.clear()

    def order(name="west", variant=AS_IT_STANDS, resume=True):
        return Order(stored_study(url(f"{name}/study.toml"), variant=variant), tmp_path / "out", TABLES, resume)

    yield order
    _COPIES.clear()


def url(name):
    return store_url(f"s3://{BUCKET}/data/{name}")


def test_a_run_has_the_bytes_of_one_in_place(stored, place, tmp_path, s3):
    outcome = compute(stored())
    assert (outcome.name, outcome.status) == ("west", "done"), outcome.message
    run_into(place / "west" / "study.toml", tmp_path / "west", tables_only=True)
    made, other = (content(folder) for folder in (tmp_path / "out/runs/west", tmp_path / "west"))
    assert made.pop(".study") == str(url("west/study.toml")).encode()
    del other[".study"]
    assert made == other
    copies = str(_COPIES.get().folder)
    for path in (tmp_path / "out").rglob("*"):
        if path.is_file():
            told = path.read_bytes()
            assert copies.encode() not in told
            assert KEYS["AWS_SECRET_ACCESS_KEY"].encode() not in told


def content(folder):
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    said = json.loads(files.pop("manifest.json"))
    del said["timing"], said["outputs"][".study"]
    return files | {"manifest.json": said}


def test_what_is_not_changed_is_fetched_once_and_runs_are_kept(stored, s3):
    with s3.fetched() as first:
        assert compute(stored()).status == "done"
    assert sorted(first) == sorted([*(f"data/west/{name}" for name in FILES), "data/common/streets.osm"])
    with s3.fetched() as again:
        assert compute(stored()).status == "skipped"
        assert compute(stored(variant=Variant(settings=(("walk.speed.adult", 1.0),)))).status == "done"
        assert compute(stored(variant=Variant(settings=(("walk.speed.adult", 1.0),)))).status == "skipped"
    assert again == []


@pytest.mark.parametrize("what", ["input", "corrections"])
def test_what_is_changed_is_computed_again(stored, s3, place, what, tmp_path):
    assert compute(stored()).status == "done"
    if what == "input":
        changed = (place / "west" / "facilities.csv").read_text(encoding="utf-8").replace("东便利店", "便利店")
        s3.put("data/west/facilities.csv", changed)
    else:
        s3.put("data/west/study.corrections.csv", "操作,设施编号,说明\n忽略,F2,\n")
    try:
        with s3.fetched() as names:
            assert compute(stored()).status == "done"
        assert names == [f"data/west/{'facilities' if what == 'input' else 'study.corrections'}.csv"]
        if what == "corrections":
            s3.remove("data/west/study.corrections.csv")
            assert compute(stored()).status == "done", "corrections that went count as well"
            said = json.loads((tmp_path / "out/runs/west/manifest.json").read_text())
            assert "corrections" not in {one["role"] for one in said["inputs"]}
        assert compute(stored()).status == "skipped"
    finally:
        s3.remove("data/west/study.corrections.csv")


def test_a_variant_names_the_store_and_not_the_copies(stored, tmp_path):
    asked = stored(variant=Variant(settings=(("walk.speed.adult", 1.0),)))
    assert compute(asked).status == "done"
    text = (tmp_path / "out/studies/west.toml").read_text(encoding="utf-8")
    assert f'folder = "s3://{BUCKET}/data/west"' in text
    assert (tmp_path / "out/runs/west/.study").read_text() == "../../studies/west.toml"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (("facilities.csv", "CHS", "XXX"), "XXX"),
        (("study.toml", '"residents.csv"', '"people.csv"'), r"找不到文件 people\.csv"),
        (("study.toml", '"residents.csv"', '"/data/people.csv"'), r"s3://.*绝对路径 /data/people\.csv"),
        (("study.toml", '"../common/streets.osm"', '"../../../streets.osm"'), "走出了存储"),
        (("study.toml", "[study]", "[study"), r"study\.toml"),
    ],
)
def test_a_fault_of_the_study_is_told_as_of_one_in_place(stored, s3, place, tmp_path, change, said):
    name, before, after = change
    shutil.copytree(place / "west", tmp_path / "wrong")
    path = tmp_path / "wrong" / name
    path.write_text(path.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    s3.put_folder(tmp_path / "wrong", "data/wrong")
    assert_told(compute(stored("wrong")), said)


def assert_told(outcome, *said):
    assert outcome.status == "failed"
    assert not outcome.is_ours, outcome.message
    for text in (outcome.message, outcome.hint, str(pickle.loads(pickle.dumps(outcome)))):
        assert KEYS["AWS_SECRET_ACCESS_KEY"] not in text
        assert str(_COPIES.get().folder) not in text
    for pattern in said:
        assert re.search(pattern, f"{outcome.message} {outcome.hint}"), outcome


def test_what_a_store_refuses_or_does_not_have_is_told(stored, s3, tmp_path, monkeypatch):
    assert_told(compute(stored("none")), f"找不到 s3://{BUCKET}/data/none/study.toml")
    nowhere = Order(stored_study(store_url("s3://no-such-bucket/study.toml"), "x"), tmp_path / "out", TABLES, False)
    assert_told(compute(nowhere), "没有桶 s3://no-such-bucket")
    with s3.keys_wrong():
        assert_told(compute(stored()), "凭据不对", "AWS_ACCESS_KEY_ID")
    assert compute(stored()).status == "done"


def test_a_line_that_breaks_is_told_and_nothing_half_is_kept(stored, s3, monkeypatch, place):
    from tests.fixtures.s3_server import forget_stores

    monkeypatch.setattr("s3fs.S3FileSystem.retries", 1)
    size = (place / "common" / "streets.osm").stat().st_size
    with cut_line(s3, size // 2, monkeypatch) as line:
        outcome = compute(stored())
        forget_stores()
    assert line.cuts
    assert_told(outcome, r"读取 s3://.*streets\.osm 时存储没有回应、连接中断")
    assert not list(_COPIES.get().folder.rglob("*streets.osm*"))
    assert compute(stored()).status == "done"
