"""Ranges of a robustness check: what is stated, and every fault of a file in one message."""

import pytest

from xc_gis.errors import InputError
from xc_gis.model.ranges import Ranges
from xc_gis.sources.scenarios.ranges import read_ranges


def written(tmp_path, text):
    path = tmp_path / "ranges.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_what_is_not_stated_stays(tmp_path):
    found = read_ranges(written(tmp_path, "[ranges]\nspeed = 0.1\ndetour = [1.2, 1.4]\npaths = false\ndraws = 0\n"))
    assert found == Ranges(speed=0.1, detour=(1.2, 1.4), paths=False, draws=0)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[ranges]\nspeed = 0.9\n", "speed:应为 0 到 0.5 的数"),
        ("[ranges]\nweights = true\n", "weights:应为 0 到 0.5 的数"),
        ("[ranges]\ndetour = [1.5, 1.0]\n", "detour:应为"),
        ("[ranges]\ndetour = 1.5\n", "detour:应为"),
        ("[ranges]\nreach_m = [0, 100]\n", "reach_m:应为"),
        ("[ranges]\npaths = 1\n", "paths:应为 true 或 false"),
        ("[ranges]\ndraws = 1.5\n", "draws:应为 0 到 10000 的整数"),
        ("[ranges]\nsped = 0.1\n", "sped:没有这个键.*speed"),
        ("", "没有 \\[ranges\\] 的内容"),
    ],
)
def test_what_is_wrong_is_said(tmp_path, text, words):
    with pytest.raises(InputError, match=words):
        read_ranges(written(tmp_path, text))


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(InputError, match="gone"):
        read_ranges(tmp_path / "gone.toml")
