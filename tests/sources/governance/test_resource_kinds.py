"""Kinds of resources come from the office's table; without one they are assumed, and called so."""

import pandas as pd
import pytest

from tests.sources.governance.test_census import STANDARD
from xc_gis.errors import InputError
from xc_gis.model import FACILITY, ORGANISATION
from xc_gis.sources.governance.resource_kinds import known_kind, read_kinds
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.study.named_files import StudyFiles
from xc_gis.sources.study.tables import AreaTable


def read(folder, text=None):
    notes = Notes("k.csv", "census.kinds")
    if text is None:
        return read_kinds(StudyFiles(folder, "study.toml"), None, STANDARD, notes)[0], notes
    (folder / "k.csv").write_text(text, encoding="utf-8")
    return read_kinds(StudyFiles(folder, "study.toml"), AreaTable(path="k.csv"), STANDARD, notes)[0], notes


def test_the_programs_own_kinds_say_of_each_that_they_are_assumed(tmp_path):
    kinds, notes = read(tmp_path)
    assert set(kinds["group"]) == {ORGANISATION, FACILITY}
    assert kinds["source"].str.startswith("假设").all()
    assert kinds["kind"].is_unique
    assert len(kinds) != 39
    assert {code for codes in kinds["types"] for code in codes.split(";") if code} <= set(STANDARD.facility_types)
    assert [found.level for found in notes.findings] == ["warning"]
    assert "是软件假设，不是区里的 39 类" in notes.findings[0].text


def test_the_offices_own_kinds(tmp_path):
    kinds, _ = read(tmp_path, "种类,组别,设施类型\n甲,社区社会组织,\n乙,公共设施,CHS、药店\n")
    assert [tuple(row) for row in kinds.to_numpy()] == [("甲", ORGANISATION, "", ""), ("乙", FACILITY, "CHS;PHA", "")]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("种类,组别\n甲,别的\n", "第 2 行没有种类，或组别 “别的” 不是两组之一"),
        ("种类,组别\n,公共设施\n", "第 2 行没有种类"),
        ("种类,组别\n甲,公共设施\n甲 ,公共设施\n", "“甲” 重复（第 2、3 行）"),
        ("种类,组别,设施类型\n甲,公共设施,XYZ\n", "第 2 行:标准中没有设施类型 “XYZ”"),
        ("种类\n甲\n", "缺少列 组别（group）"),
    ],
)
def test_faulty_kinds_are_refused_with_their_row(tmp_path, text, why):
    with pytest.raises(InputError, match=why):
        read(tmp_path, text)


def test_a_kind_is_found_however_it_is_typed(tmp_path):
    words = pd.Series(["卫生站（ 北 ）"])
    assert known_kind(words, ["卫生站(北)"], pd.Series([2]), Notes("c.csv", "census")).tolist() == ["卫生站(北)"]
