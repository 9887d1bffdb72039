"""Folders and files may be called whatever the system allows: ``!1``, ``a;b``, ``50%20#?``; nothing in a name is language."""

import shutil
import sqlite3
from contextlib import closing

import geopandas as gpd
import pytest
import shapely

from tests.fixtures.small_study import write_small_study
from tests.fixtures.spoilt_files import write_study
from xc_gis import cli
from xc_gis.files.plain_path import is_plain, private_folder, writable
from xc_gis.operations.study import read_study
from xc_gis.report.tables.geopackage import write_layers
from xc_gis.sources.layers.read import read_layer
from xc_gis.sources.study.file import read_study_file
from xc_gis.units import ANALYSIS_CRS

NAMES = [
    "!社区 数据#1%20",
    "a!b",
    "甲;乙",
    "50% 是?",
    "-x",
    "zip:a",
    "vsizip",
    "a|layername=b",
    "x.zip",
    "{{a}}",
    "[b]",
    "反\\斜",
    "a=b&c",
    "'单' \"双\"",
    "~",
    "末尾.",
]


def ended(*words):
    with pytest.raises(SystemExit) as caught:
        cli.main([str(word) for word in words])
    return caught.value.code


@pytest.mark.parametrize(
    "kind",
    [
        "communities.gpkg",
        "communities.shp",
        "communities.geojson",
        "facilities.parquet",
        "facilities.xlsx",
        "facilities.kml",
        "residents.tif",
        "streets.gpkg",
    ],
)
def test_every_kind_of_file_is_read_from_a_folder_of_an_odd_name(tmp_path, kind):
    study = write_study(tmp_path / "study", kind)
    for name in NAMES if kind == "communities.gpkg" else NAMES[:3]:
        folder = study.parent / name
        folder.mkdir()
        for part in study.parent.glob(f"{kind.split('.')[0]}.*"):
            shutil.copy(part, folder / part.name)
        moved = study.with_name("moved.toml")
        text = study.read_text(encoding="utf-8")
        quoted = f"{name}/{kind}".replace("\\", "\\\\").replace('"', '\\"')
        moved.write_text(text.replace(f'"{kind}"', f'"{quoted}"'), encoding="utf-8")
        rows = {"communities": 2, "facilities": 3}.get(kind.split(".")[0])
        if rows and name != NAMES[0]:
            assert len(layer_of(moved, kind).frame) == rows, name
        else:
            assert len(read_study(moved).data.communities) == 2, name


def layer_of(study, kind):
    """The layer of a file alone."""
    file = read_study_file(study)
    named = ("communities", file.communities) if kind.startswith("communities") else ("facilities.0", file.facilities[0])
    return read_layer(file.source(*named), ANALYSIS_CRS, needed=())


def tables(path):
    with closing(sqlite3.connect(path)) as database:
        return {name for (name,) in database.execute("SELECT table_name FROM gpkg_contents")}


@pytest.mark.parametrize("name", NAMES)
def test_layers_are_written_under_an_odd_name(tmp_path, name):
    frame = gpd.GeoDataFrame({"name": ["甲"]}, geometry=[shapely.Point(116.3, 39.9)], crs="EPSG:4326")
    folder = tmp_path / name
    folder.mkdir()
    for path in (folder / "study.gpkg", folder / f"{name}.gpkg"):
        write_layers([("a", frame), ("b", frame)], path)
        assert tables(path) == {"a", "b"}
    assert sorted(path.name for path in folder.iterdir()) == sorted(["study.gpkg", f"{name}.gpkg"])


@pytest.mark.parametrize("name", ["!1", "-结果;%20"])
def test_a_study_in_a_folder_of_an_odd_name_is_run_into_another_one(tmp_path, monkeypatch, name):
    study = write_small_study(tmp_path / "study")
    odd = tmp_path / "!项目;1"
    shutil.move(study.parent, odd)
    monkeypatch.chdir(odd)
    assert ended("run", "study.toml", "--out", name) == 0
    assert {"communities", "gaps", "network"} <= tables(odd / name / "study.gpkg")
    assert ended("explain", f"./{name}", "--demand", "D000", "--category", "MED") == 0


def test_a_link_that_cannot_be_made_is_replaced_by_a_copy(tmp_path, monkeypatch):
    def refuse(*_args, **_keys):
        raise OSError

    study = write_study(tmp_path / "study", "communities.shp")
    odd = tmp_path / "a!b"
    shutil.move(study.parent, odd)
    monkeypatch.setattr("pathlib.Path.symlink_to", refuse)
    assert len(read_study(odd / "study.toml").data.communities) == 2
    for text in ("first", "second"):
        with writable(tmp_path / "c!d.txt") as place:
            assert is_plain(place)
            with place.open("a") as handle:
                handle.write(text)
    assert (tmp_path / "c!d.txt").read_text() == "firstsecond"


def test_a_temporary_folder_of_an_odd_name_is_not_used(tmp_path, monkeypatch):
    odd = tmp_path / "临!时"
    odd.mkdir()
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(odd))
    with private_folder() as folder:
        assert is_plain(folder)
    assert not list(odd.iterdir())
