"""Several standards of one study know each other's kinds of facilities, and count their own."""

from importlib import resources

import pytest

from xc_gis.errors import StandardError
from xc_gis.standard import load_standard
from xc_gis.standard.together import load_standards

NAMES = ("xicheng-ykz-default", "bianmin-circle-default")
CIRCLE = resources.files("xc_gis.standard.shipped").joinpath("bianmin-circle-default.yaml").read_text(encoding="utf-8")


def test_one_standard_stays_as_it_is():
    assert load_standards(NAMES[:1]) == (load_standard(NAMES[0]),)


def test_each_has_the_types_of_all_and_its_own_services():
    first, second = load_standards(NAMES)
    assert set(first.facility_types) == set(second.facility_types)
    assert first.facility_types["CIN"].services == ()
    assert second.facility_types["CHC"].services == ()
    assert first.facility_types["SUP"].services == ("SUP", "VEG", "CVS")
    assert second.facility_types["SUP"].services == ("SUP",)
    assert [category.code for category in first.categories] == [c.code for c in load_standard(NAMES[0]).categories]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ([("zh: 药店", "zh: 药房")], "设施类型 PHA 在标准 xicheng-ykz-default 中是“药店”，在 mine 中是“药房”"),
        ([("id: mine", "id: xicheng-ykz-default")], "两个评价标准的编号都是 xicheng-ykz-default"),
    ],
)
def test_what_cannot_be_read_together_is_refused(tmp_path, changes, words):
    text = CIRCLE.replace("id: bianmin-circle-default", "id: mine")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after, 1)
    (tmp_path / "mine.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(StandardError) as caught:
        load_standards((NAMES[0], "mine.yaml"), base_dir=tmp_path)
    assert words in str(caught.value)


def test_a_standard_that_stands_twice_is_to_be_struck_out():
    with pytest.raises(StandardError) as caught:
        load_standards((NAMES[1], NAMES[1]))
    assert caught.value.hint == "同一个标准写了两次；请删去一个"


def test_the_circle_asks_for_15_of_23_and_20_of_30_and_says_what_is_assumed():
    circle = load_standard(NAMES[1])
    assert {name: len(one.categories) for name, one in circle.lists.items()} == {"basic": 23, "quality": 30}
    assert all(
        [(one.list, one.count) for one in level.at_least] == [("basic", 15), ("quality", 20)] for level in circle.levels.values()
    )
    assert {stars: level.grade for stars, level in circle.levels.items()} == {3: "基础型", 4: "提升型", 5: "品质型"}
    assert [category.code for category in circle.categories if category.mandatory] == ["EDS"]
    assert all(category.src for category in circle.categories)
    assert "假定" in circle.meta.disclaimer_zh
