"""What an archive says of itself is taken whole and of the right kind, or not at all."""

import json
import zipfile

import pytest

from xc_gis.operations.years.archive_content import MOST_BYTES, content_of, is_archive

CONTENT = {
    "archive": 1, "tool": {"name": "xc-gis", "version": "0.1.0"}, "study": {"file": "s.toml", "archived": None}, "run": "abc",
    "made": {"tables_only": False, "outlines": True, "lang": "en"}, "variables": ["OFFICE"], "files": {"run/a.csv": "00"},
    "inputs": [{"role": "facilities", "path": "a.csv", "sha256": "00", "archived": None}],
}  # fmt: skip


def packed(path, content):
    with zipfile.ZipFile(path, "w") as made:
        made.writestr("archive.json", json.dumps(content))
    return path


def test_what_is_needed_is_read_and_the_rest_may_be_there(tmp_path):
    path = packed(tmp_path / "a.zip", CONTENT)
    with zipfile.ZipFile(path) as made:
        content = content_of(made)
    assert (content.made.lang, content.variables, content.inputs[0].path) == ("en", ("OFFICE",), "a.csv")
    assert is_archive(path)


@pytest.mark.parametrize(
    "other",
    [
        {"archive": 2}, {"tool": {"name": "other"}}, {"tool": None}, {"made": {"tables_only": 1, "outlines": True, "lang": "zh"}},
        {"made": {"tables_only": True, "outlines": True, "lang": 5}}, {"variables": ["../x"]}, {"files": {"a": 1}}, {"inputs": [1]},
    ],
)  # fmt: skip
def test_another_kind_of_value_makes_it_none(tmp_path, other):
    assert not is_archive(packed(tmp_path / "a.zip", {**CONTENT, **other}))


def test_an_index_too_large_to_be_one_is_not_read(tmp_path):
    with zipfile.ZipFile(tmp_path / "big.zip", "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("archive.json", b" " * (MOST_BYTES + 1))
    assert not is_archive(tmp_path / "big.zip")
