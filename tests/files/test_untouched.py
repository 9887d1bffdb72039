"""
Sources are never written: not a byte of them, not their time, no file beside them comes or goes, and the newest edits are read.
"""

import hashlib
import os
import shutil
import sqlite3
import subprocess
from contextlib import closing, contextmanager

import geopandas as gpd
import pyogrio
import pytest
import shapely

from tests.fixtures.spoilt_files import KINDS, write_study
from tests.fixtures.towns import settings
from xc_gis.errors import InputError
from xc_gis.operations.preview.preview import file_parts
from xc_gis.progress import Silent
from xc_gis.sources.layers.vectors import read_geopackage
from xc_gis.sources.load.load import load_study_data
from xc_gis.sources.streets.read import read_streets
from xc_gis.sources.study.file import read_study_file
from xc_gis.standard import load_standard


def traces(folder):
    """Every file below a folder: its bytes and the time of its last change."""
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {
        path.relative_to(folder).as_posix(): (hashlib.sha256(path.read_bytes()).hexdigest(), path.stat().st_mtime_ns)
        for path in files
    }


def read(study):
    """Read all files of a study, as a run does."""
    file = read_study_file(study)
    streets = read_streets(file.resolve(file.network.osm))
    return load_study_data(file, load_standard("xicheng-ykz-default"), settings(), Silent(), streets)


@contextmanager
def no_writing(folder):
    """Mount a folder read-only where the system lets us; else only take away the permission (which does not stop root)."""
    mounted = os.geteuid() == 0 and all(
        subprocess.run(["mount", *words], capture_output=True, check=False).returncode == 0
        for words in (["--bind", str(folder), str(folder)], ["-o", "remount,bind,ro", str(folder)])
    )
    if not mounted:
        folder.chmod(0o555)
    try:
        yield
    finally:
        if mounted:
            subprocess.run(["umount", str(folder)], capture_output=True, check=True)
        else:
            folder.chmod(0o755)


@pytest.mark.parametrize("kind", KINDS)
def test_reading_leaves_no_trace(tmp_path, kind):
    study = write_study(tmp_path / "study", kind)
    before = traces(study.parent)
    data = read(study)
    file_parts(study.parent / kind)
    assert len(data.communities) == 2
    assert traces(study.parent) == before


@pytest.mark.parametrize("kind", ["communities.gpkg", "communities.shp", "streets.gpkg", "residents.tif", "facilities.xlsx"])
def test_a_folder_that_cannot_be_written_is_read_all_the_same(tmp_path, kind):
    study = write_study(tmp_path / "study", kind)
    for database in study.parent.glob("*.gpkg"):
        with closing(sqlite3.connect(database)) as connection:
            connection.execute("PRAGMA journal_mode = WAL").fetchone()
    before = traces(study.parent)
    with no_writing(study.parent):
        assert len(read(study).communities) == 2
    assert traces(study.parent) == before


NEW = "改名后的社区"


def edited(folder, mode):
    """A copy of a GeoPackage as it lies on the disk in the middle of QGIS' work, with what SQLite keeps beside it."""
    places = [shapely.box(116.3, 39.9, 116.31, 39.91)]
    frame = gpd.GeoDataFrame({"community_id": ["C1"], "name": ["旧名"]}, geometry=places, crs="EPSG:4326")
    made, copy = folder / "made", folder / "copy"
    made.mkdir()
    copy.mkdir()
    pyogrio.write_dataframe(frame, made / "c.gpkg", layer="c", layer_options={"SPATIAL_INDEX": "NO"})  # no triggers
    with closing(sqlite3.connect(made / "c.gpkg", isolation_level=None)) as database:
        database.execute(f"PRAGMA journal_mode = {mode}").fetchone()
        database.execute("PRAGMA cache_size = 1")
        database.execute("BEGIN")
        database.execute(f"UPDATE c SET name = '{NEW}'")
        database.execute("CREATE TABLE many (words)")
        database.executemany("INSERT INTO many VALUES (?)", [("x" * 3000,)] * 500)  # more than the cache: the file itself changes
        if mode == "WAL":
            database.execute("DROP TABLE many")
            database.execute("COMMIT")
        for path in made.iterdir():
            shutil.copy2(path, copy / path.name)
    return copy / "c.gpkg"


def test_edits_that_lie_beside_a_database_are_read_and_stay_there(tmp_path):
    path = edited(tmp_path, "WAL")
    before = traces(path.parent)
    assert set(before) == {"c.gpkg", "c.gpkg-wal", "c.gpkg-shm"}
    assert read_geopackage(path, "c.gpkg", None)[0]["name"].tolist() == [NEW]
    assert traces(path.parent) == before


def test_edits_are_read_without_the_index_beside_them(tmp_path):
    path = edited(tmp_path, "WAL")
    (path.parent / "c.gpkg-shm").unlink()
    before = traces(path.parent)
    assert read_geopackage(path, "c.gpkg", None)[0]["name"].tolist() == [NEW]
    assert traces(path.parent) == before


def test_work_that_was_not_finished_is_rolled_back_in_the_reading_alone(tmp_path):
    path = edited(tmp_path, "DELETE")
    before = traces(path.parent)
    assert set(before) == {"c.gpkg", "c.gpkg-journal"}
    assert read_geopackage(path, "c.gpkg", "c")[0]["name"].tolist() == ["旧名"]
    assert traces(path.parent) == before


def test_a_damaged_database_in_wal_mode_is_said_to_be_one(tmp_path):
    path = edited(tmp_path, "WAL")
    path.write_bytes(path.read_bytes()[:100] + b"\xff" * 5000)
    with pytest.raises(InputError, match=r"c\.gpkg 不是"):
        read_geopackage(path, "c.gpkg", None)


def test_a_file_that_is_written_at_this_moment_is_refused(tmp_path, monkeypatch):
    path = edited(tmp_path, "WAL")
    honest = shutil.copyfile

    def slow(source, target):
        honest(source, target)
        with path.open("ab") as handle:
            handle.write(b"more")

    monkeypatch.setattr(shutil, "copyfile", slow)
    with pytest.raises(InputError, match="正在被其他程序写入"):
        read_geopackage(path, "c.gpkg", None)
