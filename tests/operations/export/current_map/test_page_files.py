"""Pages as files: named by area, theme and day, written whole, one for each subdistrict."""

import pypdf
import pytest

from tests.fixtures.finished_run import inputs_of
from xc_gis.errors import Cancelled, InputError
from xc_gis.operations.export.current_map.map_page import RunGround
from xc_gis.operations.export.current_map.page_files import file_stem, write_each_subdistrict, write_page
from xc_gis.operations.export.current_map.shown_map import PageChoice, ShownMap
from xc_gis.progress import Silent


@pytest.fixture(scope="module")
def known(finished_run):
    inputs = inputs_of(finished_run)
    return RunGround(inputs.run, inputs.page, inputs.ground)


@pytest.fixture(scope="module")
def shown(finished_run, known):
    return ShownMap(finished_run, "stars", tuple(known.page["bounds"]))


@pytest.mark.parametrize(
    ("parts", "stem"),
    [(["../a", "b:c", ""], "a-b_c"), (["\x00", ""], "map"), (["长" * 100], "长" * 60), (["=1+1", "🙂"], "=1+1-🙂")],
)
def test_any_name_makes_a_name_of_a_file(parts, stem):
    assert file_stem(parts) == stem


@pytest.mark.parametrize(("suffix", "start"), [(".pdf", b"%PDF-"), (".PNG", b"\x89PNG")])
def test_one_page_is_written_by_the_end_of_its_name(known, shown, tmp_path, suffix, start):
    write_page(known, shown, PageChoice(), tmp_path / f"图{suffix}")
    assert (tmp_path / f"图{suffix}").read_bytes().startswith(start)


def test_another_end_is_refused(known, shown, tmp_path):
    with pytest.raises(InputError, match=r"\.jpg"):
        write_page(known, shown, PageChoice(), tmp_path / "map.jpg")


def test_each_subdistrict_has_a_page_titled_by_itself(known, shown, tmp_path):
    names = list(dict.fromkeys(c.subdistrict for c in known.run.communities))
    write_each_subdistrict(known, shown, PageChoice(title="我的标题"), tmp_path / "all.pdf", Silent())
    pages = pypdf.PdfReader(tmp_path / "all.pdf").pages
    assert len(pages) == len(names)
    assert all(
        name in page.extract_text() and "我的标题" not in page.extract_text() for name, page in zip(names, pages, strict=True)
    )
    written = write_each_subdistrict(known, shown, PageChoice(), tmp_path / "pictures", Silent())
    assert [path.name for path in written] == [f"{n:02d}-{name}-星级评价图-2026-06-30.png" for n, name in enumerate(names, 1)]


def test_a_stop_leaves_no_half_document(known, shown, tmp_path):
    class Stops:
        def step(self, _stage, _done, _total):
            raise Cancelled

    with pytest.raises(Cancelled):
        write_each_subdistrict(known, shown, PageChoice(), tmp_path / "all.pdf", Stops())
    assert list(tmp_path.iterdir()) == []
