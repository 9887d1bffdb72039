"""Files for other GIS out of a run: opened again by QGIS, by other readers, equal from time to time, told where something is lost."""

import csv
import json
import shutil

import geopandas as gpd
import pytest

from tests.fixtures.exported_gis import NASTY, qgis_version, seen_by_qgis
from tests.fixtures.finished_run import inputs_of
from xc_gis.errors import OutputError
from xc_gis.operations.export.atlas_themes import theme_on_map
from xc_gis.operations.export.export import export_run
from xc_gis.operations.export.export_request import ExportRequest
from xc_gis.operations.export.spoken import saying
from xc_gis.operations.export.theme_choice import theme_choice
from xc_gis.report.themes import UNKNOWN, on_the_map

LAYERS = {
    "communities", "facilities", "gaps", "demand_points", "network", "subdistricts", "coverage", "legs", "entrances", "catchments", "ways",
}  # fmt: skip


@pytest.fixture(scope="module")
def folder(gis_export):
    return gis_export.folder / "gis"


def test_every_layer_stands_in_every_format_with_the_same_rows(gis_export, folder):
    counts = gis_export.record["details"]["gis/study.gpkg"]["layers"]
    assert set(counts) == LAYERS
    for name, count in counts.items():
        if name == "coverage":
            continue
        frames = [
            gpd.read_file(folder / "study.gpkg", layer=name), gpd.read_file(folder / f"geojson/{name}.geojson"),
            gpd.read_parquet(folder / f"parquet/{name}.parquet"), gpd.read_file(folder / f"shapefile/{name}.shp"),
        ]  # fmt: skip
        assert [len(frame) for frame in frames] == 4 * [count], name
        assert all(frame.crs.to_epsg() == 4326 for frame in frames), name
        assert len({tuple(frame.total_bounds.round(5)) for frame in frames}) == 1, name
        assert list(frames[0].columns) == list(frames[2].columns), name


def test_names_are_text_wherever_they_stand(folder):
    places = gpd.read_file(folder / "study.gpkg", layer="facilities")
    assert NASTY in set(places["name"])
    assert NASTY in {
        row["properties"]["name"] for row in json.loads((folder / "geojson/facilities.geojson").read_text())["features"]
    }


def test_what_a_shapefile_cannot_take_is_told(gis_export, folder):
    with (folder / "shapefile/changed_texts.csv").open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.DictReader(handle))
    lost = [row for row in rows if row["layer"] == "facilities" and row["field"] == "name"]
    assert [(row["id"], row["text"], row["why"]) for row in lost] == [("F3", NASTY, "not_in_encoding")]
    assert gis_export.record["details"]["gis/shapefile/changed_texts.csv"]["changed_texts"] == len(rows)
    shapes = gpd.read_file(folder / "shapefile/facilities.shp")
    assert "西站" in set(shapes["name"])
    assert (folder / "shapefile/facilities.cpg").read_text() == "936"


def test_a_shapefile_keeps_unknown_apart_from_zero(folder):
    shapes = gpd.read_file(folder / "shapefile/communities.shp")
    assert shapes["share_KIN"].isna().all()
    assert shapes["state_KIN"].eq("unknown").all()
    with (folder / "shapefile/names.csv").open(encoding="utf-8-sig", newline="") as handle:
        names = [(row["layer"], row["shapefile_field"]) for row in csv.DictReader(handle)]
    assert len(set(names)) == len(names)
    assert {name for layer, name in names if layer == "communities"} == set(shapes.columns) - {"geometry"}


def test_the_same_run_gives_the_same_bytes_and_is_not_written_twice(gis_export, folder, tmp_path):
    run = gis_export.folder.parent / "run"
    again = export_run(run, tmp_path, ExportRequest(gis=True))
    first = export_run(run, tmp_path / "other", ExportRequest(gis=True))
    assert again.record["outputs"] == first.record["outputs"]
    before = (tmp_path / "gis/study.gpkg").stat().st_mtime_ns
    assert export_run(run, tmp_path, ExportRequest(gis=True)).files == again.files
    assert (tmp_path / "gis/study.gpkg").stat().st_mtime_ns == before
    (tmp_path / "gis/study.qgz").write_bytes(b"mine")
    with pytest.raises(OutputError, match=r"study\.qgz"):
        export_run(run, tmp_path, ExportRequest(gis=True))
    assert (tmp_path / "gis/study.qgz").read_bytes() == b"mine"


needs_qgis = pytest.mark.skipif(not qgis_version(), reason="no QGIS on this machine (apt install python3-qgis qgis-providers)")


@pytest.fixture(scope="module")
def moved(folder, tmp_path_factory):
    """The two files alone in another folder, as they are handed on."""
    place = tmp_path_factory.mktemp("handed on") / "数据 & more"
    place.mkdir()
    for name in ("study.gpkg", "study.qgz"):
        shutil.copy(folder / name, place)
    return place


@needs_qgis
def test_qgis_opens_the_project_without_a_warning_and_sees_every_layer(gis_export, moved, tmp_path):
    codes = [c.code for c in inputs_of(gis_export.folder.parent / "run").run.categories]
    themes = ["stars", "joint", *(f"{kind}_{n}" for n in range(len(codes)) for kind in ("coverage", "minutes", "gap"))]
    answer, said = seen_by_qgis(moved, tmp_path, *themes)
    assert answer["opened"]
    assert answer["said"] == []
    assert "Warning" not in said
    assert answer["bad"] == []
    assert NASTY in answer["title"]
    assert answer["crs"] == "EPSG:4548"
    assert [name.removeprefix("xc_gis_layer_") for name in answer["seen"]] == ["subdistricts", "network", "stars"]
    assert all(taken and renderer == "RuleRenderer" for taken, renderer, *_ in answer["styles"].values())
    assert answer["styles"]["communities"][2] == 2 + 3 * len(codes)
    assert answer["aliases"]["xc_gis_layer_stars"] == "社区编号"
    assert "仅供内部工作使用" in answer["notice"]
    _each_community_has_the_colour_of_the_atlas(gis_export.folder.parent / "run", codes, answer["colours"])


def _each_community_has_the_colour_of_the_atlas(run, codes, colours):
    inputs = inputs_of(run)
    kinds = {"coverage": "coverage", "minutes": "minutes", "gap": "gaps"}
    asked = {"stars": "stars", "joint": "joint"} | {
        f"{k}_{n}": f"{kinds[k]}:{code}" for n, code in enumerate(codes) for k in kinds
    }
    for layer, theme in asked.items():
        shown = theme_on_map(inputs, theme_choice(theme, codes), saying("zh"))
        for community, look in shown.looks.items():
            symbols = colours[layer][community]
            if look.is_unknown:
                assert tuple(symbols[0][:2]) == ("SimpleFill", UNKNOWN), (layer, community)
                assert symbols[1][0] == "LinePatternFill"
            elif look.row is None:
                assert symbols == [["SimpleFill", "#ffffff", ""]], (layer, community)
            else:
                assert [on_the_map(colour) for _, colour, _ in symbols] == [shown.rows[look.row].colour], (layer, community)
                assert (symbols[0][2] == "dash") == look.is_unsure
