"""What a run keeps of its lists is what was read, to the last digit; what is damaged is not taken."""

import io
import zipfile
from dataclasses import asdict, replace
from datetime import date

import numpy as np
import pandas as pd
import pytest
import shapely

from tests.operations.years.pairs import write_few
from xc_gis.model import LateTotals, OpenDays, RedFlag
from xc_gis.operations.study import read_study
from xc_gis.report.tables.kept_lists import KEPT, ReadParts, kept_times, read_kept, write_kept
from xc_gis.sources.crs.metric_system import KEY

TIMES = {"MED": np.array([1.0, 2.0]), "MED@senior": np.array([0.1 + 0.2, np.nan])}

FRAMES = ("communities", "demand", "facilities", "subdistricts", "typed")


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    study = read_study(write_few(tmp_path_factory.mktemp("kept")))
    facilities = study.data.facilities.copy()
    facilities.loc[0, "geometry"] = None
    demand = study.data.demand.assign(residents_60plus=np.nan)
    demand.loc[1, "community_id"] = None
    demand.loc[2, "residents"] = 1 / 3
    typed = pd.DataFrame(
        [["satisfaction", "district", "ALL", 91.5, "", "2026-05-01"]],
        columns=["key", "level", "area", "value", "origin", "stated"],
    )
    return replace(
        study, data=replace(
            study.data, facilities=facilities, demand=demand, typed=typed, supply={"C1": 0.1 + 0.2}, red_flags=(RedFlag("C1", "一号", ""),),
            days={"F1": OpenDays(date(2026, 9, 1))}, counted=date(2025, 12, 31),
        ),
    )  # fmt: skip


def written(study, folder):
    return write_kept(study.data, study.streets, study.settings.word(KEY), TIMES, folder)


def test_lists_are_kept_as_they_were_read(study, tmp_path):
    assert written(study, tmp_path) == [KEPT]
    kept = read_kept(tmp_path, [asdict(one) for one in study.data.inputs])
    assert (kept.crs, kept.heard) == (study.settings.word(KEY), False)
    assert kept.streets.ways == study.streets.ways
    for name in FRAMES:
        mine, other = getattr(study.data, name), getattr(kept.data, name)
        if mine is None:
            assert other is None
            continue
        plain = [frame.drop(columns="geometry", errors="ignore") for frame in (mine, other)]
        pd.testing.assert_frame_equal(*map(pd.DataFrame, plain), check_dtype=False, check_exact=True)
        if "geometry" in mine:
            assert shapely.to_wkb(mine.geometry.to_numpy()).tolist() == shapely.to_wkb(other.geometry.to_numpy()).tolist()
    for name in ("inventory", "supply", "feedback", "red_flags", "days", "counted", "base", "inputs"):
        assert getattr(kept.data, name) == getattr(study.data, name), name


def test_the_same_lists_give_the_same_bytes_and_no_checksum_of_an_input(study, tmp_path):
    for name in ("a", "b"):
        (tmp_path / name).mkdir()
        written(study, tmp_path / name)
    assert (tmp_path / "a" / KEPT).read_bytes() == (tmp_path / "b" / KEPT).read_bytes()
    said = zipfile.ZipFile(tmp_path / "a" / KEPT).read("lists.json").decode()
    assert not any(one.sha256 in said for one in study.data.inputs)


def test_frames_that_two_runs_have_in_common_are_read_once(study, tmp_path):
    known, inputs = ReadParts(), [asdict(one) for one in study.data.inputs]
    for name, supply in (("a", None), ("b", {"C1": 1.0})):
        (tmp_path / name).mkdir()
        written(replace(study, data=replace(study.data, supply=supply)), tmp_path / name)
    first, second = (read_kept(tmp_path / name, inputs, known) for name in ("a", "b"))
    assert first.data.supply != second.data.supply
    assert first.data.demand is second.data.demand
    assert first.streets is second.streets


def test_times_that_no_table_has_are_kept_to_the_bit(study, tmp_path):
    written(study, tmp_path)
    kept = kept_times(tmp_path)
    assert list(kept) == ["MED@senior"]
    np.testing.assert_array_equal(kept["MED@senior"], TIMES["MED@senior"])
    (tmp_path / KEPT).write_bytes(b"no zip")
    assert kept_times(tmp_path) == {}
    assert kept_times(tmp_path / "nowhere") == {}


def test_people_that_wait_for_territories_are_not_kept(study, tmp_path):
    late = LateTotals("community", np.zeros(1), pd.DataFrame())
    assert write_kept(replace(study.data, late_totals=late), study.streets, study.settings.word(KEY), TIMES, tmp_path) == []
    assert read_kept(tmp_path, []) is None


@pytest.mark.parametrize("fault", ["cut", "no zip", "no list", "other format", "no frame", "no streets", "no input"])
def test_what_is_damaged_is_not_taken(study, tmp_path, fault):
    written(study, tmp_path)
    path, inputs = tmp_path / KEPT, [asdict(one) for one in study.data.inputs]
    raw, packed = path.read_bytes(), zipfile.ZipFile(io.BytesIO(path.read_bytes()))
    if fault in {"cut", "no zip"}:
        path.write_bytes(raw[: len(raw) // 2] if fault == "cut" else b"no zip")
    elif fault == "no input":
        inputs = inputs[1:]
    else:
        left_out = {"no list": "lists.json", "no frame": "demand.parquet", "no streets": "members.parquet", "other format": ""}[
            fault
        ]
        with zipfile.ZipFile(path, "w") as made:
            for name in packed.namelist():
                if name != left_out:
                    content = packed.read(name)
                    made.writestr(name, content.replace(b'"format": 2', b'"format": 1') if fault == "other format" else content)
    assert read_kept(tmp_path, inputs) is None
