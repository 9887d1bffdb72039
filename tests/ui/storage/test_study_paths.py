"""What the window reads of a study file before anything heavy is loaded."""

import pytest

from xc_gis.ui.storage.study_paths import uses_standard


def study(folder, standard):
    path = folder / "study.toml"
    path.write_text(f'[study]\nname = "own.yaml 项目"\nstandard = "{standard}"\n', encoding="utf-8")
    return path


@pytest.mark.parametrize("named", ["own.yaml", "./own.yaml", "../{folder}/own.yaml"])
def test_a_study_uses_the_standard_that_it_names(tmp_path, named):
    assert uses_standard(study(tmp_path, named.format(folder=tmp_path.name)), tmp_path / "own.yaml")


@pytest.mark.parametrize("named", ["xicheng-ykz-default", "other.yaml", "elsewhere/own.yaml"])
def test_a_study_that_only_mentions_the_file_does_not_use_it(tmp_path, named):
    assert not uses_standard(study(tmp_path, named), tmp_path / "own.yaml")


def test_a_study_that_cannot_be_read_uses_none(tmp_path):
    broken = tmp_path / "study.toml"
    broken.write_text("[study\nstandard = 'own.yaml'", encoding="utf-8")
    assert not uses_standard(broken, tmp_path / "own.yaml")
    assert not uses_standard(tmp_path / "none.toml", tmp_path / "own.yaml")
