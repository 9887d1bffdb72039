"""Layers worked out again from the study: held against the run and against single explanations."""

import shutil

import geopandas as gpd
import pandas as pd
import pytest

from xc_gis.errors import InputError
from xc_gis.operations.export.export import export_run
from xc_gis.operations.export.export_request import ExportRequest
from xc_gis.operations.export.gis.options import GisOptions


@pytest.fixture(scope="module")
def folder(gis_export):
    return gis_export.folder / "gis"


def test_a_study_that_has_changed_or_is_gone_is_told(gis_export, tmp_path):
    study = shutil.copytree(gis_export.folder.parent / "study", tmp_path / "study")
    run = shutil.copytree(gis_export.folder.parent / "run", tmp_path / "run")
    rows = (study / "residents.csv").read_text(encoding="utf-8").splitlines()
    (study / "residents.csv").write_text("\n".join(rows[:-1]) + "\n", encoding="utf-8")
    asked = ExportRequest(gis=True, gis_options=GisOptions(("legs",)))
    with pytest.raises(InputError, match=r"residents\.csv"):
        export_run(run, tmp_path / "out", asked)
    shutil.rmtree(study)
    with pytest.raises(InputError, match=r"study\.toml.*legs"):
        export_run(run, tmp_path / "out", asked)
    assert not (tmp_path / "out/gis").exists()
    again = GisOptions(("entrances",), study=gis_export.folder.parent / "study/study.toml")
    assert "gis/parquet/entrances.parquet" in export_run(run, tmp_path / "out", ExportRequest(gis=True, gis_options=again)).files


def test_catchments_are_those_of_the_run_with_the_homes_of_each(gis_export, folder):
    found = gpd.read_parquet(folder / "parquet/catchments.parquet")
    stored = pd.read_csv(gis_export.folder.parent / "run/catchments.csv", encoding="utf-8-sig")
    columns = ["facility_id", "category", "residents", "residents_60plus", "only_this"]
    pd.testing.assert_frame_equal(pd.DataFrame(found[columns]), stored[columns], check_dtype=False)
    places = found.geometry.map(lambda shape: 0 if shape is None else len(shape.geoms))
    assert (places == found["homes"]).all()
    assert (found["homes"] > 0).eq(found["residents"] > 0).all()


def test_legs_start_at_their_point_and_are_as_long_as_they_say(folder):
    legs, homes = gpd.read_parquet(folder / "parquet/legs.parquet"), gpd.read_parquet(folder / "parquet/demand_points.parquet")
    of_homes = legs[legs["of"] == "demand"].merge(
        homes[["demand_id", "geometry"]], left_on="id", right_on="demand_id", suffixes=("", "_home")
    )
    starts = gpd.GeoSeries(of_homes.geometry.map(lambda line: line.interpolate(0)), crs=4326).to_crs(4548)
    assert (starts.distance(gpd.GeoSeries(of_homes["geometry_home"], crs=4326).to_crs(4548)) < 0.01).all()
    assert (legs.to_crs(4548).length - legs["length_m"]).abs().max() < 0.02
    assert not legs.duplicated(["of", "id", "geometry"]).any()
    assert legs["osm_way"].notna().any()


def test_entrances_are_numbered_for_each_facility(folder):
    entrances = gpd.read_parquet(folder / "parquet/entrances.parquet")
    assert entrances["facility_id"].tolist() == ["F1", "F2", "F3"]
    assert (entrances["number"] == 1).all()


def test_ways_tell_the_minutes_of_the_map(gis_export, folder):
    ways = gpd.read_parquet(folder / "parquet/ways.parquet")
    assert not ways.duplicated(["community_id", "category"]).any()
    assert (ways["minutes"] > 0).all()
    med = ways[ways["category"] == "MED"].set_index("community_id")
    assert med.loc["C1", "facility_id"] in {"F1", "F3"}
    ends = gpd.read_parquet(folder / "parquet/facilities.parquet").set_index("facility_id").geometry.to_crs(4548)
    last = ways.to_crs(4548).geometry.map(lambda line: line.interpolate(1, normalized=True))
    assert max(point.distance(ends[name]) for point, name in zip(last, ways["facility_id"], strict=True)) < 0.01
