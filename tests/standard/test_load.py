"""The rating standard as data: what ships is right, and every slip is shown with its line and key."""

from importlib import resources

import pytest

from xc_gis.errors import StandardError
from xc_gis.settings import SETTINGS, Settings
from xc_gis.standard import load_standard, shipped_standards
from xc_gis.standard.load import parse_standard

NAME = "xicheng-ykz-default"
TEXT = resources.files("xc_gis.standard.shipped").joinpath(f"{NAME}.yaml").read_text(encoding="utf-8")
LINES = TEXT.splitlines()


def line_of(word):
    return next(n for n, line in enumerate(LINES, 1) if word in line)


def refused(text):
    with pytest.raises(StandardError) as caught:
        parse_standard(text.encode(), "我的标准.yaml")
    return str(caught.value)


def test_shipped_standard_has_all_categories_and_types():
    standard = load_standard(NAME)
    assert NAME in shipped_standards()
    assert len(standard.categories) == 25
    assert len(standard.facility_types) == 48
    assert sum(c.weight for c in standard.categories) == 100
    assert sum(c.weight for c in standard.categories if c.seed9) == 62
    assert standard.types_of("MED") == ("CHC", "CHS")
    assert standard.facility_types["CSS"].catchment == "own_community"
    assert standard.facility_types["VEG"].catchment == "everyone"


def test_a_standard_is_read_anew_when_its_file_is_another(tmp_path):
    path = tmp_path / "own.yaml"
    path.write_text(TEXT, encoding="utf-8")
    first = load_standard("own.yaml", base_dir=tmp_path)
    assert load_standard("own.yaml", base_dir=tmp_path) is first
    path.write_text(TEXT.replace("min_score: 85", "min_score: 86"), encoding="utf-8")
    assert load_standard("own.yaml", base_dir=tmp_path).levels[4].min_score == 86
    assert first.levels[4].min_score == 85


def test_shipped_standard_states_the_defaults_of_the_settings():
    overrides = load_standard(NAME).setting_overrides()
    assert set(overrides) <= set(SETTINGS)
    changed = Settings().override(overrides, origin="standard", where=NAME)
    assert changed.values == Settings().values


SLIPS = [
    ("weight: 12,", "weight: 13,", "权重之和是 101", "categories"),
    ("code: MED, zh: 医疗卫生,   domain: P", "code: MED, zh: 医疗卫生,   domian: P", "是否指 “domain”", "code: MED, zh"),
    ("code: MED, zh: 医疗卫生,   domain: P", "code: MED, zh: 医疗卫生,   domain: X", "只能是", "code: MED, zh"),
    ("services: [PHA]", "services: [PHX]", "没有类别 PHX", "PHA: {zh"),
    ("min_score: 85", "min_score: many", "应为数字(读到 'many')", "  4: {min_score"),
    ("min_score: 85", "min_score: 60", "4 星的要求低于 3 星", "  4: {min_score"),
    ('version: "0.1.0"', "version: 0.1", "应为文字", "version:"),
    ('version: "0.1.0"', "version: yes", "加引号", "version:"),
    ("minutes: 15, profile: adult,  population: all, mandatory: true,  weight: 12", "minutes: 150, profile: adult,  population: all, mandatory: true,  weight: 12", "不得大于 60", "code: MED, zh"),
    ("code: SUP, zh: 购物-综合超市", "code: CVS, zh: 购物-综合超市", "出现 2 次", ""),
    ("code: SUP, zh: 购物-综合超市", "code: cvs, zh: 购物-综合超市", "CVS、cvs 只有大小写不同", ""),
]  # fmt: skip


@pytest.mark.parametrize(("before", "after", "reason", "where"), SLIPS)
def test_slip_is_shown_with_line_and_reason(before, after, reason, where):
    assert before in TEXT
    message = refused(TEXT.replace(before, after, 1))
    assert reason in message
    assert "我的标准.yaml" in message
    if where:
        line = line_of(where)
        assert f"第 {line} 行" in message or f"第 {line_of('categories:')} 行" in message


def test_repeated_key_is_refused():
    line = line_of("  unknown_max: 0.20")
    message = refused(TEXT.replace("  unknown_max: 0.20", "  unknown_max: 0.20\n  unknown_max: 0.30"))
    assert f"第 {line + 1} 行:键 “unknown_max” 重复" in message


def test_several_slips_come_in_one_message():
    message = refused(TEXT.replace("domain: P, seed9", "domian: P, seed9"))
    assert message.count("没有这个键") >= 5


def test_aliases_are_refused_as_they_make_bombs():
    assert "不支持 YAML 引用" in refused("a: &a [1]\nb: *a\n")


@pytest.mark.parametrize(("text", "words"), [("", "是空的"), ("- 1\n- 2\n", "键和值"), ("a: [1", "第 "), ("a: 'b", "YAML")])
def test_what_is_no_standard_is_refused(text, words):
    assert words in refused(text)


def test_other_encoding_is_named():
    with pytest.raises(StandardError, match="不是 UTF-8"):
        parse_standard("名称: 标准".encode("gb18030"), "x.yaml")


def test_missing_file_offers_what_there_is(tmp_path):
    with pytest.raises(StandardError, match=NAME):
        load_standard("nothing.yaml", base_dir=tmp_path)


def test_standard_from_a_path_is_the_same_as_the_shipped_one(tmp_path):
    (tmp_path / "own.yaml").write_text(TEXT, encoding="utf-8")
    assert load_standard("own.yaml", base_dir=tmp_path) == load_standard(NAME)
