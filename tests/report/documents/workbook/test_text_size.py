"""Chinese signs take two letters; lines are never fewer than a text needs."""

import pytest

from xc_gis.report.documents.workbook.text_size import letters, lines


@pytest.mark.parametrize(("text", "size"), [("", 0), ("abc", 3), ("60 岁", 5), ("（一）", 6)])
def test_letters(text, size):
    assert letters(text) == size


@pytest.mark.parametrize(
    ("text", "width", "count"),
    [("", 9, 1), ("一刻钟社区服务圈", 9, 3), ("一刻钟社区服务圈", 20, 1), ("a\nb", 20, 2), ("x" * 100, 1, 50)],
)
def test_lines(text, width, count):
    assert lines(text, width) == count
