"""Which Chinese fonts are found, and what is said where there is none."""

import shutil

import pytest

from tests.fixtures.finished_run import fonts
from xc_gis.errors import OutputError
from xc_gis.languages.message import in_language
from xc_gis.report.documents.fonts.chinese_fonts import FAMILIES, FANGSONG, KAI, SANS, SERIF, find_chinese_fonts, font_folders


def test_each_role_has_a_face_in_a_file_of_its_own_folder():
    found = fonts()
    assert set(found.by_role) == {SANS, SERIF, FANGSONG, KAI}
    for font in found.by_role.values():
        assert font.file.is_file()
        assert str(font.file.parent) in found.folders
        assert any(font.family in names for names in FAMILIES.values())


def test_a_role_without_a_font_takes_that_of_another(tmp_path):
    sans = fonts().sans
    shutil.copy(sans.file, tmp_path / sans.file.name)
    found = find_chinese_fonts(tmp_path)
    assert {font.family for font in found.by_role.values()} == {sans.family}
    assert found.folders == (str(tmp_path),)


def test_no_font_names_the_package_that_brings_one(tmp_path):
    with pytest.raises(OutputError) as caught:
        find_chinese_fonts(tmp_path)
    assert str(tmp_path) in caught.value.message
    assert "--fonts" in caught.value.hint
    assert "fonts" in in_language(caught.value.hint, "en")


def test_a_folder_that_is_not_there_is_told_as_such(tmp_path):
    with pytest.raises(OutputError, match="不存在"):
        find_chinese_fonts(tmp_path / "none")


@pytest.mark.parametrize(("platform", "word"), [("linux", "/usr/share/fonts"), ("win32", "Fonts"), ("darwin", "Library")])
def test_every_system_has_its_folders(monkeypatch, platform, word):
    monkeypatch.setattr("sys.platform", platform)
    assert any(word in str(folder) for folder in font_folders())
