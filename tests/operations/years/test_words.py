"""A split in sentences, in both languages, and as JSON."""

from dataclasses import replace
from fractions import Fraction

import pytest

from tests.operations.years.test_tables import ROWS, RUN
from xc_gis.analysis.causes import facility_changes, study_changes
from xc_gis.analysis.causes.shapley import Acted
from xc_gis.analysis.causes.study_changes import PartChange
from xc_gis.languages import CHINESE
from xc_gis.languages.message import in_language
from xc_gis.operations.years.split import Split, program_change
from xc_gis.operations.years.words import REASON_ZH, part_sentence, split_json, split_sentences

PARTS = (
    PartChange("streets", "world", "extract_newer", count=3),
    PartChange("inventory", "data", "surveyed"),
    PartChange("standard", "method", "rules", "ykz", "ykz 1", "ykz 2"),
    PartChange("setting", "method", "rules", "walk.speed.adult", "1.2", "1.15"),
    program_change("run", "0.1 / 1", "0.2 / 1"),
)
SPLIT = Split(RUN, RUN, None, PARTS, Acted(world=True, data=True, method=True), ROWS, 6)


def test_stars_are_said_in_fractions_and_open_ends_apart():
    lines = split_sentences(SPLIT, {})
    assert "星级合计（至少） +1：世界变化 +5/6，数据变化 -1/6，方法变化 +1/3" in lines
    assert "星级合计（至多） +1：世界变化 +1/3，数据变化 +1/3，方法变化 +1/3" in lines
    assert lines[-1].startswith("1 项变化不能分解")


@pytest.mark.parametrize("part", PARTS)
def test_every_part_is_said_in_english_too(part):
    assert not CHINESE.search(in_language(part_sentence(part), "en"))


def test_all_sentences_are_said_in_english():
    assert not [line for line in split_sentences(SPLIT, {}) if CHINESE.search(in_language(line, "en"))]


def test_every_reason_has_words():
    told = set(REASON_ZH)
    of_facilities = {
        v
        for k, v in vars(facility_changes).items()
        if k.isupper() and isinstance(v, str) and k.startswith(("OPENED", "CLOSED", "NO_", "STATED"))
    }
    of_parts = {study_changes.EDITED, study_changes.UNDATED, study_changes.NOT_NEWER, study_changes.BY_HAND, study_changes.AGED}
    assert told >= of_facilities | of_parts


def test_a_program_reads_fractions():
    stars = split_json(SPLIT)["sums"]["stars"]["low"]
    assert sum(Fraction(stars[cause]) for cause in ("world", "data", "method")) == Fraction(stars["change"]) == 1


def test_two_runs_that_do_not_differ_are_said_to():
    assert split_sentences(Split(RUN, RUN, None, (), Acted(), (), 0), {}) == ["两次结果的数据、标准和参数没有影响结果的改动"]


def test_communities_of_one_run_alone_are_counted():
    assert not any("只在" in line for line in split_sentences(SPLIT, {}))
    more = replace(RUN, names={**dict(list(RUN.names.items())[1:]), "N1": ("新", "甲"), "N2": ("新二", "甲")})
    told = [line for line in split_sentences(replace(SPLIT, after=more), {}) if "只在" in line]
    assert told == ["只在前一次结果中的社区 1 个，只在后一次的 2 个（按社区编号）：它们的变化不分解"]
    assert not CHINESE.search(in_language(told[0], "en"))
