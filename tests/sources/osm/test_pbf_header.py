"""Features that a binary map names in its header, packed or not; a broken header names none."""

import struct
import zlib

import osmium
import pytest

from tests.fixtures.osm_files import pbf
from xc_gis.sources.osm.pbf_header import pbf_features

TEXT = b"\x22\x0eOsmSchema-V0.6\x2a\x14LocationsOnWays\x2a\x11Sort.Type_then_ID"


def header(path, blob):
    head = b"\x0a\x09OSMHeader\x18" + bytes([len(blob) % 128])
    path.write_bytes(struct.pack(">I", len(head)) + head + blob)
    return path


@pytest.mark.parametrize("blob", [b"\x1a\x30" + zlib.compress(TEXT), b"\x0a\x30" + TEXT])
def test_features_are_read_packed_or_not(tmp_path, blob):
    assert pbf_features(header(tmp_path / "a.pbf", blob)) == {"LocationsOnWays", "Sort.Type_then_ID"}


@pytest.mark.parametrize(
    "content",
    [b"", b"\0\0", b"\0\0\0\x0d\x0a\x09OSMHeader", b"\xff\xff\xff\xffjunk", struct.pack(">I", 3) + b"abc" + b"\x78\x9cbroken"],
)
def test_a_broken_header_names_none(tmp_path, content):
    (tmp_path / "a.pbf").write_bytes(content)
    assert pbf_features(tmp_path / "a.pbf") == frozenset()


def test_what_osmium_writes_is_understood(tmp_path):
    assert pbf_features(pbf(tmp_path / "a.osm.pbf")) == frozenset()
    assert pbf_features(pbf(tmp_path / "b.osm.pbf", places=True)) == {"LocationsOnWays"}
    sorted_ = osmium.io.Header()
    sorted_.set("sorting", "Type_then_ID")
    with osmium.SimpleWriter(str(tmp_path / "c.osm.pbf"), header=sorted_) as writer:
        writer.add_node(osmium.osm.mutable.Node(id=1, version=1, location=(1, 1)))
    assert pbf_features(tmp_path / "c.osm.pbf") == {"Sort.Type_then_ID"}
