"""The data of a run's map page are read, or the run has none."""

import pytest

from xc_gis.errors import InputError
from xc_gis.runs.map_page import read_map_page


def test_the_data_of_the_page_are_read(finished_run):
    data = read_map_page(finished_run)
    assert [c["id"] for c in data["communities"]] == ["C1", "C2"]


@pytest.mark.parametrize(
    "page",
    [
        None,
        "",
        "<html></html>",
        '<script type="application/json" id="xc-data">{"a": </script>',
        '<script type="application/json" id="xc-data">[1]</script>',
    ],
)
def test_a_run_without_a_whole_map_is_refused(tmp_path, page):
    if page is not None:
        (tmp_path / "map.html").write_text(page, encoding="utf-8")
    with pytest.raises(InputError, match=r"map\.html"):
        read_map_page(tmp_path)
