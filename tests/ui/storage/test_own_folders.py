"""Where the window keeps what is its own: below XC_GIS_HOME where that is set, else as the system wants it."""

from pathlib import Path

import platformdirs

from xc_gis.ui.storage.own_folders import HOME, cache_folder, data_folder, log_file, settings_file


def test_everything_lies_below_the_folder_that_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv(HOME, str(tmp_path))
    places = [settings_file(), data_folder(), cache_folder(), log_file()]
    assert all(tmp_path in place.parents for place in places)
    assert len(set(places)) == 4
    assert settings_file() == tmp_path / "window.ini"


def test_without_one_it_is_as_the_system_wants(monkeypatch):
    for unset in (None, ""):
        monkeypatch.delenv(HOME, raising=False)
        if unset is not None:
            monkeypatch.setenv(HOME, unset)
        assert data_folder() == Path(platformdirs.user_data_dir("xc-gis", appauthor=False))
        assert cache_folder() == Path(platformdirs.user_cache_dir("xc-gis", appauthor=False))
        assert settings_file().name == "window.ini"
        assert log_file().name == "window.log"
