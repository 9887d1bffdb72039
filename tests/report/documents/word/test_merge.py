"""What somebody wrote is brought into a new file, or the file is left as it is; nothing is lost on the way."""

import pytest

from tests.report.documents.word.documents import opened, texts_of, with_texts
from tests.report.documents.word.test_blocks import fill_in
from xc_gis.report.documents.word.blocks import prints_of
from xc_gis.report.documents.word.merge import CHANGED, KeptError, merged
from xc_gis.report.documents.word.repack import packed

OLD = ("一、", "旧 1", "二、", "旧 2")


def edited(edit, *texts, **more):
    document = opened(with_texts(*(texts or OLD), **more))
    edit(document)
    return packed(document)


def recorded(*texts, **more):
    return prints_of(opened(with_texts(*(texts or OLD), **more)))


def test_own_blocks_keep_their_place_although_what_stands_around_them_is_new():
    def change(document):
        document.paragraphs[1].insert_paragraph_before("标题下")
        document.paragraphs[3].insert_paragraph_before("节末一")
        document.paragraphs[4].insert_paragraph_before("节末二")
        document.add_paragraph("最后")

    found = merged(with_texts("一、", "新 1", "新 1b", "二、", "新 2"), edited(change), recorded())
    assert texts_of(found.content) == ["一、", "标题下", "新 1", "新 1b", "节末一", "节末二", "二、", "新 2", "最后"]
    assert found.own == 4


def test_own_blocks_stay_where_every_heading_is_gone():
    found = merged(with_texts("x"), edited(lambda document: document.paragraphs[1].insert_paragraph_before("说明")), recorded())
    assert texts_of(found.content) == ["x", "说明"]


def test_what_was_filled_in_stands_in_its_place_and_a_blank_stays_blank():
    def sign(document):
        document.paragraphs[1].add_run("张三")

    found = merged(with_texts("新", change=fill_in), edited(sign, "旧", change=fill_in), recorded("旧", change=fill_in))
    assert texts_of(found.content)[:2] == ["新", "填报人：张三"]
    assert found.own == 1
    untouched = merged(with_texts("新", change=fill_in), with_texts("旧", change=fill_in), recorded("旧", change=fill_in))
    assert untouched.own == 0


def test_a_place_to_fill_in_that_is_no_more_does_not_lose_what_was_written():
    def sign(document):
        document.paragraphs[1].add_run("张三")

    found = merged(with_texts("新"), edited(sign, "旧", change=fill_in), recorded("旧", change=fill_in))
    assert texts_of(found.content) == ["新", "填报人：张三"]


def test_an_own_table_is_carried_too():
    def change(document):
        document.add_table(1, 1).rows[0].cells[0].text = "自己的表"

    found = opened(merged(with_texts("一、", "新"), edited(change), recorded()).content)
    assert found.tables[0].rows[0].cells[0].text == "自己的表"


@pytest.mark.parametrize(
    "change",
    [
        lambda d: setattr(d.paragraphs[1], "text", "改"),
        lambda d: d.paragraphs[1]._element.getparent().remove(d.paragraphs[1]._element),
    ],
)
def test_changed_or_removed_words_of_the_export_keep_the_file(change):
    with pytest.raises(KeptError) as kept:
        merged(with_texts("新"), edited(change), recorded())
    assert kept.value.code == CHANGED
