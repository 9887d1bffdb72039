"""Earlier runs stay beside the result: named, dated, noted; the oldest without a name go."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from tests.fixtures.small_study import write_small_study
from xc_gis.operations.run import run_into
from xc_gis.runs.folder import MANIFEST, replacing
from xc_gis.runs.history import describe, history_folder, keeper, kept_runs, remove
from xc_gis.runs.view import read_run_view

START = datetime(2026, 3, 1, 8, 0, tzinfo=UTC)


def run(out, number, most=5):
    """Write a run of a few bytes that ended ``number`` minutes after eight."""
    with replacing(out, keep=keeper(out, most)) as stage:
        (stage / "coverage.csv").write_text(f"run {number}", encoding="utf-8")
        manifest = {
            "tool": {"name": "xc-gis"}, "outputs": {"coverage.csv": ""}, "standard": {"id": "ours", "version": f"{number}"},
            "timing": {"end": (START + timedelta(minutes=number)).isoformat()},
        }  # fmt: skip
        (stage / MANIFEST).write_text(json.dumps(manifest), encoding="utf-8")


@pytest.fixture
def out(tmp_path):
    return tmp_path / "西城.result"


def labels(out):
    return [(kept.folder / "coverage.csv").read_text(encoding="utf-8") for kept in kept_runs(out)]


def test_run_that_is_replaced_is_kept_whole_with_date_and_standard(out):
    run(out, 1)
    assert kept_runs(out) == []
    run(out, 2)
    (kept,) = kept_runs(out)
    assert (out / "coverage.csv").read_text(encoding="utf-8") == "run 2"
    assert labels(out) == ["run 1"]
    assert (kept.standard, kept.ended) == ("ours 1", START + timedelta(minutes=1))
    assert kept.size == sum(path.stat().st_size for path in kept.folder.iterdir())
    assert history_folder(out) == out.with_name("西城.history")


def test_latest_are_kept_and_those_with_a_name_for_good(out):
    run(out, 1)
    run(out, 2)
    describe(kept_runs(out)[0], " 上会稿 ", "给评审会的一版")
    for number in range(3, 8):
        run(out, number, most=2)
    assert labels(out) == ["run 6", "run 5", "run 1"]
    named = kept_runs(out)[-1]
    assert (named.name, named.note) == ("上会稿", "给评审会的一版")
    describe(named, "", "")
    run(out, 8, most=2)
    assert labels(out) == ["run 7", "run 6"]


def test_none_is_kept_where_none_is_requested(out):
    run(out, 1)
    run(out, 2, most=0)
    assert kept_runs(out) == []


def test_runs_of_one_second_stand_beside_each_other(out):
    for _ in range(3):
        run(out, 1)
    assert labels(out) == ["run 1", "run 1"]


def test_removed_run_is_gone_and_strangers_in_the_history_are_left_alone(out):
    run(out, 1)
    run(out, 2)
    (history_folder(out) / "readme.txt").write_text("mine", encoding="utf-8")
    (history_folder(out) / "other").mkdir()
    remove(kept_runs(out)[0])
    assert kept_runs(out) == []
    assert (history_folder(out) / "readme.txt").is_file()
    assert (history_folder(out) / "other").is_dir()


def test_history_that_cannot_be_written_does_not_fail_the_run(out):
    run(out, 1)
    history_folder(out).write_text("a file stands in the way", encoding="utf-8")
    run(out, 2)
    assert (out / "coverage.csv").read_text(encoding="utf-8") == "run 2"
    assert kept_runs(out) == []


def test_run_that_fails_keeps_nothing(out):
    run(out, 1)
    with pytest.raises(ZeroDivisionError), replacing(out, keep=keeper(out, 5)) as stage:  # noqa: PT012 - the block fails
        (stage / "coverage.csv").write_text("half", encoding="utf-8")
        raise ZeroDivisionError
    assert (kept_runs(out), (out / "coverage.csv").read_text(encoding="utf-8")) == ([], "run 1")


def test_kept_run_is_opened_as_any_other(tmp_path):
    study = write_small_study(tmp_path)
    result = tmp_path / "study.result"
    for _ in range(2):
        run_into(study, result, outlines=False, kept=3)
    (kept,) = kept_runs(result)
    assert read_run_view(kept.folder).name == read_run_view(result).name
