"""Who answers for an area: a role at each level."""

import pytest

from tests.sources.governance.test_levels import KNOWN
from xc_gis.errors import InputError
from xc_gis.sources.governance.roles import read_roles
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.study.named_files import StudyFiles
from xc_gis.sources.study.tables import AreaTable


def read(folder, text):
    (folder / "r.csv").write_text(text, encoding="utf-8")
    return read_roles(StudyFiles(folder, "study.toml"), AreaTable.model_validate("r.csv"), KNOWN, Notes("r.csv", "roles"))


def test_roles_and_offices_by_area(tmp_path):
    found, record = read(tmp_path, "层级,区域,责任岗位,责任单位\n街道,甲街道,主任,街道办\n小区,小区一,,物业公司\n")
    assert found.to_numpy().tolist() == [["subdistrict", "甲街道", "主任", "街道办"], ["compound", "小区 一", "", "物业公司"]]
    assert (record.role, record.rows, record.used) == ("roles", 2, 2)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("层级,区域,责任岗位\n社区,西社区,王建国\n", "第 2 行的责任岗位像是"),
        ("层级,区域,责任岗位\n社区,西社区,\n", "第 2 行没有责任岗位，也没有责任单位"),
        ("层级,区域\n社区,西社区\n", "缺少列"),
        ("区域,责任岗位\n西社区,书记\n", "缺少列"),
    ],
)
def test_what_says_nothing_or_too_much_is_refused(tmp_path, text, words):
    with pytest.raises(InputError, match=words):
        read(tmp_path, text)
