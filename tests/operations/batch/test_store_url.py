"""Names of files in stores: what they lead to, and which are refused before anything is computed."""

import sys
from pathlib import Path

import pytest

from xc_gis.errors import InputError
from xc_gis.operations.batch.store_url import _refuse_protocol, is_elsewhere, is_url, path_of, store_url


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("streets.osm", "s3://bucket/xicheng/streets.osm"),
        ("../common/streets.osm.pbf", "s3://bucket/common/streets.osm.pbf"),
        (r"layers\a.shp", "s3://bucket/xicheng/layers/a.shp"),
        ("./a//b/../c.csv", "s3://bucket/xicheng/a/c.csv"),
        ("", "s3://bucket/xicheng"),
    ],
)
def test_relative_paths_lead_on_as_on_a_disk(text, found):
    assert str(store_url("s3://bucket/xicheng/study.toml").folder.joined(text)) == found


@pytest.mark.parametrize("text", ["../../a.csv", "a/../../../b", "../.."])
def test_none_leads_out_of_the_store(text):
    with pytest.raises(InputError, match="走出了存储 s3://bucket"):
        store_url("s3://bucket/xicheng/study.toml").folder.joined(text)


def test_paths_and_drives_are_no_urls_and_file_urls_are_paths():
    assert not any(is_url(word) for word in ("study.toml", "/data/a.toml", r"C:\a.toml", "C:/a.toml", "a:b"))
    assert path_of(Path("/tmp/小 区/study.toml").as_uri()) == Path("/tmp/小 区/study.toml")
    assert path_of("s3://bucket/a") is None


@pytest.mark.parametrize(
    ("word", "said"),
    [
        ("memory://bucket/study.toml", "memory://.*看不到.*file://"),
        ("https://example.org/study.toml", "https://.*不能列出"),
        ("s33://bucket/study.toml", "s33://.*s3"),
        ("nothing://bucket/study.toml", "nothing://.*pip install s3fs"),
        ("s3://user:secret-word@host/study.toml", "s3://….*密码"),
        ("s3:///study.toml", "桶或主机"),
    ],
)
def test_what_no_worker_can_read_is_one_message(word, said):
    with pytest.raises(InputError, match=said) as told:
        store_url(word)
    assert "secret-word" not in str(told.value)


def test_a_package_that_is_missing_is_named(monkeypatch):
    import fsspec

    monkeypatch.setitem(sys.modules, "s3fs", None)
    monkeypatch.delitem(sys.modules["fsspec.registry"]._registry, "s3", raising=False)
    _refuse_protocol.cache_clear()
    with pytest.raises(InputError, match=r's3:// 需要 s3fs.*pip install "xc-gis\[s3\]"'):
        store_url("s3://bucket/study.toml")
    assert "s3" not in fsspec.registry
    _refuse_protocol.cache_clear()


def test_what_names_a_machine_is_elsewhere():
    assert all(is_elsewhere(text) for text in ("/data/a.csv", r"D:\a.csv", "s3://other/a.csv"))
    assert not any(is_elsewhere(text) for text in ("a.csv", "../a.csv", "https://example.org/a.html"))
