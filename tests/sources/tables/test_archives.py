"""Packed files are opened only when they are no bomb, without a password and without document types."""

import zipfile

import pytest

from xc_gis.errors import InputError
from xc_gis.sources.tables.archives import refuse_bombs, refuse_doctype, unpacked_parts


def packed(path, **parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_xml", ".xml"), content)
    return path


@pytest.mark.parametrize(("size", "bomb"), [(1_990_000, False), (2_010_000, True)])
def test_a_small_file_may_unpack_to_two_hundred_times_ten_thousand_bytes(tmp_path, size, bomb):
    path = packed(tmp_path / "a.xlsx", sheet_xml=b"<a/>" + b" " * (size - 4))
    assert path.stat().st_size < 10_000
    if bomb:
        with pytest.raises(InputError, match=r"a\.xlsx 解压后有 2 MB,不像一张表格"):
            refuse_bombs(path, "a.xlsx")
    else:
        refuse_bombs(path, "a.xlsx")


@pytest.mark.parametrize("content", [b"not a zip", b"PK\x03\x04half", b""])
def test_a_damaged_archive_is_told(tmp_path, content):
    (tmp_path / "a.ods").write_bytes(content)
    for look in (refuse_bombs, lambda path, shown: unpacked_parts(path, shown, ".*")):
        with pytest.raises(InputError, match=r"a\.ods 已损坏,无法打开"):
            look(tmp_path / "a.ods", "a.ods")


def test_a_part_that_is_damaged_inside_is_told(tmp_path):
    path = packed(tmp_path / "a.xlsx", sheet_xml=bytes(range(256)) * 40)
    raw = bytearray(path.read_bytes())
    raw[60:90] = bytes(30)
    path.write_bytes(raw)
    with pytest.raises(InputError, match="已损坏"):
        unpacked_parts(path, "a.xlsx", ".*")


def test_a_password_is_told(tmp_path):
    path = packed(tmp_path / "a.xlsx", sheet_xml=b"<a/>")
    raw = bytearray(path.read_bytes())
    raw[raw.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(raw)
    with pytest.raises(InputError, match="设有密码"):
        refuse_bombs(path, "a.xlsx")


@pytest.mark.parametrize(("name", "refused"), [("sheet_xml", True), ("x.rels", True), ("doc.kml", True), ("picture.png", False)])
def test_a_document_type_within_xml_is_refused(tmp_path, name, refused):
    path = packed(tmp_path / "a.xlsx", **{name: b"<?xml?><!DOCTYPE a [<!ENTITY b 'c'>]><a/>"})
    if refused:
        with pytest.raises(InputError, match="含有文档类型或实体声明"):
            refuse_bombs(path, "a.xlsx")
    else:
        refuse_bombs(path, "a.xlsx")


@pytest.mark.parametrize(
    ("head", "refused"),
    [
        (b"<!doctype x>", True),
        ("<!DOCTYPE x>".encode("utf-16"), True),
        (b"<a><!ENTITY></a>", True),
        (b"<a>DOCTYPE</a>", False),
        (b"", False),
    ],
)
def test_a_document_type_is_seen_in_any_case_and_width(head, refused):
    if refused:
        with pytest.raises(InputError):
            refuse_doctype(head, "a")
    else:
        refuse_doctype(head, "a")


def test_parts_are_given_by_the_whole_of_their_name(tmp_path):
    path = packed(tmp_path / "a.kmz", **{"doc.KML": b"1", "x.kml.bak": b"2", "files__b.kml": b"3"})
    assert unpacked_parts(path, "a.kmz", r".*\.kml") == {"doc.KML": b"1", "files/b.kml": b"3"}
