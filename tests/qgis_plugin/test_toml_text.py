"""What the plug-in writes as TOML is read again as the same, whatever letters stand in it."""

import datetime as dt
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qgis_plugin.toml_text import quoted, toml_text

LETTERS = st.text(st.characters(exclude_categories=["Cs"]))
SCALARS = (
    LETTERS | st.booleans() | st.integers(-(2**63), 2**63 - 1) | st.floats(allow_nan=False, allow_infinity=False) | st.dates()
)
ROWS = st.dictionaries(LETTERS, SCALARS | st.lists(SCALARS) | st.dictionaries(LETTERS, SCALARS))


@given(st.dictionaries(LETTERS, SCALARS | st.lists(SCALARS) | ROWS | st.lists(ROWS, min_size=1)))
def test_what_is_written_is_read_again(content):
    assert tomllib.loads(toml_text(content)) == content


NASTY = ['"', '\\"]\n[x]\ny = "', "]]", "'''", '"""', "a\x00b\x7f", "\r\n", "${HOME}", "# no remark", "中文 🏥", "\\u0041", ""]


@pytest.mark.parametrize("name", NASTY)
def test_nasty_names_are_texts_and_nothing_else(name):
    study = {"study": {"name": name}, "facilities": [{"path": name, "columns": {name: name}}]}
    assert tomllib.loads(toml_text(study)) == study
    assert "\n" not in quoted(name)


def test_a_study_file_reads_as_people_write_it():
    study = {"study": {"name": "西城", "date": dt.date(2026, 6, 30)}, "facilities": [{"type": "CHS"}, {"type": "CVS"}]}
    assert toml_text(study) == (
        '[study]\nname = "西城"\ndate = 2026-06-30\n\n[[facilities]]\ntype = "CHS"\n\n[[facilities]]\ntype = "CVS"\n'
    )


@pytest.mark.parametrize("value", ["\ud800", float("nan"), float("inf")])
def test_what_no_file_can_hold_is_refused(value):
    with pytest.raises(ValueError, match=r"half a letter|not finite"):
        toml_text({"study": {"name": value}})
