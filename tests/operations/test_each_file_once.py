"""A run, a check and a look at a layer open each file of a study once; a fault is told the same however often it is asked for."""

import inspect
import tomllib
from collections import Counter
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from types import FunctionType

import geopandas as gpd
import pytest
from geopandas.testing import assert_geodataframe_equal

from tests.fixtures.small_study import edit, write_small_study
from xc_gis.errors import InputError
from xc_gis.operations.check.check import check_study
from xc_gis.operations.preview.preview import preview_layer
from xc_gis.operations.study import read_study
from xc_gis.sources.corrections.table import read_corrections
from xc_gis.sources.facilities.osm_places import read_osm_places
from xc_gis.sources.layers import read as layers
from xc_gis.sources.layers.files import read_file
from xc_gis.sources.streets.read import read_streets
from xc_gis.sources.study.file import read_study_file
from xc_gis.sources.study.named_files import LayerSource, StudyFiles
from xc_gis.sources.study.opened import OpenedFiles
from xc_gis.sources.study.provenance import file_sha256
from xc_gis.sources.tables.read import read_table

OPENING = (read_file, read_table, read_streets, read_osm_places, read_corrections, file_sha256, read_study_file)

MORE = """
[subdistricts]
path = "subdistricts.geojson"

[inventory_table]
path = "inventory.csv"

[supply]
values = "supply.csv"

[[facilities]]
path = "more.csv"
type = "CVS"
crs = "EPSG:4326"

[[entrances]]
path = "doors.csv"
crs = "EPSG:4326"
"""


@contextmanager
def counted():
    """Count calls of everything that opens a file for its content, by function and file name, whoever calls it under whatever name."""
    seen = Counter()
    with pytest.MonkeyPatch.context() as patch:
        for function in OPENING:
            first = next(iter(inspect.signature(function).parameters))
            real = FunctionType(
                function.__code__, function.__globals__, function.__name__, function.__defaults__, function.__closure__
            )
            real.__kwdefaults__ = function.__kwdefaults__
            count = partial(_counted, seen, real, first)
            patch.setitem(function.__globals__, f"_counted_{function.__name__}", count)
            wrapped = eval(f"lambda *values, **keys: _counted_{function.__name__}(*values, **keys)", function.__globals__)
            patch.setattr(function, "__code__", wrapped.__code__)
        yield seen


def _counted(seen, real, first, *values, **keys):
    seen[real.__name__, Path(values[0] if values else keys[first]).name] += 1
    return real(*values, **keys)


@pytest.fixture
def study(tmp_path):
    path = write_small_study(tmp_path / "study")
    folder = path.parent
    area = gpd.read_file(folder / "communities.geojson").dissolve("subdistrict").reset_index()
    area[["subdistrict", "geometry"]].rename(columns={"subdistrict": "name"}).to_file(folder / "subdistricts.geojson")
    (folder / "inventory.csv").write_text("类别,区域,状态\nCVS,all,完整\n", encoding="utf-8")
    (folder / "supply.csv").write_text("community_id,value\nC1,0.3\nC2,0.9\n", encoding="utf-8")
    rows = (folder / "facilities.csv").read_text(encoding="utf-8").splitlines()
    lon, lat = rows[2].split(",")[3:5]
    (folder / "more.csv").write_text(f"编号,名称,经度,纬度\nM1,另一处便利店,{float(lon) - 0.004:.8f},{lat}\n", encoding="utf-8")
    (folder / "doors.csv").write_text(f"facility_id,lon,lat\nF2,{lon},{lat}\n", encoding="utf-8")
    (folder / "study.corrections.csv").write_text("操作,设施编号,取值\n状态,F3,closed\n", encoding="utf-8-sig")
    edit(path, lambda text: text + MORE)
    return path


FILES = {
    "communities.geojson", "subdistricts.geojson", "residents.csv", "facilities.csv", "more.csv", "doors.csv", "inventory.csv",
    "supply.csv", "streets.osm", "study.corrections.csv",
}  # fmt: skip


@pytest.mark.parametrize("operation", [read_study, check_study])
def test_a_run_and_a_check_open_each_file_once(study, operation):
    with counted() as seen:
        found = operation(study)
    assert {name for (_, name) in seen} == {*FILES, "study.toml"}
    assert {(how, name): n for (how, name), n in seen.items() if n > 1} == {}
    assert {name for (how, name) in seen if how == "file_sha256"} == FILES
    assert operation is read_study or found.exit_code == 0


@pytest.mark.parametrize(
    ("file", "content", "table"),
    [("more.csv", "编号,名称\nM1,另一处\n", "facilities.1"), ("facilities.csv", "", "facilities.0"),
     ("more.csv", "编号,名称,经度,纬度\nM1,另一处,121.47,31.23\n", "facilities.1"), ("doors.csv", "facility_id\nF2\n", "entrances.0"),
     ("communities.geojson", "{", "communities"), ("study.corrections.csv", "甲,乙\n1,2\n", "corrections"), ("supply.csv", "a,b\n1,2\n", "supply"),
     ("inventory.csv", "甲\n乙\n", "inventory")],
)  # fmt: skip
def test_a_check_with_a_fault_opens_each_file_once_and_tells_the_fault_of_a_run(study, file, content, table):
    study.with_name(file).write_text(content, encoding="utf-8")
    with counted() as seen:
        report = check_study(study)
    assert {(how, name): n for (how, name), n in seen.items() if n > 1} == {}
    reported = {layer.table: layer.fault.message for layer in report.layers if layer.fault}
    assert table in reported
    with counted() as seen, pytest.raises(InputError) as caught:
        read_study(study)
    assert {(how, name): n for (how, name), n in seen.items() if n > 1} == {}
    assert caught.value.message == reported[table]


def test_a_check_tells_all_faults_and_reads_what_is_good(study):
    study.with_name("more.csv").write_text("编号,名称\nM1,另一处\n", encoding="utf-8")
    study.with_name("supply.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    study.with_name("study.corrections.csv").write_text("甲,乙\n1,2\n", encoding="utf-8")
    report = check_study(study)
    assert {layer.table for layer in report.layers if layer.fault} == {"facilities.1", "supply", "corrections"}
    (first,) = [layer for layer in report.layers if layer.table == "facilities.0"]
    assert (first.rows, first.used) == (3, 3)
    with pytest.raises(InputError) as caught:
        read_study(study)
    assert caught.value.message == next(layer.fault.message for layer in report.layers if layer.table == "corrections")


@pytest.mark.parametrize("table", ["communities", "subdistricts", "residents", "facilities.0", "facilities.1", "supply"])
def test_a_look_at_a_layer_opens_each_file_once(study, table):
    content = tomllib.loads(study.read_text(encoding="utf-8"))
    with counted() as seen:
        shown = preview_layer(study.parent, content, table)
    assert shown.fault is None
    assert {(how, name): n for (how, name), n in seen.items() if n > 1} == {}


@pytest.mark.parametrize("operation", [read_study, check_study])
def test_a_layer_is_understood_once_and_its_places_brought_to_each_system(study, monkeypatch, operation):
    understood, placed = Counter(), Counter()
    opened, put = layers._opened, layers._placed
    monkeypatch.setattr(
        layers, "_opened", lambda source, *args, **keys: understood.update([source.name]) or opened(source, *args, **keys)
    )
    monkeypatch.setattr(layers, "_placed", lambda *args: placed.update([args[4].table]) or put(*args))
    operation(study)
    assert understood == dict.fromkeys(
        ("communities", "subdistricts", "residents", "facilities.0", "facilities.1", "entrances.0"), 1
    )
    assert {name: n for name, n in placed.items() if n > 1} == {"communities": 2, "subdistricts": 2}


def test_a_layer_alone_is_read_as_in_its_study(study):
    file = read_study_file(study)
    for name, table in (
        ("communities", file.communities),
        ("facilities.1", file.facilities[1]),
        ("entrances.0", file.entrances[0]),
    ):
        own = layers.read_layer(LayerSource(name, table, StudyFiles(study.parent, "unsaved.toml")), "EPSG:4548", needed=())
        of_study = layers.read_layer(file.source(name, table), "EPSG:4548", needed=())
        assert_geodataframe_equal(own.frame, of_study.frame)
        assert (own.shown, own.sha256, own.crs, own.findings) == (
            of_study.shown,
            of_study.sha256,
            of_study.crs,
            of_study.findings,
        )


def test_nothing_is_kept_of_a_study_that_is_read(study):
    read = read_study(study)
    assert not read.file.opened._kept


def test_a_file_that_changed_is_opened_again(tmp_path):
    opened, path = OpenedFiles(), tmp_path / "a.csv"
    path.write_text("one", encoding="utf-8")
    assert [opened.once("text", path, path.read_text) for _ in range(2)] == ["one", "one"]
    path.write_text("another", encoding="utf-8")
    assert opened.once("text", path, path.read_text) == "another"


def test_rows_are_kept_until_they_are_asked_for_in_order(tmp_path):
    opened, path, asked = OpenedFiles(), tmp_path / "a.csv", []
    path.touch()

    def read():
        asked.append(1)
        return [1]

    opened.rows("rows", path, read)
    opened.rows("rows", path, read)
    opened.last_look()
    opened.rows("rows", path, read)
    assert len(asked) == 1
    opened.rows("rows", path, read)
    assert len(asked) == 2
    opened.forget()
    opened.rows("rows", path, read)
    opened.rows("rows", path, read)
    assert len(asked) == 3


@pytest.mark.parametrize("fault", [InputError("a.csv 有误", hint="请更正"), FileNotFoundError(2, "No such file", "a.csv")])
def test_a_fault_is_found_once_and_raised_for_everyone(tmp_path, fault):
    opened, asked = OpenedFiles(), []

    def read():
        asked.append(1)
        raise fault

    for _ in range(3):
        with pytest.raises(type(fault)) as caught:
            opened.once("rows", tmp_path / "a.csv", read)
        assert caught.value is fault
    assert len(asked) == 1
