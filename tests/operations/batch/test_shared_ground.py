"""What variants share changes no byte of their results, and is read again as soon as anything that it rests on is another."""

import json
import os

import pytest

from tests.fixtures.small_study import edit, write_small_study
from xc_gis.operations.batch.asked import Variant
from xc_gis.operations.batch.shared_ground import READ_FOR_ALL, SharedGround
from xc_gis.operations.batch.variant_file import write_variant
from xc_gis.operations.run import run_into
from xc_gis.settings import SETTINGS
from xc_gis.standard.save import standard_text

SPEEDS = (("walk.speed.adult", 0.7),)
COUNTED = (("inventory.stale_months", 1.0),)
LEGS = (("legs.max_m", 60.0),)


@pytest.fixture(scope="module")
def place(tmp_path_factory):
    """A study, and a standard of other weights and limits."""
    folder = tmp_path_factory.mktemp("shared")
    write_small_study(folder / "base")
    text = standard_text("xicheng-ykz-default").replace("minutes: 15", "minutes: 5")
    (folder / "near.yaml").write_text(text.replace("id: xicheng-ykz-default", "id: near"), encoding="utf-8")
    text = standard_text("xicheng-ykz-default").replace("mandatory: true", "mandatory: false", 1)
    (folder / "mild.yaml").write_text(text.replace("id: xicheng-ykz-default", "id: mild"), encoding="utf-8")
    return folder


def run(place, name, variant, **more):
    study = place / "studies" / f"{name}.toml"
    write_variant(place / "base" / "study.toml", variant, study)
    run_into(study, place / name / "runs" / ("shared" if more else "alone"), tables_only=True, **more)


def content(folder):
    """Bytes of a run without its times and without where it lies."""
    files = {path.name: path.read_bytes() for path in folder.iterdir()}
    said = json.loads(files.pop("manifest.json"))
    del said["timing"]
    return files, said


def test_variants_on_shared_ground_give_the_bytes_of_runs_alone(place):
    ground, near = SharedGround(), str(place / "near.yaml")
    variants = {
        "plain": Variant(settings=(("walk.speed.senior", 0.8),)), "slow": Variant(settings=SPEEDS), "counted": Variant(settings=COUNTED),
        "mild": Variant((str(place / "mild.yaml"),)), "mild_again": Variant((), settings=(("coverage.unknown_max", 0.4),)),
        "near": Variant((near,)), "near_slow": Variant((near,), settings=SPEEDS), "legs": Variant(settings=LEGS),
    }  # fmt: skip
    searches = []
    for name, variant in variants.items():
        run(place, name, variant, assessed=ground.assessed)
        run(place, name, variant)
        assert content(place / name / "runs" / "shared") == content(place / name / "runs" / "alone"), name
        searches.append(ground.times.searched)
    tables = {(place / name / "runs" / "shared" / "coverage.csv").read_bytes() for name in ("plain", "slow", "near")}
    assert len(tables) == 3  # each says something else
    assert searches == [1, 2, 3, 3, 3, 4, 5, 1]  # what counts otherwise asks the same; other legs begin anew
    assert ground.built == 2  # other legs are the one reason to build again


def test_a_file_that_changes_is_read_again(place):
    ground = SharedGround()
    run(place, "before", Variant(settings=SPEEDS), assessed=ground.assessed)
    before = (place / "base" / "residents.csv").stat()
    edit(place / "base" / "residents.csv", lambda text: text.replace("D000,", "E000,"))
    os.utime(place / "base" / "residents.csv", ns=(before.st_atime_ns, before.st_mtime_ns))  # as copying programs do
    try:
        run(place, "after", Variant(settings=SPEEDS), assessed=ground.assessed)
    finally:
        edit(place / "base" / "residents.csv", lambda text: text.replace("E000,", "D000,"))
    assert ground.built == 2
    tables = [(place / name / "runs" / "shared" / "demand_points.parquet").read_bytes() for name in ("before", "after")]
    assert b"E000" not in tables[0]
    assert b"E000" in tables[1]


def test_settings_of_the_ground_are_all_but_paces_and_counting():
    others = set(SETTINGS) - set(READ_FOR_ALL)
    assert {"network.min_part_m", "legs", "gates", "duplicates", "crs.analysis", "moment", "walk.steps_factor"} <= set(
        READ_FOR_ALL
    )
    assert {key.split(".")[0] for key in others} == {
        "walk",
        "coverage",
        "inventory",
        "isochrone",
        "survey",
        "hotline",
        "satisfaction",
    }
