"""
Files of every kind, spoilt at random but from a seed: they are read, or refused in one sentence that names the file. Nothing else.

``XC_GIS_SPOILT_FILES=500`` spoils each kind so many times; the suite does it four times.
"""

import json
import os
import re
import shutil
from importlib import resources

import pytest

from tests.fixtures.small_study import write_streets
from tests.fixtures.spoilt_files import KINDS, spoil, spoilt, write_study
from tests.fixtures.towns import settings
from xc_gis import cli
from xc_gis.errors import InputError, XcGisError
from xc_gis.languages import CHINESE
from xc_gis.operations.run import open_run
from xc_gis.progress import Silent
from xc_gis.runs.folder import MANIFEST
from xc_gis.sources.load.load import load_study_data
from xc_gis.sources.streets.read import read_streets
from xc_gis.sources.study.file import read_study_file
from xc_gis.standard import load_standard
from xc_gis.standard.load import parse_standard

MANY = int(os.environ.get("XC_GIS_SPOILT_FILES", "4"))
FOREIGN_WORDS = re.compile(r"(?:\b[a-z]{2,} ){3,}|Error\b|Exception|Traceback|errno", re.IGNORECASE)
STANDARD = "xicheng-ykz-default"


@pytest.fixture(scope="module")
def streets(tmp_path_factory):
    path = tmp_path_factory.mktemp("streets") / "streets.osm"
    write_streets(path)
    return read_streets(path)


@pytest.fixture(scope="module")
def standard():
    return load_standard(STANDARD)


def fault_in(study, kind, standard, streets):
    """What a person is told of a study, None where it is read."""
    try:
        file = read_study_file(study)
        found = read_streets(file.resolve(file.network.osm), shown_as=file.network.osm) if kind.startswith("streets") else streets
        load_study_data(file, standard, settings(), Silent(), found)
    except XcGisError as fault:
        return fault
    return None


@pytest.mark.parametrize("kind", KINDS)
def test_a_spoilt_file_is_read_or_refused_in_one_sentence(tmp_path, kind, standard, streets):
    study = write_study(tmp_path / "right", kind)
    assert fault_in(study, kind, standard, streets) is None
    for seed in range(MANY):
        folder = tmp_path / "spoilt"
        shutil.copytree(study.parent, folder)
        spoil(folder / kind, seed)
        fault = fault_in(folder / study.name, kind, standard, streets)
        shutil.rmtree(folder)
        if fault is None:
            continue
        assert fault.exit_code == 1, seed
        assert CHINESE.search(fault.message), seed
        quoted = re.sub(r"“[^”]*”|'[^']*'|\"[^\"]*\"", "", fault.message)
        assert not FOREIGN_WORDS.search(quoted), (seed, fault.message)
        assert len(fault.message) < 3000, seed


@pytest.mark.parametrize("part", range(4))
def test_a_spoilt_standard_is_read_or_refused_with_its_line(part):
    raw = resources.files("xc_gis.standard.shipped").joinpath(f"{STANDARD}.yaml").read_bytes()
    refused = {}
    for seed in range(part, 8 * MANY, 4):
        try:
            parse_standard(spoilt(raw, f"standard {seed}"), "标准.yaml")
        except XcGisError as fault:
            refused[seed] = fault.message
    assert refused
    assert all("标准.yaml" in message and CHINESE.search(message) for message in refused.values()), refused


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        ("study.toml", b"a = " + b"1" * 5000), ("study.toml", b"a = " + b"[" * 5000), ("study.toml", b"[study\n"), ("study.toml", b"a = 2026-13-45"), ("study.toml", b"\0"),
        ("study.toml", '[study]\nname = "x"'.encode("utf-16")), ("communities.geojson", b"[" * 100_000), ("communities.geojson", b'{"type": "FeatureCollection", "features": [5]}'),
        ("communities.geojson", b'{"type": ["Feature"]}'), ("communities.geojson", b"\xff\xfe"), ("facilities.kml", b"<kml>" + b"<Folder>" * 5000 + b"</Folder>" * 5000 + b"</kml>"),
        ("facilities.csv", b'a,b\n"'), ("facilities.csv", b"\0" * 100), ("facilities.xls", b"<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>"),
        ("communities.gpkg", b"SQLite format 3\0" + b"\0" * 5000), ("facilities.parquet", b"PAR1" + b"\xff" * 500), ("residents.tif", b"II*\0" + b"\xff" * 500),
    ],
)  # fmt: skip
def test_the_command_line_ends_with_one_message_and_exit_code_1(tmp_path, capfd, kind, content):
    study = write_study(tmp_path / "study", kind)
    (study.parent / kind).write_bytes(content)
    with pytest.raises(SystemExit) as ended:
        cli.main(["run", str(study), "--out", str(tmp_path / "out")])
    reported = capfd.readouterr()
    assert ended.value.code == 1
    assert reported.err.count("错误：") == 1
    assert "内部错误" not in reported.err
    assert not FOREIGN_WORDS.search(reported.err.replace(str(tmp_path), ""))
    assert not (tmp_path / "out").exists()


def test_the_record_of_a_run_that_was_spoilt_is_opened_or_refused(tmp_path):
    manifest = {
        "tool": {"name": "xc-gis"},
        "study": {"file": "s.toml", "sha256": "0", "name": "甲"},
        "standard": {"id": "b", "sha256": "0"},
        "inputs": [{"role": "a", "path": "b", "sha256": "c"}],
    }
    raw = json.dumps(manifest).encode()
    (tmp_path / MANIFEST).write_bytes(raw)
    assert open_run(tmp_path).manifest == manifest
    refused = 0
    for seed in range(40 * MANY):
        (tmp_path / MANIFEST).write_bytes(spoilt(raw, f"manifest {seed}"))
        try:
            open_run(tmp_path)
        except InputError:
            refused += 1
    assert refused
