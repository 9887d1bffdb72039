"""A record of how a run was made holds for that run, that build and those files alone."""

import pytest

from xc_gis.operations.batch.asked import AS_IT_STANDS, Variant
from xc_gis.operations.batch.made import is_made_so, said_of_stored, write_made
from xc_gis.operations.batch.store_url import store_url

STUDY = store_url("s3://bucket/west/study.toml")
STORED = said_of_stored(STUDY, {STUDY: "etag 1"}, AS_IT_STANDS)


@pytest.fixture
def made(tmp_path):
    run, record = tmp_path / "run", tmp_path / "made" / "west.json"
    run.mkdir()
    (run / "manifest.json").write_text("{}")
    write_made(record, run, STORED)
    return record, run


def test_it_holds_as_it_was_written(made):
    assert is_made_so(*made, STORED)


@pytest.mark.parametrize(
    "stored",
    [
        None,
        said_of_stored(STUDY, {STUDY: "etag 2"}, AS_IT_STANDS),
        said_of_stored(STUDY, {STUDY: "etag 1", STUDY.folder.joined("study.corrections.csv"): "x"}, AS_IT_STANDS),
        said_of_stored(STUDY, {STUDY: "etag 1"}, Variant(settings=(("walk.speed.adult", 1.0),))),
        said_of_stored(STUDY, {STUDY: "etag 1"}, Variant(("xicheng-ykz-default",))),
    ],
)
def test_other_files_or_another_variant_are_another_run(made, stored):
    assert not is_made_so(*made, stored)


def test_another_run_another_build_and_no_record_do_not_hold(made, monkeypatch):
    record, run = made
    assert not is_made_so(record.with_name("east.json"), run, STORED)
    with monkeypatch.context() as other:
        other.setattr("xc_gis.operations.batch.made.build_digest", lambda: "other")
        assert not is_made_so(record, run, STORED)
    (run / "manifest.json").write_text("{ }")
    assert not is_made_so(record, run, STORED)
