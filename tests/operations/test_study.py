"""A study read and joined: settings in their order, streets near it, corrections told; nothing is kept of a reading."""

import pytest

from tests.fixtures.osm_files import everything, written
from tests.fixtures.small_study import STUDY, write_small_study
from xc_gis.errors import NetworkError
from xc_gis.operations.study import build_network_of, read_study, settings_of, settings_under, streets_near
from xc_gis.progress import Silent
from xc_gis.sources.study.file import read_study_file
from xc_gis.standard import load_standard


def settings(folder, text):
    file = read_study_file(write_small_study(folder, study=text))
    return settings_of(file, load_standard(file.study.standard))


def test_the_study_stands_over_the_standard_and_the_standard_over_the_defaults(tmp_path):
    found = settings(tmp_path, STUDY + '\n[settings]\n"legs.max_m" = 100\n')
    standard = load_standard("xicheng-ykz-default")
    assert found.origins["legs.max_m"] == "study"
    stated = {key: value for key, value in standard.setting_overrides().items() if key != "legs.max_m"}
    assert found.number("legs.max_m") == 100.0
    for key, value in stated.items():
        assert found.values[key] == value
        assert found.origins[key] == "standard"
    assert found.origins["gates"] in {"default", "standard"}


def test_the_moment_gets_the_day_of_the_study(tmp_path):
    """30 June 2026 is a Tuesday: the next Wednesday is 1 July."""
    assert settings(tmp_path / "a", STUDY).word("moment") == "2026-07-01 10:00"
    assert settings(tmp_path / "b", STUDY + '\n[settings]\nmoment = "TUE 9:30"\n').word("moment") == "2026-06-30 09:30"
    assert settings(tmp_path / "c", STUDY.replace("date = 2026-06-30", "")).word("moment") == "WED 10:00"
    assert settings(tmp_path / "d", STUDY + '\n[settings]\nmoment = "2026-12-24 20:00"\n').word("moment") == "2026-12-24 20:00"


def test_under_another_standard_the_ground_stays_where_it_is(tmp_path):
    study = read_study(write_small_study(tmp_path))
    again = settings_under(study, study.standard)
    assert again.word("crs.analysis") == "EPSG:4548"
    assert again.origins["crs.analysis"] == study.settings.origins["crs.analysis"] == "centre"


def test_streets_near_the_study_are_read_and_where_there_are_none_all_with_the_fault(tmp_path):
    path = written(tmp_path, everything())
    near, fault = streets_near(path, "s.osm", (116.0, 39.0, 117.0, 40.0), Silent())
    assert (len(near.ways), fault) == (2, None)
    every, fault = streets_near(path, "s.osm", (100.0, 20.0, 101.0, 21.0), Silent())
    assert len(every.ways) == 2
    assert "都不在研究范围内" in fault.message
    with pytest.raises(NetworkError):
        streets_near(written(tmp_path, [], "empty.osm"), "s.osm", None, Silent())


def test_streets_and_corrections_are_told_with_the_data(tmp_path):
    path = write_small_study(tmp_path)
    (tmp_path / "study.corrections.csv").write_text("操作,设施编号\n封闭道路,way/1\n封闭道路,way/4711\n", encoding="utf-8")
    study = read_study(path)
    record = study.data.inputs[0]
    assert (record.role, record.path, record.rows, record.used) == ("network", "streets.osm", 20, 20)
    assert study.data.problems[study.data.problems["file"] == "study.corrections.csv"]["row"].tolist() == [2, 3]
    assert "study.corrections.csv 有 1 条道路更正没有执行(见 problems.csv)" in study.data.warnings
    assert next(tags for way, _, tags in study.streets.ways if way == 1)["foot"] == "no"


def test_the_network_of_a_study_is_built_with_its_settings(tmp_path):
    path = write_small_study(tmp_path)
    network, used = build_network_of(path)
    assert network.n_nodes == 7 * 13  # streets every 200 m, 1200 m by 2400 m
    assert used.number("network.min_part_m") == 1000.0
