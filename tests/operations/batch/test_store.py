"""What a store says of its files, and its faults in our words."""

import errno

import pytest

from tests.fixtures.s3_server import BUCKET, KEYS, forget_stores
from xc_gis.errors import FetchError, InputError
from xc_gis.operations.batch.store import Store, _seen, _told
from xc_gis.operations.batch.store_url import store_url

ROOT = store_url(f"s3://{BUCKET}/store")


@pytest.fixture
def store(s3):
    s3.put("store/a.csv", "a")
    s3.put("store/in/b.csv", "bb")
    return Store()


def test_folders_files_and_bytes(store):
    assert {name: seen.bytes for name, seen in store.folder(ROOT).items()} == {"a.csv": 1}
    assert store.folders(ROOT) == ["in"]
    assert store.folder(ROOT.joined("none")) == {}
    assert store.content(ROOT.joined("in/b.csv")) == b"bb"
    assert store.matching(ROOT.joined("**/*.csv")) == [ROOT.joined("a.csv"), ROOT.joined("in/b.csv")]


def test_lists_and_single_looks_say_the_same_and_the_same_bytes_are_the_same_file(store, s3):
    before = store.seen(ROOT.joined("a.csv"))
    assert store.folder(ROOT)["a.csv"] == before
    s3.put("store/a.csv", "a")
    assert store.seen(ROOT.joined("a.csv")) == before
    s3.put("store/a.csv", "b")
    assert store.seen(ROOT.joined("a.csv")) != before


def test_what_tells_files_apart_is_their_content_or_else_their_time():
    assert _seen({"size": 2, "ETag": "x", "LastModified": 1}) == _seen({"size": 2, "ETag": "x", "LastModified": 2})
    assert _seen({"size": 2, "mtime": 1}) != _seen({"size": 2, "mtime": 2})
    assert _seen({"size": 2}).stamp == ""


def test_without_keys_or_with_wrong_ones_the_message_says_so(store, s3, monkeypatch):
    with s3.keys_wrong(), pytest.raises(InputError, match=r"凭据不对.*AWS_ACCESS_KEY_ID"):
        store.seen(ROOT.joined("a.csv"))
    for name in KEYS:
        monkeypatch.delenv(name)
    monkeypatch.setenv("AWS_EC2_METADATA_DISABLED", "true")
    monkeypatch.setenv("AWS_SHARED_CREDENTIALS_FILE", "/dev/null")
    forget_stores()
    with pytest.raises(InputError, match=r"没有读取 .* 的凭据"):
        store.content(ROOT.joined("a.csv"))


def test_a_server_that_is_not_there_is_one_message(s3, monkeypatch):
    monkeypatch.setenv("AWS_ENDPOINT_URL", "http://127.0.0.1:1")
    monkeypatch.setattr("s3fs.S3FileSystem.retries", 1)
    forget_stores()
    with pytest.raises(FetchError, match=r"没有回应.*AWS_ENDPOINT_URL.*--resume"):
        Store().seen(ROOT)


def test_texts_of_libraries_are_not_passed_on_and_a_full_disk_is_of_this_machine():
    with pytest.raises(FetchError) as told, _told(ROOT):
        raise RuntimeError("key=secret-word")
    assert "secret-word" not in str(told.value)
    with pytest.raises(OSError, match="full"), _told(ROOT):
        raise OSError(errno.ENOSPC, "full")
