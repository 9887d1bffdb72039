"""Frames that go from one room to another are what their declaration says, or the border names frame and column."""

import tracemalloc
from dataclasses import replace

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest

from tests.fixtures.small_study import write_small_study
from xc_gis import frames
from xc_gis.frames import FLAG, NUMBER, PLACE, TEXT, WHOLE, Frame, FrameError, check_frame, check_study_frames
from xc_gis.operations import study as operation
from xc_gis.operations.study import analyse, complete, read_study
from xc_gis.progress import Silent
from xc_gis.sources.load import load
from xc_gis.sources.rows.facility_frame import FACILITY_ROWS, MERGED_ROWS

DECLARED = [value for value in vars(frames).values() if isinstance(value, Frame)] + [
    FACILITY_ROWS,
    MERGED_ROWS,
    frames.demand_results(["MED"]),
]


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    return read_study(write_small_study(tmp_path_factory.mktemp("frames") / "study"))


@pytest.fixture(scope="module")
def found(study):
    return analyse(study)


@pytest.mark.parametrize("declared", DECLARED, ids=lambda declared: declared.name)
def test_a_declaration_says_a_known_kind_of_columns_that_it_has(declared):
    assert len(set(declared.columns)) == len(declared.columns)
    assert set(declared.kinds) <= set(declared.columns)
    assert set(declared.kinds.values()) <= {TEXT, NUMBER, WHOLE, FLAG, PLACE}
    assert declared.columns[-1] == "geometry" or "geometry" not in declared.columns or declared in (FACILITY_ROWS, MERGED_ROWS)


def facilities(study):
    return study.data.facilities.copy()


SPOILT = {
    "lacking": (lambda f: f.drop(columns="building"), "column “building” is missing"),
    "more": (lambda f: f.assign(extra=1), "column “extra” is not declared"),
    "renamed": (lambda f: f.rename(columns={"name": "title"}), "column “name” is missing, column “title” is not declared"),
    "another order": (lambda f: f[["type", "facility_id", *f.columns[2:]]], "columns in another order"),
    "flag as words": (lambda f: f.assign(building=f["building"].astype(str)), "column “building”: text"),
    "words as numbers": (lambda f: f.assign(type=1.5), "column “type”: number (float64) instead of text"),
    "an index of ids": (lambda f: f.set_index("facility_id", drop=False), "its index is not"),
    "rows left out": (lambda f: f.iloc[1:], "its index is not"),
    "another system": (lambda f: f.to_crs("EPSG:4326"), "column “geometry”: in EPSG:4326 instead of EPSG:4548"),
    "no system": (lambda f: gpd.GeoDataFrame(f.drop(columns="geometry"), geometry=f.geometry.to_numpy()), "in None instead of EPSG:4548"),
    "no places": (lambda f: pd.DataFrame(f).assign(geometry=""), "column “geometry”: text"),
}  # fmt: skip


@pytest.mark.parametrize(("spoil", "words"), SPOILT.values(), ids=SPOILT)
def test_a_frame_that_is_another_is_told_by_its_name_and_column(study, spoil, words):
    check_frame(facilities(study), frames.FACILITIES, crs="EPSG:4548")
    with pytest.raises(FrameError) as caught:
        check_frame(spoil(facilities(study)), frames.FACILITIES, crs="EPSG:4548")
    assert "frame “facilities”" in str(caught.value)
    assert words in str(caught.value)


def test_the_same_system_under_another_name_will_do(study):
    frame = facilities(study)
    frame = frame.set_crs(frame.crs.to_wkt(), allow_override=True)
    check_frame(frame, frames.FACILITIES, crs="EPSG:4548")


def test_an_empty_frame_may_have_columns_of_any_kind(study):
    empty = pd.DataFrame({name: [] for name in frames.PROBLEMS.columns})
    check_frame(empty, frames.PROBLEMS)
    with pytest.raises(FrameError, match="“row” is missing"):
        check_frame(empty.drop(columns="row"), frames.PROBLEMS)


def test_what_the_sources_say_beyond_their_columns_stops_at_the_border(tmp_path, monkeypatch):
    path = write_small_study(tmp_path / "study")
    real = load.read_communities

    def with_more(*args, **kwargs):
        communities, *rest = real(*args, **kwargs)
        return communities.assign(whim=1), *rest

    monkeypatch.setattr(load, "read_communities", with_more)
    with pytest.raises(FrameError, match=r"frame “communities”: column “whim” is not declared"):
        read_study(path)


def test_what_the_analysis_says_beyond_its_columns_stops_at_the_border(study, found):
    complete(study, found, Silent(), isochrone_minutes=())
    with pytest.raises(FrameError, match=r"frame “rating”: column “stars” is missing"):
        complete(study, replace(found, rating=found.rating.drop(columns="stars")), Silent(), isochrone_minutes=())
    moved = replace(found, gaps=found.gaps.to_crs("EPSG:4326"))
    with pytest.raises(FrameError, match=r"frame “gaps”, column “geometry”: in EPSG:4326"):
        complete(study, moved, Silent(), isochrone_minutes=())
    with pytest.raises(FrameError, match=r"frame “results by demand point”: column “t_MED”, “state_MED” is missing"):
        complete(study, replace(found, demand=found.demand.drop(columns=["t_MED", "state_MED"])), Silent(), isochrone_minutes=())


def test_both_borders_are_held_by_every_run(study, monkeypatch, tmp_path):
    passed = []
    monkeypatch.setattr(load, "check_study_frames", lambda *_: passed.append("sources → analysis"))
    monkeypatch.setattr(operation, "check_result_frames", lambda *_: passed.append("analysis → report"))
    operation.run_study(write_small_study(tmp_path / "study"), isochrone_minutes=())
    assert passed == ["sources → analysis", "analysis → report"]


def test_no_value_is_looked_at_and_nothing_copied(study):
    rows = 300_000
    columns = {name: np.zeros(rows) for name in frames.NEAREST.columns}
    frame = pd.DataFrame(
        columns | {name: pd.Series([""] * rows, dtype="str") for name in frames.NEAREST.columns if name != "minutes"}
    )
    tracemalloc.start()
    check_frame(frame, frames.NEAREST)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 200_000
    check_study_frames(study.data, "EPSG:4548")
