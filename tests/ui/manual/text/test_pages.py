"""The pages of the manual: in the order of the list of contents, found where the program lies."""

import shutil
import sys

import pytest

from xc_gis.ui.manual.text.pages import FIRST, manual_folder, next_with, read_pages


def test_search_goes_on_behind_the_page_and_round():
    texts = {"a": "Star one", "b": "two", "c": "star three"}
    assert next_with("star", texts, "a") == "c"
    assert next_with("STAR", texts, "c") == "a"
    assert next_with("one", texts, "a") == ""


def test_a_packed_program_reads_the_manual_in_its_folder(tmp_path, monkeypatch):
    shutil.copytree(manual_folder() / "zh", tmp_path / "docs" / "manual" / "zh")
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert manual_folder() == tmp_path / "docs" / "manual"


def manual(folder, first, **pages):
    (folder / "zh").mkdir(parents=True)
    for name, text in {FIRST: first, **pages}.items():
        (folder / "zh" / f"{name.replace('_', '-')}.md").write_text(text, encoding="utf-8")
    return folder


CONTENTS = "# 手册\n\n- [不在下面](other.txt)\n\n## 开始\n1. [乙页](02-b.md)\n- [甲页](01-a.md)\n\n## 其他\n文字 [丙](03-c.md) 不在行首\n"


def test_pages_stand_in_the_order_of_the_contents_under_their_headings(tmp_path):
    found = read_pages(manual(tmp_path, CONTENTS, **{"01_a": "# A", "02_b": "# B", "03_c": "# C"}), "zh")
    assert [(page.name, page.title, page.group) for page in found.values()] == [
        (FIRST, "手册", ""), ("02-b", "乙页", "开始"), ("01-a", "甲页", "开始"),
    ]  # fmt: skip
    assert (found["02-b"].text, found[FIRST].text) == ("# B", CONTENTS)


def test_a_page_that_is_listed_and_not_there_is_an_error(tmp_path):
    with pytest.raises(OSError):
        read_pages(manual(tmp_path, CONTENTS, **{"01_a": "# A"}), "zh")


def test_a_manual_that_is_nowhere_is_none(tmp_path, monkeypatch):
    monkeypatch.setattr("xc_gis.ui.manual.text.pages.__file__", str(tmp_path / "a" / "b" / "c" / "d" / "pages.py"))
    assert manual_folder() is None
