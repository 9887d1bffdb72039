"""Differences of a replay in sentences, in both languages."""

import pytest

from xc_gis.languages import CHINESE
from xc_gis.languages.message import in_language
from xc_gis.operations.years.replay import INPUT, PROGRAM, RESULT, STATED, Difference
from xc_gis.operations.years.replay_words import difference_sentence


@pytest.mark.parametrize(
    ("kind", "before", "after", "says"),
    [
        (PROGRAM, "0.0.9 / 1", "0.1.0 / 1", "程序版本不同：存档 0.0.9 / 1，现在 0.1.0 / 1"),
        (INPUT, "", "", "输入不同：a.csv"),
        (RESULT, "x", "y", "结果不同：a.csv"),
        (RESULT, "x", "", "结果缺少文件：a.csv"),
        (STATED, "1", "2", "清单中的 a.csv 不同：存档 1，现在 2"),
    ],
)
def test_each_kind_names_what_differs(kind, before, after, says):
    sentence = difference_sentence(Difference(kind, "a.csv", before, after))
    assert sentence == says
    assert not CHINESE.search(in_language(sentence, "en"))
