"""Values are changed where they stand: comments, order and layout stay; what cannot be written is refused."""

from importlib import resources

import pytest
import yaml

from xc_gis.errors import StandardError
from xc_gis.standard.text_edit import edited_text, written

TEXT = resources.files("xc_gis.standard.shipped").joinpath("xicheng-ykz-default.yaml").read_text(encoding="utf-8")


def test_new_key_in_a_block_of_lines_gets_the_same_indent():
    text = edited_text("a:\n  b: 1   # one\n  c:\n    - x\n    - y   # two\n# end\nd: {e: 1}\n", {("a", "f"): 2, ("d", "g"): "u"})
    assert text == 'a:\n  b: 1   # one\n  c:\n    - x\n    - y   # two\n  f: 2\n# end\nd: {e: 1, g: "u"}\n'


def test_path_that_leads_nowhere_is_refused():
    with pytest.raises(StandardError, match=r"categories\.XXX\.weight"):
        edited_text(TEXT, {("categories", "XXX", "weight"): 1})


def test_an_entry_of_a_list_is_found_by_its_code_or_id():
    text = "a:\n  - {code: X, v: 1}   # x\n  - {id: Y, v: 2}\n"
    assert edited_text(text, {("a", "Y", "v"): 3, ("a", "X", "v"): 4}) == "a:\n  - {code: X, v: 4}   # x\n  - {id: Y, v: 3}\n"


def test_a_block_of_a_list_is_replaced_without_the_next_key():
    assert edited_text("a:\n  - 1\n  - 2\n\n# rest\nb: 3\n", {("a",): [5]}) == "a:\n  [5]\n\n# rest\nb: 3\n"


@pytest.mark.parametrize(
    "value", [12.0, 12.5, 0, -1, True, False, None, "不规定", 'a "b": #c', "yes", ["supply"], ["a b", "ok"], [], 1e-7]
)
def test_what_is_written_reads_as_what_was_meant(value):
    assert yaml.safe_load(f"key: {written(value)}") == {"key": value}
    assert "\n" not in written(value)


def test_whole_numbers_are_written_without_a_point():
    assert (written(12.0), written(12.5)) == ("12", "12.5")


def test_what_no_standard_holds_is_refused():
    with pytest.raises(StandardError, match="不能写入"):
        written({"a": 1})
