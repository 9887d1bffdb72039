"""The queue of rows without a place, written for scripts and read back; the city in front of addresses is that of the study."""

from types import SimpleNamespace

import numpy as np
import pytest

from tests.fixtures.small_study import edit, write_small_study
from xc_gis.errors import InputError
from xc_gis.operations.place import _bounds, _city, fill_in, write_queue
from xc_gis.operations.study import read_study

LIST = '\n[[facilities]]\npath = "驿站.csv"\ntype = "EDS"\nplace_by = "address"\ncolumns = { name = "名称", address = "地址" }\n'


@pytest.fixture
def study(tmp_path):
    path = write_small_study(tmp_path / "study")
    edit(path, lambda text: text + LIST)
    path.with_name("驿站.csv").write_text("名称,地址\n幸福驿站,甲街1号\n和平驿站,乙街2号\n", encoding="utf-8")
    return path


def test_what_waits_is_counted_written_and_taken_over(study, tmp_path):
    table = tmp_path / "q.csv"
    assert write_queue(study, table) == 2
    edit(table, lambda text: text)
    lines = table.read_text(encoding="utf-8-sig").splitlines()
    cells = lines[1].split(",")
    cells[9:11] = ["117.001", "39.912"]
    table.write_text("\n".join([lines[0], ",".join(cells), *lines[2:]]) + "\n", encoding="utf-8-sig")
    count, path = fill_in(study, table, "EPSG:4326")
    assert (count, path) == (1, study.with_name("study.corrections.csv"))
    assert write_queue(study, table) == 1


def test_a_geocoder_needs_its_key(study, tmp_path, monkeypatch):
    monkeypatch.delenv("XC_GIS_AMAP_KEY", raising=False)
    with pytest.raises(InputError, match="需要密钥"):
        write_queue(study, tmp_path / "q.csv", geocoder="amap")
    assert not (tmp_path / "q.csv").exists()


def read(lon, lat, district=None):
    streets = SimpleNamespace(lon=np.array([lon, lon, 0.0]), lat=np.array([lat, lat, 0.0]))
    return SimpleNamespace(streets=streets, file=SimpleNamespace(study=SimpleNamespace(district=district)))


def test_the_city_is_that_of_the_streets_else_the_district_of_the_study():
    assert _city(read(116.38, 39.91, "西城区")) == "北京市"
    assert _city(read(100.0, 30.0, "某县")) == "某县"
    assert _city(read(100.0, 30.0)) == ""


def test_answers_are_looked_for_around_the_study_alone(study):
    found = read_study(study)
    bounds = _bounds(found, found.settings)
    assert bounds is not None
    assert _bounds(found, found.settings.override({"study_area_buffer_m": 0.0}, origin="study", where="x")) != bounds
