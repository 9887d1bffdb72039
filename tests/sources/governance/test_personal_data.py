"""Thirty kinds of personal data are found however they are written; the words of a hotline are none."""

import pandas as pd
import pytest

from tests.fixtures.personal_data import PERSONAL
from xc_gis.sources.governance.personal_data import KIND_WORDS, kind_in, kinds_of
from xc_gis.sources.governance.personal_words import PATTERNS

USUAL = (
    "物业管理", "小区停车", "噪声扰民", "路灯不亮", "养老服务", "市政/供水", "医疗卫生-社区卫生服务", "新街口街道", "西长安街街道", "二龙路社区", "三里河一区社区", "六铺炕一区", "马尾沟社区", "百万庄社区", "四平园",
    "是", "否", "满意", "基本满意", "已解决", "2026-06-05", "2026年6月5日", "GD20260612000123", "12345-2026-000001", "",
)  # fmt: skip


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in PERSONAL.items() for text in texts])
def test_a_datum_is_found_as_what_it_is(kind, text):
    assert kind_in(text) == kind


@pytest.mark.parametrize("text", USUAL)
def test_usual_words_are_none(text):
    assert kind_in(text) == ""


def test_every_kind_has_a_name_a_pattern_and_an_example():
    assert set(KIND_WORDS) == set(PATTERNS) == set(PERSONAL)
    assert len(PERSONAL) >= 25


def test_cells_of_a_columns_own_form_pass():
    assert kinds_of(pd.Series(["116.368467", "13800138467"]), "x").tolist() == ["", "mobile"]
    assert kinds_of(pd.Series(["20260605110102001234", "2026年6月5日 13:05"]), "ticket_no").tolist()[0] == ""
    assert kinds_of(pd.Series(["2026/6/5 13:05:01", "2026-06-05 13800138467"]), "received_at").tolist() == ["", "mobile"]


def test_public_words_pass():
    assert kinds_of(pd.Series(["黄寺大街24号社区"]), "community").tolist() == ["door"]
    assert kinds_of(pd.Series(["黄寺大街24号社区"]), "community", lambda word: word.endswith("社区")).tolist() == [""]
