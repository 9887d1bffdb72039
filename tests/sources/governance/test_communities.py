"""Rows find their community by id or name, however typed; what finds none or several is told with its row."""

import pandas as pd
import pytest

from xc_gis.errors import InputError
from xc_gis.sources.governance.communities import KnownCommunities, communities_of
from xc_gis.sources.rows.cells import ROW
from xc_gis.sources.rows.notes import Notes

KNOWN = pd.DataFrame(
    [("C1", "西社区", "甲街道"), ("C2", "东社区", "甲街道"), ("C3", "东社区", "乙街道")],
    columns=["community_id", "name", "subdistrict"],
)


def found(**columns):
    frame = pd.DataFrame(columns)
    frame[ROW] = range(2, 2 + len(frame))
    return communities_of(frame, KnownCommunities(KNOWN), Notes("t.csv", "survey")).tolist()


def test_by_id_however_it_is_typed():
    assert found(community_id=["C1", "Ｃ２", "'C3"]) == ["C1", "C2", "C3"]


def test_by_name_without_its_end_and_by_subdistrict():
    assert found(community=["西", "西社区居委会"]) == ["C1", "C1"]
    assert found(community=["东社区", "东社区"], subdistrict=["甲", "乙街道办事处"]) == ["C2", "C3"]


@pytest.mark.parametrize(
    ("columns", "words"),
    [
        ({"community_id": ["C1", "C9"]}, "t.csv 第 3 行:没有社区 “C9”"), ({"community": ["西", "东"]}, "第 3 行:有多个社区叫 “东”"), ({"community": ["", "西"]}, "第 2 行没有社区"),
        ({"item": ["1"]}, "没有说明是哪个社区"),
    ],
)  # fmt: skip
def test_what_is_no_community_is_told_with_its_row(columns, words):
    with pytest.raises(InputError) as caught:
        found(**columns)
    assert words in caught.value.message
