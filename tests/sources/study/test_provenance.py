"""A checksum tells which bytes a result was made from: of a shapefile all parts, of a database its edits beside it."""

import hashlib

import pytest

from xc_gis.sources.study.provenance import file_sha256


def sha(*parts):
    return hashlib.sha256(b"".join(parts)).hexdigest()


@pytest.mark.parametrize("content", [b"", b"abc", b"x" * 3_000_000])
def test_of_a_file_it_is_that_of_its_bytes(tmp_path, content):
    (tmp_path / "a.csv").write_bytes(content)
    (tmp_path / "a.dbf").write_bytes(b"another")
    assert file_sha256(tmp_path / "a.csv") == sha(content)


def test_of_a_shapefile_all_parts_that_hold_something_in_a_fixed_order(tmp_path):
    for suffix in ("shp", "prj", "dbf", "shx", "CPG", "sbn", "qix"):
        (tmp_path / f"a.{suffix}").write_bytes(suffix.encode())
    assert file_sha256(tmp_path / "a.shp") == sha(b"shp", b"dbf", b"shx", b"prj", b"CPG")


def test_of_a_database_the_edits_beside_it_count(tmp_path):
    (tmp_path / "a.gpkg").write_bytes(b"SQLite format 3\0data")
    assert file_sha256(tmp_path / "a.gpkg") == sha(b"SQLite format 3\0data")
    (tmp_path / "a.gpkg-wal").write_bytes(b"edit")
    assert file_sha256(tmp_path / "a.gpkg") == sha(b"SQLite format 3\0data", b"edit")
