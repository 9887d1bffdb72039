"""Keys that nothing ever read: found wherever they stand, refused in one sentence with their lines, taken out of a copy."""

import pytest
import yaml

from tests.standard.test_caps import STANDARD, refused
from xc_gis.errors import StandardError
from xc_gis.standard.load import OLD_HINT, parse_standard
from xc_gis.standard.retired import FEW, RETIRED, retired_keys, retired_words
from xc_gis.standard.upgrade import upgraded_text


def with_retired(pattern):
    """The small standard, and a key of the pattern in it."""
    content = yaml.safe_load(
        STANDARD.replace("CAPS", "    - {id: V1, kind: none_covered, categories: mandatory, count: 1, stars: 1}")
    )
    content |= {
        "walking_profiles": {"adult": {"zh": "成年人", "speed": 1.2}},
        "coverage": {"unknown_max": 0.3},
        "measurement": {"legs": "reach"},
    }
    content["impedance_s"] = {"signalised_crossing": {"default": 20}}
    place = content
    for key in pattern[:-1]:
        place = next(iter(place.values() if isinstance(place, dict) else place)) if key == "*" else place.setdefault(key, {})
    place[0 if pattern[-1] == "0" else pattern[-1]] = {"x": 1}
    return yaml.safe_dump(content, allow_unicode=True, sort_keys=False)


@pytest.mark.parametrize("pattern", RETIRED, ids=".".join)
def test_key_that_nothing_ever_read_is_refused_with_its_line_and_taken_out_of_a_copy(pattern):
    text = with_retired(pattern)
    with pytest.raises(StandardError) as caught:
        parse_standard(text.encode(), "旧.yaml")
    assert caught.value.hint == OLD_HINT
    assert "从来不参与计算，已不再接受" in caught.value.message
    line = next(n for n, found in enumerate(text.splitlines(), 1) if found.strip().startswith(f"{pattern[-1]}:"))
    assert f"第 {line} 行" in caught.value.message
    assert caught.value.message.count("\n") == 1
    parse_standard(upgraded_text(text).encode(), "新.yaml")


def test_many_retired_keys_come_in_one_sentence():
    text = STANDARD.replace("mandatory: ", "distance_m: 500, strict_minutes: 5, mandatory: ")
    message = refused(text=text)
    assert message.count("\n") == 1
    assert message.endswith("等共 8 处")


def test_any_entry_of_a_table_or_a_list_is_looked_at():
    content = {
        "categories": [{"code": "A"}, {"code": "B", "distance_m": 5}], "walking_profiles": {"adult": {"steps": 1}, "child": {"max_slope": 2}},
        "stars": {"levels": {0: {}, 1: {}}}, "circles": None,
    }  # fmt: skip
    assert set(retired_keys(content)) == {
        ("categories", 1, "distance_m"), ("walking_profiles", "adult", "steps"), ("walking_profiles", "child", "max_slope"),
        ("stars", "levels", 0), ("circles",),
    }  # fmt: skip
    assert list(retired_keys({"stars": "none", "categories": 3, "meta": {"id": "x"}})) == []


def test_a_few_are_named_with_their_lines_and_more_are_counted():
    paths = [("meta", f"k{n}") for n in range(FEW + 1)]
    lines = {path: 10 + n for n, path in enumerate(paths)}
    assert retired_words([], {}) == ""
    few = retired_words(paths[:FEW], lines)
    assert few.count("第 ") == FEW
    assert few.endswith(f"第 {9 + FEW} 行 meta.k{FEW - 1}")
    many = retired_words(paths, lines)
    assert many.count("第 ") == FEW
    assert many.endswith("等共 7 处")
