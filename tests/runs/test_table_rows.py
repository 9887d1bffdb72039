"""Tables of a run as text: rows, figures or nothing, and a damaged run where one cannot be read."""

import pytest

from xc_gis.errors import InputError
from xc_gis.runs.table_rows import named_rows, number, rows_of, whole_tables


def test_rows_and_figures(tmp_path):
    (tmp_path / "t.csv").write_text("\ufeffa,b\n1,\n", encoding="utf-8")
    assert list(rows_of(tmp_path / "t.csv")) == [["1", ""]]
    assert list(named_rows(tmp_path / "t.csv")) == [{"a": "1", "b": ""}]
    assert (number("1.5"), number("")) == (1.5, None)


@pytest.mark.parametrize("content", [None, "a\nx\n", "b\n1\n"])
def test_what_cannot_be_read_is_a_damaged_run(tmp_path, content):
    if content is not None:
        (tmp_path / "t.csv").write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match="已损坏"), whole_tables(tmp_path):
        assert [number(row["a"]) for row in named_rows(tmp_path / "t.csv")]
