"""Opening hours in the data check: one sentence with figures and examples."""

from xc_gis.languages.message import in_language
from xc_gis.operations.check.hours import hours_findings


def test_read_and_unread_are_counted_with_examples():
    (found,) = hours_findings(["8:00-20:00", "看心情", "看心情", "", None, "24小时", "随缘"])
    assert found.evidence == {"facilities": 7, "stated": 5, "read": 2, "examples": ["看心情", "随缘"]}
    assert (
        in_language(found.text, "zh")
        == "5 处设施写了开放时间（7 处中）：读懂 2 处，3 处读不懂，其开放时间按未知计（如 “看心情”、“随缘”）"
    )
    assert "2 read, 3 not" in in_language(found.text, "en")


def test_all_read_and_none_stated():
    (found,) = hours_findings(["8:00-20:00", ""])
    assert "全部能读懂" in in_language(found.text, "zh")
    assert hours_findings(["", None]) == ()
