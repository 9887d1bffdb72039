"""Which files of a folder a composition may replace: those that its own study file names, nothing else."""

import pytest

from qgis_plugin.study_folder import MARK, foreign_files, is_composed
from qgis_plugin.toml_text import toml_text

NAMES = ["communities.gpkg", "facilities.gpkg", "standard.yaml", "streets.osm", "study.toml"]


def folder_with(tmp_path, study, *names):
    if study is not None:
        (tmp_path / "study.toml").write_text(study, encoding="utf-8")
    for name in names:
        (tmp_path / name).write_bytes(b"somebody's work")
    return tmp_path


def composed(**study):
    content = {"study": study, "network": {"osm": "streets.osm"}, "communities": {"path": "communities.gpkg"}}
    return MARK + toml_text({**content, "facilities": [{"path": "facilities.gpkg", "type": "auto"}]})


@pytest.mark.parametrize("study", [None, "[study]\n", composed().removeprefix(MARK)])
def test_without_a_study_of_ours_every_file_of_such_a_name_is_somebody_elses(tmp_path, study):
    folder = folder_with(tmp_path, study, "communities.gpkg", "streets.osm", "notes.txt")
    assert not is_composed(folder)
    assert foreign_files(folder, NAMES) == ["communities.gpkg", "streets.osm", *(["study.toml"] if study else [])]


def test_what_an_earlier_composition_wrote_may_be_replaced_and_nothing_that_came_since(tmp_path):
    """A name of the study that is called as a file says nothing of the file."""
    folder = folder_with(tmp_path, composed(name="standard.yaml", standard="xicheng"), *NAMES[:-1], "facilities_2.gpkg")
    assert is_composed(folder)
    assert foreign_files(folder, [*NAMES, "facilities_2.gpkg"]) == ["facilities_2.gpkg", "standard.yaml"]


def test_links_that_lead_nowhere_are_seen_and_folders_are_never_ours(tmp_path):
    (tmp_path / "standard.yaml").symlink_to("nowhere.yaml")
    (tmp_path / "facilities.gpkg").mkdir()
    assert foreign_files(folder_with(tmp_path, composed(), "streets.osm"), NAMES) == ["facilities.gpkg", "standard.yaml"]


def test_an_empty_folder_holds_nothing_of_anybody(tmp_path):
    assert not is_composed(tmp_path)
    assert foreign_files(tmp_path, NAMES) == []
