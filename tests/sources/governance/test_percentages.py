"""Satisfaction as offices write it: one meaning a column, or a refusal with the row."""

import numpy as np
import pandas as pd
import pytest

from xc_gis.errors import InputError
from xc_gis.sources.governance.percentages import shares
from xc_gis.sources.governance.table_rows import COLUMN_OF
from xc_gis.sources.rows.cells import ROW
from xc_gis.sources.rows.notes import Notes


def read(*cells):
    frame = pd.DataFrame({"满意度": list(cells), ROW: range(2, 2 + len(cells))})
    return shares(frame, "满意度", Notes("s.csv", "survey")).tolist()


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (("90", "85.5", "0"), [0.9, 0.855, 0]), (("0.9", "1", "0"), [0.9, 1, 0]), (("90%", "９０％", "100%"), [0.9, 0.9, 1]), (("0.9", "90%"), [0.9, 0.9]),
        (("九十", "90"), [0.9, 0.9]), (("百分之九十", "九成五", "80"), [0.9, 0.95, 0.8]), (("0", "0"), [0, 0]), (("1%", "90"), [0.01, 0.9]),
    ],
)  # fmt: skip
def test_a_column_is_percent_or_shares(cells, expected):
    assert read(*cells) == pytest.approx(expected)


def test_nothing_is_not_zero():
    found = read("90", "", "—", "不详")
    assert found[0] == 0.9
    assert np.isnan(found[1:]).all()


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        (("90", "0.9"), "s.csv 第 3 行的满意度 “0.9” 看不出是百分数还是 0 到 1 的比例"), (("95", "80", "1"), "第 4 行"), (("90%", "1"), "第 3 行"), (("101", "90"), "第 2 行的满意度 “101” 不在 0 到 100% 之间"),
        (("-1", "90"), "第 2 行"), (("90", "很满意"), "第 3 行的满意度 “很满意” 不是百分数"), (("九百", "90"), "第 2 行"), (("90", "95人"), "第 3 行的满意度 “95人” 不是百分数"),
    ],
)  # fmt: skip
def test_what_could_mean_two_things_is_refused_with_its_row(cells, words):
    with pytest.raises(InputError) as caught:
        read(*cells)
    assert words in caught.value.message


def test_a_heading_that_says_percent_and_numbers_up_to_one_could_mean_two_things():
    frame = pd.DataFrame({"satisfaction": ["0.86", "0.9"], ROW: [2, 3]})
    frame.attrs[COLUMN_OF] = {"satisfaction": "满意度(%)"}
    with pytest.raises(InputError) as caught:
        shares(frame, "satisfaction", Notes("s.csv", "survey"))
    assert "第 2、3 行的满意度 “0.86” 看不出是百分数还是 0 到 1 的比例（列名 “满意度(%)” 写的是百分数）" in caught.value.message
    frame["satisfaction"] = ["86", "0"]
    assert shares(frame, "satisfaction", Notes("s.csv", "survey")).tolist() == [0.86, 0]
    frame["satisfaction"] = ["0.86%", "90%"]
    assert shares(frame, "satisfaction", Notes("s.csv", "survey")).tolist() == pytest.approx([0.0086, 0.9])
