"""Field checks that were filled in: closed ways are corrections, completed lists are said, empty ones are still open."""

import pytest

from xc_gis.errors import InputError
from xc_gis.sources.corrections.field_checks import read_checked

KNOWN = ("MED", "VEG")
HEAD = "rank,what,community_id,lon,lat,settles,communities,found,note\n"
ROWS = (
    "1,survey:MED,C1,116.3,39.9,2,C1;C2,完整,\n2,way/12,C1,116.3,39.9,1,C1,不通,围墙\n3,way/13,C2,116.3,39.9,1,C2,通,\n"
    "4,way/14,C2,116.3,39.9,1,C2,,\n5,survey:MED,C2,116.3,39.9,1,C2,complete,\n6,survey:VEG,C2,116.3,39.9,1,C2,不完整,\n"
)


def written(tmp_path, text):
    path = tmp_path / "checks.csv"
    path.write_text("\ufeff" + text, encoding="utf-8")
    return path


def test_what_was_found(tmp_path):
    back = read_checked(written(tmp_path, HEAD + ROWS), KNOWN)
    assert [(one.action, one.target.facility_id, one.note) for one in back.corrections] == [("close_gate", "way/12", "围墙")]
    assert back.surveyed == (("MED", "C1"), ("MED", "C2"))
    assert (back.confirmed, back.open) == (1, 1)
    assert back.inventory_text == '[[inventory]]\ncategory = "MED"\nareas = ["C1", "C2"]\nstatus = "complete"\n'


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (HEAD + "1,way/12,C1,1,1,1,C1,也许,\n", "第 2 行:不认识 found 的取值 “也许”"),
        (HEAD + "1,gate/12,C1,1,1,1,C1,通,\n", "第 2 行:不认识 “gate/12”"),
        (HEAD + "1,way/x2,C1,1,1,1,C1,通,\n", "第 2 行:不认识 “way/x2”"),
        (HEAD + "1,survey:MEDI,C1,1,1,1,C1,完整,\n", "第 2 行:本项目的评价标准没有类别 “MEDI”"),
        ("rank,what,community_id\n1,way/12,C1\n", "缺少列 “found”"),
    ],
)
def test_what_is_wrong_is_said_with_its_row(tmp_path, text, words):
    with pytest.raises(InputError, match=words):
        read_checked(written(tmp_path, text), KNOWN)


def test_lists_of_a_further_standard_are_stated_by_their_types(tmp_path):
    further = {"shops": {"VEG": ("VEG", "SUP"), "BNK": ("BNK",)}}
    text = HEAD + "1,survey:shops/VEG,C1,1,1,1,C1,完整,\n2,survey:shops/BNK,C2,1,1,1,C2,不完整,\n3,survey:VEG,C2,1,1,1,C2,完整,\n"
    back = read_checked(written(tmp_path, text), KNOWN, further)
    assert (back.surveyed, back.types) == ((("VEG", "C2"),), (("VEG", "C1"), ("SUP", "C1")))
    assert '[[inventory]]\ntype = "SUP"\nareas = ["C1"]' in back.inventory_text
    with pytest.raises(InputError, match="本项目没有评价标准 “shop”"):
        read_checked(written(tmp_path, text.replace("shops/", "shop/")), KNOWN, further)
    with pytest.raises(InputError, match="没有类别 “MED”"):
        read_checked(written(tmp_path, text.replace("shops/BNK", "shops/MED")), KNOWN, further)
