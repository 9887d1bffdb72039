"""Files that are small on disk and endless when read are refused before anybody reads them; honest ones pass."""

import bz2
import gzip
import lzma

import pytest

from xc_gis.errors import NetworkError
from xc_gis.sources.osm import bombs
from xc_gis.sources.osm.bombs import refuse_bombs

ENTITIES = '<?xml version="1.0"?><!DOCTYPE osm [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><osm><node id="&b;"/></osm>'


@pytest.mark.parametrize("pack", [bytes, gzip.compress, bz2.compress, lzma.compress])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_document_type_is_refused_packed_or_not(tmp_path, pack, encoding):
    path = tmp_path / "a.osm"
    path.write_bytes(
        pack(ENTITIES.replace('"1.0"', f'"1.0" encoding="{"utf-16" if encoding == "utf-16" else "utf-8"}"').encode(encoding))
    )
    with pytest.raises(NetworkError, match="可能无限膨胀"):
        refuse_bombs(path, "a.osm")


@pytest.mark.parametrize(
    "content", [b"<osm/>", b"", b"<osm", b"PK\x03\x04", b"\x1f\x8bbroken", b'{"elements": []}', gzip.compress(b"<osm/>")[:-6]]
)
def test_an_honest_or_a_broken_file_is_left_to_its_reader(tmp_path, content):
    (tmp_path / "a.osm").write_bytes(content)
    refuse_bombs(tmp_path / "a.osm", "a.osm")


@pytest.mark.parametrize(("times", "refused"), [(99, False), (2000, True)])
def test_what_grows_more_than_a_hundred_times_is_refused(tmp_path, monkeypatch, times, refused):
    """Zeros pack about a thousand to one; noise that cannot be packed makes up the rest. The floor of 50 MB is lowered for the test."""
    monkeypatch.setattr(bombs, "ALWAYS_FINE", 1000)
    monkeypatch.setattr(bombs, "STEP", 10_000)
    packed = gzip.compress(b"<osm>" + b" " * 4_000_000) if refused else gzip.compress(b"<osm>" + bytes(range(32, 127)) * times)
    (tmp_path / "a.osm.gz").write_bytes(packed)
    if refused:
        with pytest.raises(NetworkError, match="超过原来的 100 倍"):
            refuse_bombs(tmp_path / "a.osm.gz", "a.osm.gz")
    else:
        refuse_bombs(tmp_path / "a.osm.gz", "a.osm.gz")


def test_up_to_fifty_megabytes_may_come_out_of_any_file(tmp_path):
    (tmp_path / "a.osm.gz").write_bytes(gzip.compress(b"<osm>" + b" " * 40_000_000))
    refuse_bombs(tmp_path / "a.osm.gz", "a.osm.gz")
