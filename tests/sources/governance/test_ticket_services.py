"""Services by words: the office's table word for word, else the longest word in one; what is none is OTHER."""

from pathlib import Path

import pytest

from xc_gis.errors import InputError
from xc_gis.model import OTHER
from xc_gis.sources.governance.ticket_services import read_services
from xc_gis.sources.rows.notes import Notes
from xc_gis.sources.study.named_files import StudyFiles
from xc_gis.sources.study.tables import AreaTable
from xc_gis.standard import load_standard

STANDARD = load_standard("xicheng-ykz-default", base_dir=Path())


def read(folder, text):
    (folder / "c.csv").write_text(text, encoding="utf-8")
    return read_services(
        StudyFiles(folder, "study.toml"), AreaTable(path="c.csv"), STANDARD, Notes("c.csv", "hotline.categories")
    )


def test_the_words_of_the_program_where_there_is_no_table():
    words, record = read_services(StudyFiles(Path(), "study.toml"), None, STANDARD, Notes("", "hotline"))
    assert record is None
    assert [words.service(*one) for one in (("买菜", "民生"), ("社区养老服务",), ("噪声",), ("其他", "医疗卫生"))] == [
        "VEG",
        "ELD",
        OTHER,
        "MED",
    ]


def test_the_offices_table_by_code_or_name_the_longest_word_first(tmp_path):
    words, record = read(tmp_path, "热线类别,服务\n养老,ELD\n养老助餐,老年助餐/社区食堂\n物业,\n")
    assert [words.service(one) for one in ("养老", "养老 助餐", "养老助餐点", "物业管理", "别的")] == [
        "ELD",
        "CAN",
        "CAN",
        OTHER,
        OTHER,
    ]
    assert words.is_known("养老")
    assert not words.is_known("养老院")
    assert record.rows == 3


@pytest.mark.parametrize(("text", "words"), [("热线类别,服务\n养老,OLD\n", "第 2 行:标准中没有服务类别 “OLD”"), ("热线类别,服务\n养老,ELD\n养 老,MED\n", "第 3 行的热线类别是空的，或与前面重复"), ("词\n养老\n", "缺少列 服务类别（service）")])  # fmt: skip
def test_faults_of_the_offices_table_are_told_with_their_row(tmp_path, text, words):
    with pytest.raises(InputError) as caught:
        read(tmp_path, text)
    assert words in caught.value.message
