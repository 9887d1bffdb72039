"""What is known of an unfinished study: what fits is used, the rest left to the study file's own reading."""

import pytest

from tests.fixtures.small_study import write_small_study
from xc_gis.operations.preview.study import ground_of, known_study
from xc_gis.sources.crs.reading import Reading
from xc_gis.sources.study.named_files import LayerSource, StudyFiles
from xc_gis.sources.study.tables import LayerTable, ResidentsTable

CONTENT = {"study": {"name": "甲"}, "communities": {"path": "communities.geojson"}}


@pytest.fixture
def files(tmp_path):
    write_small_study(tmp_path)
    return StudyFiles(tmp_path, "study.toml")


def test_a_layer_counts_once_its_file_is_there_and_its_keys_fit(files):
    assert known_study(files, CONTENT, None).layers.communities.table.path == "communities.geojson"
    for keys in ({"path": "none.geojson"}, {"path": "communities.geojson", "colour": 1}, {}, "communities.geojson", None):
        assert known_study(files, {**CONTENT, "communities": keys}, None).layers.communities is None


def test_the_layer_that_is_looked_at_stands_as_it_is_asked_for(files):
    asked = LayerSource("communities", LayerTable(path="other.csv"), files)
    assert known_study(files, CONTENT, asked).layers.communities is asked
    people = LayerSource("residents", ResidentsTable(path="residents.csv"), files)
    assert known_study(files, CONTENT, people).layers.residents.table is people.table
    assert known_study(files, CONTENT, asked).layers.residents is None


def test_settings_that_fit_are_used_and_others_passed_over(files):
    settings = {"legs.max_m": 100.0, "legs.detour": "x", "nothing": 1, "gates": "open"}
    known = known_study(files, {**CONTENT, "settings": settings}, None).settings
    assert (known.number("legs.max_m"), known.word("gates"), known.number("legs.detour")) == (100.0, "open", 1.3)
    assert known_study(files, {**CONTENT, "settings": 5}, None).settings.word("gates") == "rule"


@pytest.mark.parametrize(
    ("keys", "name"), [({"name": "甲"}, "甲"), ({}, ""), ({"name": 5}, ""), ({"nmae": "x"}, ""), (["x"], ""), (5, "")]
)
def test_the_name_is_empty_where_the_table_does_not_fit(files, keys, name):
    assert known_study(files, {**CONTENT, "study": keys}, None).study.name == name


def test_the_ground_is_that_of_a_run_and_says_nothing_of_its_own(files, tmp_path):
    known = known_study(files, CONTENT, None)
    reading = known.reading(None)
    assert (reading.target_crs, reading.buffer_m) == ("EPSG:4548", 1500.0)
    ground = ground_of(known.layers, reading)
    assert ground.area.area == pytest.approx(2400 * 1200, rel=1e-3)
    assert reading.findings == []
    (tmp_path / "communities.geojson").write_text("{", encoding="utf-8")
    again = known_study(StudyFiles(tmp_path, "study.toml"), CONTENT, None)
    assert ground_of(again.layers, Reading("EPSG:4548")) is None
    assert ground_of(known_study(files, {}, None).layers, Reading("EPSG:4548")) is None
