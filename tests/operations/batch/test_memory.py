"""Memory is told from the files: more of them never takes less, and what cannot be read takes a process."""

import re

import pytest
from geopandas import read_file

from tests.fixtures.small_study import edit, write_small_study
from xc_gis.operations.batch.memory import OTHERS, PROCESS_BYTES, memory_of


def test_larger_files_take_more(tmp_path):
    study = write_small_study(tmp_path)
    before = memory_of(study)
    assert before > PROCESS_BYTES
    with (tmp_path / "residents.csv").open("a") as handle:
        handle.write("\n" * 1_000_000)
    assert memory_of(study) == before + OTHERS * 1_000_000


@pytest.mark.parametrize(
    ("suffix", "times"), [(".osm.xz", 250), (".o5m", 250), (".xlsx", 60), (".ods", 60), (".kmz", 60), (".csv", OTHERS)]
)
def test_packed_files_take_more_by_their_suffix(tmp_path, suffix, times):
    study = write_small_study(tmp_path)
    before = memory_of(study)
    (tmp_path / f"more{suffix}").write_bytes(b"x" * 1000)
    edit(study, lambda text: text.replace("residents.csv", f"more{suffix}"))
    assert memory_of(study) - before == times * 1000 - OTHERS * (tmp_path / "residents.csv").stat().st_size


def test_parts_of_a_shapefile_and_edits_beside_a_database_count(tmp_path):
    study = write_small_study(tmp_path)
    layer = read_file(tmp_path / "communities.geojson")[["name", "geometry"]]
    for name, beside in (("areas.shp", "areas.qix"), ("areas.gpkg", "areas.gpkg-wal")):
        layer.to_file(tmp_path / name)
        edit(study, lambda text, name=name: re.sub(r"communities\.geojson|areas\.shp", name, text))
        before = memory_of(study)
        (tmp_path / beside).write_bytes(b"x" * 1000)
        assert memory_of(study) == before + OTHERS * 1000


def test_a_study_that_cannot_be_read_takes_a_process(tmp_path):
    assert memory_of(tmp_path / "none.toml") == PROCESS_BYTES
