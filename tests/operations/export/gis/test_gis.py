"""Files for other GIS out of a run: opened again by QGIS, by other readers, equal from time to time, told where something is lost."""

import csv
import json
import shutil
import zipfile
from xml.etree import ElementTree as ET

import geopandas as gpd
import pyogrio
import pytest

from tests.fixtures.exported_gis import NASTY, qgis_version, seen_by_qgis
from tests.fixtures.finished_run import inputs_of
from xc_gis.errors import InputError, OutputError
from xc_gis.operations.export.atlas_themes import theme_on_map
from xc_gis.operations.export.export import export_run
from xc_gis.operations.export.export_request import ExportRequest
from xc_gis.operations.export.gis.options import GisOptions
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


def test_geojson_is_that_of_the_standard(folder):
    content = json.loads((folder / "geojson/communities.geojson").read_text())
    assert "crs" not in content
    ring = content["features"][0]["geometry"]["coordinates"][0][0]
    turns = sum((b[0] - a[0]) * (b[1] + a[1]) for a, b in zip(ring, ring[1:], strict=False))
    assert turns < 0, "outer rings run against the clock"
    states = {row["properties"]["state_KIN"] for row in content["features"]}
    assert states == {"unknown"}
    assert {row["properties"]["share_KIN"] for row in content["features"]} == {None}


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


def test_the_dictionary_says_each_field_in_both_languages(folder):
    with (folder / "fields.csv").open(encoding="utf-8-sig", newline="") as handle:
        rows = list(csv.DictReader(handle))
    told = {(row["layer"], row["field"]) for row in rows}
    for name, _kind in pyogrio.list_layers(folder / "study.gpkg"):
        if name not in {"fields", "layer_styles"}:
            assert {field for layer, field in told if layer == name} == set(
                pyogrio.read_info(folder / "study.gpkg", layer=name)["fields"]
            )
    assert all(row["meaning_zh"] and row["meaning_en"] and row["layer_en"] for row in rows)
    share = next(row for row in rows if row["field"] == "share_MED")
    assert share["meaning_zh"].startswith("医疗卫生：")
    assert not [
        row for row in rows if not row["meaning_en"].isascii() and "–" not in row["meaning_en"] and "“" not in row["meaning_en"]
    ]


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


@pytest.mark.parametrize("options", [GisOptions(("lags",)), GisOptions(shapefile="big5")])
def test_unknown_layers_and_encodings_are_refused(gis_export, tmp_path, options):
    with pytest.raises(InputError, match=r"lags|big5"):
        export_run(gis_export.folder.parent / "run", tmp_path / "out", ExportRequest(gis=True, gis_options=options))
    assert not (tmp_path / "out").exists()


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


def test_paths_of_the_project_are_relative(folder):
    with zipfile.ZipFile(folder / "study.qgz") as packed:
        (name,) = packed.namelist()
        root = ET.fromstring(packed.read(name))
    sources = [element.text for element in root.iter("datasource")]
    assert len(sources) > 75
    assert all(source.startswith("./study.gpkg|layername=") for source in sources)
