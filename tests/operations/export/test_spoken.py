"""Messages are said in the language of the document."""

from xc_gis.languages.message import msg
from xc_gis.operations.export.spoken import capital, people, saying


def test_chinese_has_full_width_marks_and_english_its_own_sentence():
    assert saying("zh")(msg("未知(未知居民超过 {share})", share="20%")) == "未知（未知居民超过 20%）"
    assert saying("en")(msg("道路")) == "street"
    assert people(8197.4, saying("zh")) == "8,197 人"


def test_words_that_stand_alone_begin_with_a_capital():
    assert (capital("streets"), capital("道路"), capital("")) == ("Streets", "道路", "")
