"""The reference of the study file names every key that can be written, and its example reads."""

import re
import tomllib
from pathlib import Path

import pytest

from tests.fixtures.studies import ROOT
from xc_gis.sources.study import file as study_file
from xc_gis.sources.study.file import StudyFile
from xc_gis.sources.study.tables import Table

PAGE = (ROOT / "docs" / "study-file.md").read_text(encoding="utf-8")
TABLES = [
    found for found in vars(study_file).values()
    if isinstance(found, type) and issubclass(found, Table) and found not in {Table, StudyFile}
]  # fmt: skip


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.__name__)
def test_every_key_stands_in_the_reference(table):
    text = re.sub(r"```.*?```", "", PAGE, flags=re.DOTALL)
    words = {word for code in re.findall(r"`([^`]+)`", text) for word in re.findall(r"[a-z_0-9]+", code)}
    assert set(table.model_fields) <= words


def test_every_table_stands_in_the_reference():
    for name in set(StudyFile.model_fields) - {"folder", "home", "file_name"}:
        assert f"[{name}]" in PAGE


def test_the_example_is_a_study():
    example = re.search(r"```toml\n(.*?)```", PAGE, re.DOTALL)[1]
    read = StudyFile.model_validate({**tomllib.loads(example), "folder": Path(), "file_name": "x"})
    assert read.residents.totals.path == "residents/人口.csv"
