"""Copies of files of a store: each is fetched once, none is half, and they take no more room than they may."""

import pytest

from tests.fixtures.s3_server import BUCKET, cut_line
from xc_gis.errors import FetchError
from xc_gis.operations.batch.copies import Copies, CopiesOfProcess
from xc_gis.operations.batch.store import Seen, Store
from xc_gis.operations.batch.store_url import store_url

ROOT = store_url(f"s3://{BUCKET}/copies")


@pytest.fixture
def copies(s3, tmp_path):
    for name in "abc":
        s3.put(f"copies/{name}.csv", name * 100)
    return Copies(tmp_path / "copies", Store(), most_bytes=250)


def bring(copies, *names):
    wanted = {ROOT.joined(name): copies.store.seen(ROOT.joined(name)) for name in names}
    return copies.bring(wanted, {ROOT: frozenset(copies.store.folder(ROOT))})


def there(copies):
    return sorted(path.name for path in copies.folder.rglob("*.csv"))


def test_a_file_is_fetched_once_until_it_is_another(copies, s3):
    first = bring(copies, "a.csv")
    assert bring(copies, "a.csv") == first
    assert copies.store.read == 1
    assert copies.place(ROOT.joined("a.csv")).read_text() == "a" * 100
    s3.put("copies/a.csv", "A" * 100)
    assert bring(copies, "a.csv") != first
    assert copies.store.read == 2
    assert copies.place(ROOT.joined("a.csv")).read_text() == "A" * 100


def test_what_was_used_last_is_kept_as_far_as_there_is_room(copies):
    bring(copies, "a.csv")
    bring(copies, "b.csv")
    bring(copies, "a.csv")
    bring(copies, "c.csv")
    assert there(copies) == ["a.csv", "c.csv"]
    bring(copies, "a.csv", "b.csv", "c.csv")  # a study has all of its files
    assert there(copies) == ["a.csv", "b.csv", "c.csv"]


def test_what_is_gone_in_the_store_goes_here(copies, s3):
    bring(copies, "a.csv", "b.csv")
    s3.remove("copies/a.csv")
    bring(copies, "b.csv")
    assert there(copies) == ["b.csv"]


def test_a_store_that_tells_nothing_of_a_file_is_asked_for_its_bytes(copies):
    url = ROOT.joined("a.csv")

    class Silent(Store):
        def seen(self, url):
            return Seen(super().seen(url).bytes, "")

    copies.store = Silent()
    stamps = [copies.bring({url: copies.store.seen(url)}, {})[url] for _ in range(2)]
    assert stamps[0] == stamps[1]
    assert stamps[0].startswith("sha256 ")
    assert copies.store.read == 2


def test_a_file_that_is_cut_short_is_not_kept(copies, s3, monkeypatch):
    s3.put("copies/long.csv", "x" * 100_000)
    monkeypatch.setattr("s3fs.S3FileSystem.retries", 1)
    seen = copies.store.seen(ROOT.joined("long.csv"))
    with cut_line(s3, 50_000, monkeypatch) as line, pytest.raises(FetchError, match=r"读取 s3://.*long\.csv 时"):
        copies.bring({ROOT.joined("long.csv"): seen}, {})
    assert line.cuts
    assert not [path for path in copies.folder.rglob("*") if path.is_file()]


def test_names_of_copies_are_told_as_names_in_the_store(copies):
    url = ROOT.joined("a.csv")
    assert copies.as_urls(f"读不了 {copies.place(url)}。") == f"读不了 {url}。"


def test_a_process_has_its_own_and_clears_it():
    mine, other = CopiesOfProcess(), CopiesOfProcess()
    folder = mine.get().folder
    assert mine.get().folder == folder != other.get().folder
    mine.clear()
    assert not folder.exists()
    other.clear()
