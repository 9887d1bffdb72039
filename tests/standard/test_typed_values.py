"""Stated values: what a standard may ask of them, and what is refused."""

import pytest

from tests.standard.test_schema import TEXT, parsed, refused
from xc_gis.errors import StandardError
from xc_gis.standard import load_standard
from xc_gis.standard.together import load_standards

VALUES = "values: {joy: {zh: 满意度}, room: {zh: 服务空间, unit: ㎡/百户}}\nstars:\n"
FOUR = next(found for found in TEXT.splitlines() if found.startswith("    4: {min_score"))
FIVE = next(found for found in TEXT.splitlines() if found.startswith("    5: {min_score"))
KNOWN = ("stars:\n", VALUES)


def asking(line, *values):
    listed = ", ".join(f"{{value: {value}, least: {least}}}" for value, least in values)
    return line, f"{line[:-1]}, values: [{listed}]}}"


def test_levels_ask_for_stated_values_in_their_units():
    standard = parsed(KNOWN, asking(FIVE, ("joy", 90), ("room", 30)), asking(FOUR, ("joy", 80)))
    assert [(one.value, one.least) for one in standard.levels[5].values] == [("joy", 90), ("room", 30)]
    assert standard.values["joy"].unit == "%"
    assert standard.names["value:joy"] == "满意度"


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ((asking(FIVE, ("joy", 90)),), "没有填报数值 joy"),
        ((KNOWN, asking(FIVE, ("joy", 900))), "joy 的要求不在 0 到 100% 之间"),
        ((KNOWN, asking(FIVE, ("joy", 90), ("joy", 91))), "joy 要求了两次"),
        ((KNOWN, asking(FIVE, ("joy", 70)), asking(FOUR, ("joy", 80))), "5 星的要求低于 4 星"),
        ((KNOWN, asking(FOUR, ("joy", 80))), "5 星的要求低于 4 星"),
        ((("stars:\n", VALUES.replace("joy", "MED")),), "代码 MED 已是类别"),
        ((("stars:\n", VALUES.replace("服务空间", "满意度")),), "名称 “满意度” 重复"),
        ((KNOWN, (FIVE, FIVE[:-1] + ", values: [{value: joy}]}")), "least"),
    ],
)
def test_what_does_not_hang_together_is_refused(changes, words):
    assert words in refused(*changes)


def test_a_key_is_the_same_figure_in_each_standard_of_a_study(tmp_path):
    for name, text in (("one", VALUES), ("other", VALUES.replace("满意度}", "满意度, unit: 分}"))):
        content = TEXT.replace("stars:\n", text, 1).replace("id: xicheng-ykz-default", f"id: {name}")
        (tmp_path / f"{name}.yaml").write_text(content, encoding="utf-8")
    with pytest.raises(StandardError, match="填报数值 joy 在标准 one 中是“满意度”（%），在 other 中是“满意度”（分）"):
        load_standards(("one.yaml", "other.yaml"), base_dir=tmp_path)


def test_the_shipped_circle_asks_five_stars_for_the_figures_of_the_notice():
    circle = load_standard("bianmin-circle-default")
    assert {one.value: one.least for one in circle.levels[5].values} == {
        "satisfaction": 90,
        "chain_rate": 30,
        "service_space": 30,
    }
    assert not circle.levels[4].values
    assert all(value.src for value in circle.values.values())
