"""
Caps are data: condition, categories, count, share and stars stand in the file, and what the file says is what holds.

The standard here has four categories, every community 5 stars by its score unless a cap holds: what is expected can be read off.
"""

import pandas as pd
import pytest

from xc_gis.analysis.rating.rating import rate
from xc_gis.errors import StandardError
from xc_gis.model import RedFlag
from xc_gis.report.tables.rating_table import rating_table
from xc_gis.standard import load_standard
from xc_gis.standard.load import parse_standard

CODES = ("AAA", "BBB", "CCC", "DDD")
NAN = float("nan")

STANDARD = """
meta: {id: small, version: "1", name_zh: 小标准}
facility_types:
  F: {zh: 设施, services: [AAA, BBB, CCC, DDD]}
categories:
  - {code: AAA, zh: 甲类, domain: P, minutes: 15, profile: adult, population: all, mandatory: true, weight: 25}
  - {code: BBB, zh: 乙类, domain: P, minutes: 15, profile: adult, population: all, mandatory: true, weight: 25}
  - {code: CCC, zh: 丙类, domain: P, minutes: 15, profile: adult, population: all, mandatory: true, weight: 25}
  - {code: DDD, zh: 丁类, domain: P, minutes: 15, profile: adult, population: all, mandatory: false, weight: 25}
scoring:
  components: {access: {zh: 可达, weight: 100}, supply: {zh: 落实, weight: 0}, feedback: {zh: 评价, weight: 0}}
stars:
  levels:
    5: {min_score: 0, min_completeness: 0.5}
    4: {min_score: 0, min_completeness: 0.5}
    3: {min_score: 0, min_completeness: 0.5}
    2: {min_score: 0, min_completeness: 0.5}
    1: {min_score: 0, min_completeness: 0.5}
  caps:
CAPS
    - {id: V4, kind: red_flag, stars: 0}
"""


def standard_with(*caps, text=STANDARD):
    return parse_standard(text.replace("CAPS", "\n".join(f"    - {cap}" for cap in caps)).encode(), "小标准.yaml")


def refused(*caps, text=STANDARD):
    with pytest.raises(StandardError) as caught:
        standard_with(*caps, text=text)
    return caught.value.message


def rated(standard, shares, seniors=None, flags=()):
    """One community: (low, point, high) or one share by category."""
    rows = []
    for code in CODES:
        low, point, high = shares[code] if isinstance(shares[code], tuple) else (shares[code],) * 3
        s_low, s_point, s_high = ((seniors or {}).get(code, NAN),) * 3
        rows.append(
            {"community_id": "A", "category": code, "coverage_low": low, "coverage": point, "coverage_high": high,
             "senior_low": s_low, "senior": s_point, "senior_high": s_high, "note": ""}
        )  # fmt: skip
    joint = pd.DataFrame([{"community_id": "A", "joint_low": 0.9, "joint": 0.9, "joint_high": 0.9}])
    communities = pd.DataFrame({"community_id": ["A"], "name": ["甲社区"], "subdistrict": ["甲街道"]})
    found = rate(
        pd.DataFrame(rows), joint, standard=standard, communities=communities, supply=None, feedback=None, red_flags=flags
    )
    return rating_table(found).iloc[0]


def all_at(share, **others):
    return {**dict.fromkeys(CODES, share), **others}


BELOW = "{id: V2, kind: coverage_below, categories: mandatory, count: 2, share: 0.40, stars: 2}"


@pytest.mark.parametrize(
    ("shares", "stars"),
    [
        (all_at(0.9, AAA=0.3), 5),  # one of the two that are needed
        (all_at(0.9, AAA=0.3, DDD=0.3), 5),  # DDD is not mandatory
        (all_at(0.9, AAA=0.3, BBB=0.3), 2),
        (all_at(0.9, AAA=0.3, BBB=0.4), 5),  # at the share is not below it
    ],
)
def test_share_count_and_stars_of_a_cap_are_those_of_the_file(shares, stars):
    assert rated(standard_with(BELOW), shares)["stars"] == stars


def test_each_figure_of_a_cap_changes_the_stars():
    shares = all_at(0.9, AAA=0.3, BBB=0.3)
    for before, after, stars in (
        ("count: 2", "count: 3", 5), ("share: 0.40", "share: 0.30", 5), ("stars: 2", "stars: 4", 4), ("categories: mandatory", "categories: [AAA, DDD]", 5),
        ("stars: 2", "stars: 5", 5),
    ):  # fmt: skip
        assert before in BELOW
        assert rated(standard_with(BELOW.replace(before, after)), shares)["stars"] == stars, after


def test_a_cap_may_look_at_any_category_of_the_standard():
    cap = "{id: V7, kind: none_covered, categories: DDD, count: 1, stars: 3}"
    row = rated(standard_with(cap), all_at(0.9, DDD=0.0))
    assert (row["stars"], row["binding"]) == (3, "V7:DDD")


def test_a_cap_on_seniors_has_them_counted_whether_or_not_they_come_first():
    cap = "{id: V3, kind: senior_coverage_below, categories: [BBB, DDD], count: 2, share: 0.5, stars: 1}"
    standard = standard_with(cap)
    assert standard.senior_codes == {"BBB", "DDD"}
    assert rated(standard, all_at(0.9), seniors={"BBB": 0.4, "DDD": 0.4})["stars"] == 1
    assert rated(standard, all_at(0.9), seniors={"BBB": 0.4, "DDD": 0.5})["stars"] == 5
    assert rated(standard, all_at(0.9, BBB=0.1, DDD=0.1), seniors={"BBB": 0.9, "DDD": 0.9})["stars"] == 5


def test_only_what_is_confirmed_sets_a_cap_off():
    """AAA and BBB may be covered up to 0.6: capped in the low world only."""
    unsure = (0.3, 0.3, 0.6)
    row = rated(standard_with(BELOW), all_at(0.9, AAA=unsure, BBB=unsure))
    assert (row["stars_low"], row["stars"], row["stars_high"]) == (2, 5, 5)


def test_the_lowest_of_several_caps_holds_and_all_that_hold_as_low_are_named():
    caps = (BELOW, "{id: V5, kind: none_covered, categories: [AAA], count: 1, stars: 2}", "{id: V6, kind: none_covered, categories: [AAA], count: 1, stars: 4}")  # fmt: skip
    row = rated(standard_with(*caps), all_at(0.9, AAA=0.0, BBB=0.1))
    assert (row["stars"], row["binding"]) == (2, "V2:AAA,BBB; V5:AAA")


FLAG = (RedFlag("A", "京西〔2026〕1号", "食品安全"),)


def test_red_flag_that_leaves_stars_caps_and_never_raises():
    text = STANDARD.replace("kind: red_flag, stars: 0", "kind: red_flag, stars: 3")
    standard = standard_with(BELOW, text=text)
    assert rated(standard, all_at(0.9), flags=FLAG)[["stars_low", "stars", "stars_high"]].tolist() == [3, 3, 3]
    assert rated(standard, all_at(0.9), flags=FLAG)["binding"] == "V4:京西〔2026〕1号"
    assert rated(standard, all_at(0.9, AAA=0.1, BBB=0.1), flags=FLAG)["stars"] == 2


def test_red_flag_that_leaves_stars_does_not_hide_that_data_are_insufficient():
    text = STANDARD.replace("kind: red_flag, stars: 0", "kind: red_flag, stars: 3").replace("0.5}", "0.8}")
    unknown = (0.0, NAN, 1.0)
    row = rated(standard_with(text=text), all_at(unknown), flags=FLAG)
    assert row["status"] == "insufficient"
    assert pd.isna(row["stars"])
    none_left = rated(standard_with(text=STANDARD.replace("0.5}", "0.8}")), all_at(unknown), flags=FLAG)
    assert (none_left["status"], none_left["stars"]) == ("rated", 0)


@pytest.mark.parametrize(
    ("cap", "words"),
    [
        ("{id: V3, kind: senior_coverage_below, categories: [MED, AAA], count: 1, share: 0.5, stars: 3}", "上限 V3 所指的类别 MED 不在本标准中"),
        ("{id: V3, kind: none_covered, categories: mandatory, count: 4, stars: 3}", "只有 3 类，永远不会成立"),
        ("{id: V3, kind: none_covered, categories: [AAA, AAA], count: 2, stars: 3}", "只有 1 类，永远不会成立"),
        ("{id: V3, kind: none_covered, categories: [], count: 1, stars: 3}", "只有 0 类，永远不会成立"),
        ("{id: V3, kind: none_covered, categories: mandatory, count: 1, share: 0.5, stars: 3}", "不用 share，请删去"),
        ("{id: V3, kind: red_flag, stars: 3, count: 1}", "不用 count，请删去"),
        ("{id: V3, kind: red_flag, stars: 3}", "现有 2 条"),
        ("{id: V3, kind: coverage_below, categories: mandatory, count: 1, stars: 3}", "缺少 share"),
        ("{id: V3, kind: coverage_below, categories: mandatory, count: 1, share: 0, stars: 3}", "应大于 0"),
        ("{id: V3, kind: coverage_below, categories: mandatory, count: 1, share: 1.5, stars: 3}", "不得大于 1"),
        ("{id: V3, kind: coverage_below, categories: mandatory, count: 0, share: 0.5, stars: 3}", "不得小于 1"),
        ("{id: V3, kind: coverage_below, categories: mandatory, count: 1.5, share: 0.5, stars: 3}", "应为数字"),
        ("{id: V3, kind: none, categories: mandatory, count: 1, stars: 3}", "只能是"),
        ("{id: G3, kind: none_covered, categories: mandatory, count: 1, stars: 3}", "应写成 V 和数字"),
        ("{id: V3, kind: none_covered, categories: mandatory, count: 1, star: 3}", "是否指 “stars”"),
        ("{id: V4, kind: none_covered, categories: mandatory, count: 1, stars: 3}", "编号 V4 出现 2 次"),
    ],
)  # fmt: skip
def test_a_cap_that_cannot_be_meant_is_refused_with_its_line(cap, words):
    message = refused(cap)
    assert words in message
    assert message.count("\n") == 1, message
    line = STANDARD.splitlines().index("CAPS") + 1
    assert f"第 {line} 行" in message or f"第 {line - 1} 行" in message


def test_standard_without_a_red_flag_is_refused():
    assert "现有 0 条" in refused(BELOW, text=STANDARD.replace("    - {id: V4, kind: red_flag, stars: 0}\n", ""))


def test_caps_in_their_old_words_are_refused_with_the_lines_to_write():
    old = (
        '{id: V1, when: "any mandatory category confirmed coverage (high bound) == 0", cap: 1}',
        '{id: V2, when: ">=3 mandatory categories with high bound < 0.50", cap: 2, zh: 多项}',
    )
    message = refused(*old, text=STANDARD.replace("kind: red_flag, stars: 0", 'when: "manual", cap: 0'))
    assert message.count("旧写法") == 1
    lines = [line.strip().removeprefix("- ") for line in message.splitlines() if line.strip().startswith("- {")]
    assert [line.split(",")[0] for line in lines] == ["{id: V1", "{id: V2", "{id: V4"]
    assert "stars: 2, zh: 多项" in lines[1]
    read = parse_standard(
        STANDARD.replace("CAPS", "\n".join(f"    - {line}" for line in lines[:2]))
        .replace("{id: V4, kind: red_flag, stars: 0}", lines[2])
        .encode(),
        "x",
    )
    shipped = {cap.id: cap for cap in load_standard("xicheng-ykz-default").stars.caps}
    for cap in read.stars.caps:
        kept = {"kind", "categories", "count", "share"}
        assert cap.model_dump(include=kept) == shipped[cap.id].model_dump(include=kept)
    assert [cap.stars for cap in read.stars.caps] == [1, 2, 0]
