"""Which communities change under an edited standard: losses first, ranges told, fields and values in a planner's words."""

from importlib import resources

import pytest

from xc_gis.standard import load_standard
from xc_gis.standard.draft import Draft
from xc_gis.standard.fields import FIELDS
from xc_gis.ui.presenters.standard.effect import (
    PARTS,
    changed_communities,
    condition_words,
    differences,
    field_at,
    place_zh,
    stars_counts,
    stars_zh,
    summary_zh,
    unit_words,
    value_zh,
)
from xc_gis.wording import window

SHIPPED = resources.files("xc_gis.standard.shipped").joinpath("xicheng-ykz-default.yaml").read_text(encoding="utf-8")


@pytest.fixture(autouse=True)
def _chinese():
    yield
    window.use("zh")


def row(community, stars, low=None, high=None, score=80.0):
    return {
        "community_id": community, "community": f"{community}社区", "subdistrict": "甲街道", "stars": stars,
        "stars_low": stars if low is None else low, "stars_high": stars if high is None else high, "score": score,
    }  # fmt: skip


CASES = [
    (row("A", 3), row("A", 4), "up"), (row("A", 3), row("A", 1), "down"), (row("A", 3), row("A", 3, 2, 3), "uncertain"),
    (row("A", 3, 2, 4), row("A", 3), "certain"), (row("A", None), row("A", 2), "certain"), (row("A", 2), row("A", None), "uncertain"),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "direction"), CASES)
def test_direction_of_a_change(before, after, direction):
    assert [one.direction for one in changed_communities([before], [after])] == [direction]


def test_unchanged_communities_are_not_listed_and_losses_come_first():
    before = [row("A", 3), row("B", 3), row("C", 3)]
    after = [row("A", 4), row("B", 3, score=90.0), row("C", 2)]
    found = changed_communities(before, after)
    assert [one.community_id for one in found] == ["C", "A"]
    assert summary_zh(found, 3) == "1 个社区升星，1 个社区降星，1 个不变"
    assert stars_counts(after) == {"5 星": 0, "4 星": 1, "3 星": 1, "2 星": 1, "1 星": 0, "0 星": 0, "数据不足": 0}


def test_differences_read_as_a_planner_speaks():
    draft = Draft(SHIPPED, "x")
    changes = {
        ("categories", "MED", "minutes"): 12.0, ("categories", "MED", "mandatory"): False, ("categories", "HAI", "profile"): "senior",
        ("stars", "levels", 4, "joint_min"): 0.5, ("stars", "caps", "V3", "stars"): 2.0, ("walking_profiles", "senior", "speed"): 0.85,
        ("scoring", "components", "supply", "weight"): 10.0, ("coverage", "unknown_max"): 0.25,
        ("stars", "levels", 4, "components_required"): ["supply"],
    }  # fmt: skip
    for path, value in changes.items():
        draft.set(path, value)
    assert differences(draft) == (
        ("医疗卫生 · 分钟", "15 分", "12 分"),
        ("医疗卫生 · 必备", "是", "否"),
        ("美容美发 · 步行速度", "成年人", "老年人"),
        ("4 星 · 一站式满足率", "不要求", "50%"),
        ("一老短板 · 至多", "3 星", "2 星"),
        ("老年人步行 · 速度", "0.9 米/秒", "0.85 米/秒"),
        ("服务落实与品质 · 权重", "15 分", "10 分"),
        ("可视为已知的未知比例", "20%", "25%"),
        ("4 星 · 须有数据", "不要求", "落实"),
    )


def test_every_path_of_the_form_has_words():
    draft = Draft(SHIPPED, "x")
    for level in ("categories", "stars"):
        assert place_zh((level,), draft)
    assert value_zh(("meta", "name_zh"), "甲") == "甲"


def test_a_range_that_widens_is_uncertain_and_one_that_narrows_is_certain():
    assert [one.direction for one in changed_communities([row("A", 3, 2, 4)], [row("A", 3, 1, 4)])] == ["uncertain"]
    assert [one.direction for one in changed_communities([row("A", 3, 1, 4)], [row("A", 3, 2, 4)])] == ["certain"]
    assert changed_communities([], [row("A", 3)]) == ()


def test_stars_without_a_range_and_nothing_that_changes():
    assert stars_zh(row("A", 3)) == "3 星"
    assert summary_zh((), 7) == "7 个社区的星级都不变"


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (("categories", "MED", "minutes"), "number"), (("stars", "levels", 4, "joint_min"), "share"), (("coverage", "unknown_max"), "share"),
        (("categories", "MED", "code"), None), (("categories", "MED"), None), (("siting", "x"), None),
    ],
)  # fmt: skip
def test_a_path_has_its_field_or_none(path, kind):
    field = field_at(path)
    assert (field.kind if field else None) == kind


def test_every_model_of_the_form_stands_somewhere():
    assert {model for _, model in PARTS} == set(FIELDS)


@pytest.mark.parametrize(
    ("path", "value", "words"),
    [
        (("categories", "MED", "mandatory"), True, "是"), (("stars", "levels", 4, "joint_min"), None, "不要求"), (("stars", "levels", 4, "components_required"), [], "不要求"),
        (("stars", "levels", 4, "joint_min"), 0.125, "12.5%"), (("measurement", "legs"), "nearest", "只到最近的路"),
        (("stars", "levels", 5, "components_required"), ["supply", "feedback"], "落实、评价"), (("unknown", "path"), 3, "3"),
    ],
)  # fmt: skip
def test_a_value_reads_with_its_unit(path, value, words):
    assert value_zh(path, value) == words


def test_condition_of_a_cap_names_what_it_looks_at():
    standard = load_standard("xicheng-ykz-default")
    words = {cap.id: condition_words(cap, standard) for cap in standard.stars.caps}
    assert words["V1"].startswith("必备服务：")
    assert words["V3"].startswith("医疗卫生、养老服务：老年居民")
    assert words["V4"] == "有文号的一票否决"


def test_in_english_headings_say_minutes_and_points_themselves():
    minutes, speed = field_at(("categories", "MED", "minutes")), field_at(("walking_profiles", "adult", "speed"))
    assert (unit_words(minutes), unit_words(speed)) == ("分", "米/秒")
    window.use("en")
    assert unit_words(minutes) == ""
    assert unit_words(speed) != ""
