"""What a standard must hang together by, and what it says to the settings; expected figures are read off the shipped file."""

from importlib import resources

import pytest

from xc_gis.errors import StandardError
from xc_gis.standard import load_standard
from xc_gis.standard.load import parse_standard
from xc_gis.standard.schema import WEIGHT_TOLERANCE

NAME = "xicheng-ykz-default"
TEXT = resources.files("xc_gis.standard.shipped").joinpath(f"{NAME}.yaml").read_text(encoding="utf-8")


def parsed(*changes):
    text = TEXT
    for before, after in changes:
        assert before in text, before
        text = text.replace(before, after, 1)
    return parse_standard(text.encode(), "x")


def refused(*changes):
    with pytest.raises(StandardError) as caught:
        parsed(*changes)
    return caught.value.message


def test_weights_sum_to_100_but_for_binary_fractions():
    nearly = f"weight: {12 + WEIGHT_TOLERANCE / 2!r},"
    assert parsed(("weight: 12,", nearly)).categories
    assert "权重之和是 100.1,应为 100" in refused(("weight: 12,", "weight: 12.1,"))
    assert "scoring.components" in refused(("weight: 70", "weight: 71"))


def test_every_category_is_served_and_every_service_is_a_category():
    assert "类别 PHA 没有任何设施类型提供" in refused(("services: [PHA]", "services: []"))
    assert "没有类别 XXX" in refused(("services: [PHA]", "services: [PHA, XXX]"))


def test_a_standard_may_begin_above_one_star():
    lower = [(f"    {n}: {{min_score", f"    # {n}: {{min_score") for n in (1, 2)]
    found = parsed(*lower)
    assert sorted(found.levels) == [3, 4, 5]
    assert [found.next_level(stars) for stars in (0, 3, 4)] == [3, 4, 5]


@pytest.mark.parametrize(
    ("line", "words"), [("  6: {min_score: 99, min_completeness: 1}", "没有 6 星(可用 1 至 5)"), ("", "缺少 4 星")]
)
def test_there_are_five_levels(line, words):
    four = next(found for found in TEXT.splitlines() if found.startswith("    4: {min_score"))
    assert words in refused((four, f"{four}\n  {line}" if line else "    # none"))


def test_a_higher_level_asks_for_no_less():
    assert "4 星的要求低于 3 星" in refused(("min_score: 85", "min_score: 74"))
    assert parsed(("min_score: 85", "min_score: 75")).levels[4].min_score == 75


def test_unknown_walking_profile_is_named_with_those_there_are():
    message = refused(("  adult:      {zh", "  grown:      {zh"))
    assert "没有名为 grown 的步行口径" in message
    assert "planning" in message


def test_settings_are_those_that_the_file_states_and_no_others():
    stated = load_standard(NAME).setting_overrides()
    assert stated["walk.speed.senior"] == 0.9
    assert stated["legs.max_m"] == 150
    assert stated["wait.signal_s"] == 30
    assert stated["walk.steps_factor"] == 1 / 0.5
    short = parsed(
        ("  steps_speed_factor: 0.5 ", "  # "), ("  unknown_max: 0.20", "  # "), ("  max_leg_m: 150 ", "  # ")
    ).setting_overrides()
    assert set(stated) - set(short) == {"walk.steps_factor", "coverage.unknown_max", "legs.max_m"}


def test_levels_go_from_five_down_and_the_least_completeness_is_that_of_any():
    standard = load_standard(NAME)
    assert list(standard.levels) == [5, 4, 3, 2, 1]
    assert standard.min_completeness == 0.8  # method §7.3


def test_categories_of_seniors_are_those_of_priority_and_those_that_a_cap_asks_for():
    shipped = load_standard(NAME)
    assert shipped.senior_codes == {"MED", "VEG", "ELD", "PHA", "CAN"}
    assert {code for code in shipped.senior_codes if shipped.category(code).mandatory} == {"MED", "VEG", "ELD"}  # method §7.3
    cap = next(line for line in TEXT.splitlines() if "id: V3" in line)
    assert "SPO" not in shipped.senior_codes
    assert parsed((cap, cap.replace("[MED, ELD]", "[MED, SPO]"))).senior_codes == shipped.senior_codes | {"SPO"}


def test_red_flag_stands_apart_from_the_other_caps():
    standard = load_standard(NAME)
    assert [cap.id for cap in standard.caps] == ["V1", "V2", "V3"]
    assert standard.red_flag.id == "V4"


def test_a_category_is_found_by_its_code_and_types_by_what_they_serve():
    standard = load_standard(NAME)
    assert standard.category("MED").zh == "医疗卫生"
    with pytest.raises(KeyError):
        standard.category("XXX")
    assert standard.types_of("SAF") == ("POL", "PBX", "MFS")
    assert standard.types_of("XXX") == ()
