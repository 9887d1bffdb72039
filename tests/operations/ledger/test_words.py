"""The ledgers in sentences of both languages."""

from xc_gis.languages.message import in_language
from xc_gis.operations.ledger.standing import Ledgers
from xc_gis.operations.ledger.words import sentences


def test_it_is_said_in_both_languages(written_ledgers):
    _, found, _ = written_ledgers
    said = [str(line) for line in sentences(found)]
    assert "已逾期 1 个：P1" in said
    assert "1 个项目写明已完成，而仍有居民未覆盖：P2" in said
    assert "部分解决：2 个项目" in said
    assert "1 is overdue: P1" in [in_language(line, "en") for line in sentences(found)]


def test_without_measures_it_says_where_they_would_stand():
    said = [str(line) for line in sentences(Ledgers(None, (), (), None))]
    assert said == ["需求 0 项，其中 0 项还没有项目", "项目文件没有写 [ledger] measures，项目清单为空"]
